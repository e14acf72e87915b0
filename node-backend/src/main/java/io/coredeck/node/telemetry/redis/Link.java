package io.coredeck.node.telemetry.redis;

import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.telemetry.redis.Request.Receipt;
import io.lettuce.core.api.StatefulRedisConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one connection to a Redis server, made again whenever it breaks, with growing pauses.
///
/// Nothing here waits: {@link Links#tend} is called now and then by the owner and does what is due.
/// Sending is safe from several threads; commands of one thread keep their order.
public final class Link {
  private static final Logger LOG = System.getLogger(Link.class.getName());

  /// How long making a connection may take, looking up the name included.
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /// How long a server may be silent while commands are on their way to it.
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

  /// The pause after the first failure; each further one is twice as long.
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /// The longest pause between two attempts.
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// How long a connection must last to count as a success.
  static final Duration STABLE_AFTER = Duration.ofSeconds(1);

  private final Links links;
  private final Server server;
  private final RedisAddress address;
  private final List<Request> prepared = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private volatile @Nullable Channel up;
  private volatile String trouble = "not connected yet";
  private boolean connecting;
  private long attempts;
  private boolean told;
  private volatile boolean refusalTold;
  private boolean closed;
  private long pause = FIRST_PAUSE.toNanos();
  private long due = System.nanoTime();
  private long progressAt = due;
  private long settledThen;

  /// A connection that works, since when, and where its answers go.
  private record Channel(
      StatefulRedisConnection<byte[], byte[]> connection, Replies replies, long since) {}

  Link(Links links, Server server) {
    this.links = links;
    this.server = server;
    this.address = server.address();
  }

  Server server() {
    return server;
  }

  /// @return whether commands can be sent now
  public boolean isUp() {
    return up != null;
  }

  /// @return why it is down; empty if it is up
  public String trouble() {
    return trouble;
  }

  /// @return how many commands were sent and have no answer yet
  public long underWay() {
    return sent.get() - settled.get();
  }

  /// Keeps commands until the owner's {@link Links#flush()}; only for the owner's thread.
  public void prepare(List<Request> requests) {
    prepared.addAll(requests);
  }

  void flush() {
    if (!prepared.isEmpty()) {
      send(List.copyOf(prepared));
      prepared.clear();
    }
  }

  /// Sends commands at once; each one's receipt hears what became of it.
  public void send(List<Request> requests) {
    var channel = up;
    sent.addAndGet(requests.size());
    if (channel == null) {
      requests.forEach(request -> request.sentBy(this, null));
      requests.forEach(Request::cancel);
    } else {
      send(channel, requests);
    }
  }

  private void send(Channel channel, List<Request> requests) {
    requests.forEach(request -> request.sentBy(this, channel.replies()));
    channel.connection().dispatch(requests);
  }

  void settled() {
    settled.incrementAndGet();
  }

  /// Connects if that is due, or gives a dead connection up.
  ///
  /// @param now of {@link System#nanoTime()}
  synchronized void tend(long now) {
    var channel = up;
    if (channel != null) {
      watch(channel, now);
    } else if (connecting) {
      if (now - progressAt > CONNECT_LIMIT.toNanos()) {
        var _ = drop("no connection within %d s".formatted(CONNECT_LIMIT.toSeconds()), now);
      }
    } else if (!closed && now - due >= 0) {
      connect(now);
    }
  }

  private void watch(Channel channel, long now) {
    var done = settled.get();
    if (!channel.connection().isOpen()) {
      var _ = drop("connection closed by the server", now);
    } else if (done != settledThen || done == sent.get()) {
      settledThen = done;
      progressAt = now;
    } else if (now - progressAt > SILENCE_LIMIT.toNanos()) {
      var _ = drop("no answer within %d s".formatted(SILENCE_LIMIT.toSeconds()), now);
    }
    if (up != null && now - channel.since() > STABLE_AFTER.toNanos()) {
      pause = FIRST_PAUSE.toNanos();
      if (told) {
        LOG.log(Level.INFO, "{0}: connected again", address);
        told = false;
      }
    }
  }

  private void connect(long now) {
    if (!links.mayConnect(server)) {
      trouble = "this node is connected to as many Redis servers as it may";
      due = now + LONGEST_PAUSE.toNanos();
      return;
    }
    connecting = true;
    attempts++;
    var attempt = attempts;
    var _ =
        links
            .connect(server)
            .whenComplete((connection, failure) -> connected(attempt, connection, failure));
    progressAt = System.nanoTime(); // the first one ever took its time to load Lettuce
  }

  private synchronized void connected(
      long attempt,
      @Nullable StatefulRedisConnection<byte[], byte[]> connection,
      @Nullable Throwable failure) {
    if (!connecting || attempt != attempts) {
      if (connection != null) {
        var _ = connection.closeAsync(); // came too late
      }
    } else if (connection == null) {
      var _ = drop(failure == null ? "cannot connect" : reason(failure), System.nanoTime());
    } else {
      connecting = false;
      progressAt = System.nanoTime();
      settledThen = settled.get();
      var channel = new Channel(connection, new Replies(), progressAt);
      authenticate(channel);
      trouble = "";
      up = channel;
      links.wake();
    }
  }

  private void authenticate(Channel channel) {
    if (!address.password().isEmpty()) {
      var words =
          address.user().isEmpty()
              ? Words.command("AUTH", address.password())
              : Words.command("AUTH", address.user(), address.password());
      sent.incrementAndGet();
      send(channel, List.of(Request.of(words, new Login())));
    }
  }

  /// A refused AUTH is told and nothing more: a server without a password refuses every one.
  private final class Login implements Receipt {
    @Override
    public void onAccepted() {
      LOG.log(Level.DEBUG, "{0}: logged in", address);
    }

    @Override
    public void onRefused(String error) {
      var level = refusalTold ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "{0}: AUTH was refused: {1}; going on without", address, error);
      refusalTold = true;
    }

    @Override
    public void onLost(String reason) {
      LOG.log(Level.DEBUG, "{0}: no answer to AUTH: {1}", address, reason);
    }
  }

  private CompletableFuture<Void> drop(String reason, long now) {
    var channel = up;
    up = null;
    connecting = false;
    trouble = reason;
    links.disconnected(server);
    if (!told && !closed) {
      var most = LONGEST_PAUSE.toSeconds();
      LOG.log(Level.WARNING, "{0}: {1}; trying again every {2} s at least", address, reason, most);
      told = true;
    }
    due = now + pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
    links.wake();
    return channel == null
        ? CompletableFuture.completedFuture(null)
        : channel.connection().closeAsync();
  }

  private static String reason(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var text = cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text;
  }

  /// Closes the connection; commands on their way are lost.
  ///
  /// @return done when it is closed
  synchronized CompletableFuture<Void> close() {
    closed = true;
    return connecting || up != null
        ? drop("closed", System.nanoTime())
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
