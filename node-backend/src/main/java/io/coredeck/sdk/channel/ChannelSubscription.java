package io.coredeck.sdk.channel;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.RedisAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What is published on some channels, from the moment it is opened until it is closed.
///
/// {@snippet file="io/coredeck/sdk/zos/MonitorExamplesIT.java" region="channels"}
///
/// Redis keeps nothing of a channel: what is published before, and while a connection is lost, is
/// not seen; {@link #losses} tells how often that was. It connects again by itself. At most {@value
/// #MOST_WAITING} messages wait to be read; then the server has to keep them, and drops the
/// connection of who is far behind. May be used by many threads.
public final class ChannelSubscription implements AutoCloseable {

  /// Messages that wait to be read.
  public static final int MOST_WAITING = 1024;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /// How often who waits looks whether it is closed.
  private static final Duration LOOK = Duration.ofMillis(500);

  private final BlockingQueue<ChannelMessage> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Map<RedisAddress, RedisConnection> connections = new ConcurrentHashMap<>();
  private final Map<RedisAddress, String> troubles = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private long losses;
  private boolean closed;

  private ChannelSubscription() {}

  /// @param endpoints one or more, on one or several servers
  /// @return one that listens on all of them
  /// @throws ChannelException if a server cannot be reached or does not let one in
  public static ChannelSubscription open(Endpoint... endpoints) throws ChannelException {
    return open(List.of(endpoints));
  }

  /// @param endpoints one or more, on one or several servers
  /// @return one that listens on all of them
  /// @throws ChannelException if a server cannot be reached or does not let one in
  public static ChannelSubscription open(List<Endpoint> endpoints) throws ChannelException {
    var servers = new LinkedHashMap<RedisAddress, List<Endpoint>>();
    for (var endpoint : endpoints) {
      servers.computeIfAbsent(endpoint.address(), _ -> new ArrayList<>()).add(endpoint);
    }
    var made = new ChannelSubscription();
    try {
      for (var channels : servers.values()) {
        made.connect(channels);
      }
    } catch (ChannelException e) {
      made.close();
      throw e;
    }
    made.start(servers);
    return made;
  }

  private void start(Map<RedisAddress, List<Endpoint>> servers) {
    servers.forEach((address, channels) ->
        threads.add(
            Thread.ofVirtual()
                .name("channels of " + address)
                .start(() -> follow(address, channels))));
  }

  private RedisConnection connect(List<Endpoint> channels) throws ChannelException {
    var connection = RedisConnection.open(channels);
    var address = channels.getFirst().address();
    synchronized (this) {
      connections.put(address, connection);
      if (closed) {
        drop(address);
      }
    }
    return connection;
  }

  private void follow(RedisAddress address, List<Endpoint> channels) {
    try {
      var pause = Duration.ZERO;
      while (!isClosed()) {
        var connection = connections.get(address);
        try {
          if (connection == null) {
            Thread.sleep(pause);
            connection = connect(channels);
            troubles.remove(address);
          }
          while (true) {
            waiting.put(connection.next());
            pause = FIRST_PAUSE;
          }
        } catch (IOException e) {
          lost(address, e);
          pause = longer(pause);
        }
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void lost(RedisAddress address, IOException why) {
    if (connections.containsKey(address)) {
      losses++;
      drop(address);
    }
    troubles.put(address, String.valueOf(why.getMessage()));
  }

  private void drop(RedisAddress address) {
    var connection = connections.remove(address);
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException _) {
        // it was of no use any more
      }
    }
  }

  /// @param limit how long to wait
  /// @return what was published next; empty if nothing was in time, or this is closed
  public Optional<ChannelMessage> next(Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var left = isClosed() ? 0 : end - System.nanoTime();
      var message = waiting.poll(Math.clamp(left, 0, LOOK.toNanos()), TimeUnit.NANOSECONDS);
      if (message != null || left <= 0) {
        return Optional.ofNullable(message);
      }
    }
  }

  /// Hands on what comes, on a thread of its own, until this is closed.
  ///
  /// @param next waits for what comes
  /// @return completes when this is closed; fails with what the taker throws
  <T> CompletableFuture<Void> forEach(Next<T> next, Consumer<? super T> taker) {
    var over = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .name("follower")
        .start(() -> {
          try {
            while (!isClosed() && !over.isDone()) {
              next.in(LOOK).ifPresent(taker);
            }
            over.complete(null);
          } catch (Throwable e) { // an error too: who waits would wait for ever
            over.completeExceptionally(e);
          }
        });
    return over;
  }

  /// How what comes is read.
  interface Next<T> {
    Optional<T> in(Duration limit) throws InterruptedException;
  }

  /// @return how often a connection was lost; each time messages may be missing
  public synchronized long losses() {
    return losses;
  }

  /// @return why some of it cannot be heard now, a sentence for each server; empty if all is well
  public List<String> troubles() {
    return List.copyOf(troubles.values());
  }

  /// Stops listening. Ends within 2 seconds.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      List.copyOf(connections.keySet()).forEach(this::drop);
    }
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(CLOSE_LIMIT.dividedBy(threads.size()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
