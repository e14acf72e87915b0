package io.coredeck.node.telemetry.redis;

import io.coredeck.model.rule.RedisAddress;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// All connections of this program's telemetry: one for each server and user, shared by whoever
/// sends there, closed when the last one has gone.
public final class Links implements AutoCloseable {
  private static final int THREADS = 2;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final int most;
  private final Runnable wake;
  private final ClientResources resources;
  private final RedisClient client;
  private final Map<RedisAddress, Link> links = new HashMap<>();
  private final Map<Link, Integer> users = new HashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile List<Link> all = List.of();

  /// @param most how many connections there may be at once; further ones wait
  /// @param wake called by any thread when something happened that the owner should look at
  public Links(int most, Runnable wake) {
    this.most = most;
    this.wake = wake;
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .protocolVersion(ProtocolVersion.RESP2)
            .pingBeforeActivateConnection(false)
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            // Links watch for silence themselves, and take no command back: both would cost more
            // for each line than all the rest.
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .useHashIndexQueue(false)
            .socketOptions(
                SocketOptions.builder().connectTimeout(Link.CONNECT_LIMIT).keepAlive(true).build())
            .build());
  }

  /// @return the link to that server, the same one for everybody; to be given back
  public synchronized Link acquire(RedisAddress address) {
    var link = links.computeIfAbsent(address, server -> new Link(this, server));
    users.merge(link, 1, Integer::sum);
    all = List.copyOf(links.values());
    return link;
  }

  /// Gives a link back; the last one to do so closes it.
  public synchronized void release(Link link) {
    if (users.merge(link, -1, Integer::sum) <= 0) {
      users.remove(link);
      links.remove(link.address());
      all = List.copyOf(links.values());
      var _ = link.close();
    }
  }

  /// Does what is due for every link.
  ///
  /// @param now of {@link System#nanoTime()}
  public void tend(long now) {
    for (var link : all) {
      link.tend(now);
    }
  }

  /// Sends what was prepared on every link.
  public void flush() {
    for (var link : all) {
      link.flush();
    }
  }

  boolean mayConnect() {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }

  void disconnected() {
    open.decrementAndGet();
  }

  void wake() {
    wake.run();
  }

  CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(RedisAddress address) {
    var uri = RedisURI.builder().withHost(address.host()).withPort(address.port()).build();
    return client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
  }

  /// Closes every connection within a few seconds. Calling it again does nothing.
  @Override
  public void close() {
    List<Link> remaining;
    synchronized (this) {
      remaining = new ArrayList<>(links.values());
      links.clear();
      all = List.of();
    }
    var limit = CLOSE_LIMIT.toMillis();
    var closed = remaining.stream().map(Link::close).toArray(CompletableFuture[]::new);
    var _ =
        CompletableFuture.allOf(closed)
            .completeOnTimeout(null, limit, TimeUnit.MILLISECONDS)
            .exceptionally(_ -> null)
            .join();
    client.shutdown(0, limit, TimeUnit.MILLISECONDS);
    resources
        .shutdown(0, limit, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(limit, TimeUnit.MILLISECONDS);
  }
}
