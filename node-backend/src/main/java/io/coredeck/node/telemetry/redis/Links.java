package io.coredeck.node.telemetry.redis;

import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.reach.OwnServers;
import io.coredeck.node.reach.Reach;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// All connections of this program's telemetry: one for each server and user, shared by whoever
/// sends there, closed when the last one has gone.
public final class Links implements AutoCloseable {
  private static final int THREADS = 2;

  /// Connections that every tenant may have while there are any.
  private static final int LEAST_EACH = 8;

  /// Who has more than that may have one part for seven that are free: alone an eighth of all, and
  /// the less the more others have, so that some are left for whoever comes.
  private static final int PARTS = 7;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final int most;
  private final Optional<RedisAddress> platform;
  private final Reach reach;
  private final Runnable wake;
  private final ClientResources resources;
  private final RedisClient client;
  private final Map<Server, Link> links = new HashMap<>();
  private final Map<Link, Integer> users = new HashMap<>();

  /// How many connections each tenant has; guarded by itself.
  private final Map<OptionalLong, Integer> open = new HashMap<>();

  private volatile List<Link> all = List.of();

  /// @param most how many connections there may be at once to servers of tenants; one of them has
  ///   an eighth, or fewer when others have many, but 8 in any case; further ones wait
  /// @param platform the platform's own server, on which some names are the platform's
  /// @param reach where the servers of tenants may be
  /// @param wake called by any thread when something happened that the owner should look at
  public Links(int most, Optional<RedisAddress> platform, Reach reach, Runnable wake) {
    this.most = most;
    this.platform = platform;
    this.reach = reach;
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

  /// @return the link to that server, the same one for all of a tenant; to be given back
  public synchronized Link acquire(Server wanted) {
    var link = links.computeIfAbsent(wanted, server -> new Link(this, server));
    users.merge(link, 1, Integer::sum);
    all = List.copyOf(links.values());
    return link;
  }

  /// Gives a link back; the last one to do so closes it.
  public synchronized void release(Link link) {
    if (users.merge(link, -1, Integer::sum) <= 0) {
      users.remove(link);
      links.remove(link.server());
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

  /// The platform's own connection is there whatever tenants have.
  boolean mayConnect(Server server) {
    if (server.tenant().isEmpty()) {
      return true;
    }
    synchronized (open) {
      var own = open.getOrDefault(server.tenant(), 0);
      var all = open.values().stream().mapToInt(Integer::intValue).sum();
      if (all >= most || own >= Math.max(LEAST_EACH, (most - all) / PARTS)) {
        return false;
      }
      open.put(server.tenant(), own + 1);
      return true;
    }
  }

  void disconnected(Server server) {
    synchronized (open) {
      open.computeIfPresent(server.tenant(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  void wake() {
    wake.run();
  }

  CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(Server server) {
    var address = server.address();
    if (server.tenant().isEmpty()) {
      return connect(RedisURI.builder().withHost(address.host()).withPort(address.port()).build());
    }
    var found = new CompletableFuture<InetSocketAddress>();
    // One for each link at most, and none for long.
    var _ = Thread.ofVirtual().name("telemetry-address").start(() -> find(server, found));
    return found.thenCompose(
        at -> connect(RedisURI.create(at.getAddress().getHostAddress(), at.getPort())));
  }

  private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(RedisURI uri) {
    return client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
  }

  private void find(Server server, CompletableFuture<InetSocketAddress> found) {
    var address = server.address();
    try {
      var tenant = server.tenant().orElseThrow();
      var at = reach.addresses(address.host(), address.port(), tenant).getFirst();
      if (server.hasOwnName() && isPlatform(at)) {
        throw new IOException(
            "channels that begin with coredeck: are the platform's own on its Redis; name another");
      }
      found.complete(at);
    } catch (IOException | RuntimeException e) {
      found.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      found.completeExceptionally(e);
    }
  }

  /// The platform's Redis has more than one address if it listens on all of this machine.
  private boolean isPlatform(InetSocketAddress at) throws IOException, InterruptedException {
    if (platform.isEmpty() || platform.get().port() != at.getPort()) {
      return false;
    }
    var isHere = Reach.isThisNodes(at.getAddress());
    return OwnServers.ofSystem().addresses(platform.get().host()).stream()
        .anyMatch(own -> own.equals(at.getAddress()) || (isHere && Reach.isThisNodes(own)));
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
