package io.coredeck.blocks;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.Hash;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ConnectionFuture;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Blocks in a Redis or 0-db, one connection for all threads. It connects when it is first asked,
/// and anew when the connection is lost.
public final class RedisBlocks implements BlockStore {

  /// How long it tries to connect, unless said otherwise.
  public static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 3;
  private static final int MOST_REQUESTS = 4096;
  private static final int THREADS = 2;

  private final BlockAddress address;
  private final Duration connectLimit;
  private final HostLookup lookup;
  private final DefaultClientResources resources;
  private final RedisClient client;
  private final ReentrantLock connecting = new ReentrantLock();
  private @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private boolean closed;

  private RedisBlocks(
      BlockAddress address,
      Duration connectLimit,
      HostLookup lookup,
      DefaultClientResources resources,
      RedisClient client) {
    this.address = address;
    this.connectLimit = connectLimit;
    this.lookup = lookup;
    this.resources = resources;
    this.client = client;
  }

  /// @return a store that has not connected yet
  public static RedisBlocks of(BlockAddress address) {
    return of(address, CONNECT_LIMIT);
  }

  /// @param connectLimit how long each of three attempts to connect may take
  /// @return a store that has not connected yet
  public static RedisBlocks of(BlockAddress address, Duration connectLimit) {
    return of(address, connectLimit, RedisBlocks::found);
  }

  private static InetSocketAddress found(String host, int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /// @param connectLimit how long each of three attempts to connect may take
  /// @param lookup asked for each connection; what it finds is connected to
  /// @return a store that has not connected yet
  public static RedisBlocks of(BlockAddress address, Duration connectLimit, HostLookup lookup) {
    var resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .nettyCustomizer(new Customizer())
            .build();
    var client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false) // a new connection must SELECT again
            .pingBeforeActivateConnection(false) // whoever may only GET may not PING
            .protocolVersion(ProtocolVersion.RESP2) // the only one a 0-db knows
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .requestQueueSize(MOST_REQUESTS)
            .socketOptions(SocketOptions.builder().connectTimeout(connectLimit).build())
            .build());
    return new RedisBlocks(address, connectLimit, lookup, resources, client);
  }

  @Override
  public Optional<byte[]> get(Hash hash) throws BlockStoreException, InterruptedException {
    return Optional.ofNullable(ask("GET", redis -> redis.get(hash.bytes())));
  }

  @Override
  public boolean contains(Hash hash) throws BlockStoreException, InterruptedException {
    var count = ask("EXISTS", redis -> redis.exists(new byte[][] {hash.bytes()}));
    return count != null && count > 0;
  }

  /// A Redis answers OK, a 0-db the name, or nothing if it had the block.
  @Override
  public void put(Hash hash, byte[] stored) throws BlockStoreException, InterruptedException {
    if (contains(hash)) {
      return;
    }
    ask(
        "SET",
        redis -> {
          var codec = ByteArrayCodec.INSTANCE;
          var arguments = new CommandArgs<>(codec).addKey(hash.bytes()).addValue(stored);
          return redis.dispatch(CommandType.SET, new ValueOutput<>(codec), arguments);
        });
  }

  /// One command, sent.
  @FunctionalInterface
  private interface Sent<T> {
    Future<T> to(RedisAsyncCommands<byte[], byte[]> redis);
  }

  private <T> @Nullable T ask(String command, Sent<T> sent)
      throws BlockStoreException, InterruptedException {
    var pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return answer(sent);
      } catch (ExecutionException | TimeoutException e) {
        var fault = Fault.of(e);
        if (attempt == ATTEMPTS || fault.isFinal() || isClosed()) {
          throw new BlockStoreException(
              "block store %s: %s failed: %s".formatted(address, command, fault.words()),
              fault.root());
        }
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private <T> @Nullable T answer(Sent<T> sent)
      throws ExecutionException, TimeoutException, InterruptedException {
    var open = connection();
    try {
      return await(sent.to(open.async()), ANSWER_LIMIT);
    } catch (TimeoutException e) {
      var _ = open.closeAsync(); // whatever comes now comes too late
      throw e;
    } catch (io.lettuce.core.RedisException e) { // thrown at once, e.g. on a connection just closed
      throw new ExecutionException(e);
    }
  }

  private StatefulRedisConnection<byte[], byte[]> connection()
      throws ExecutionException, TimeoutException, InterruptedException {
    connecting.lockInterruptibly();
    try {
      if (closed) {
        throw new ExecutionException(new IllegalStateException("it is closed"));
      }
      var open = connection;
      if (open == null || !open.isOpen()) {
        open = connect();
        connection = open;
      }
      return open;
    } finally {
      connecting.unlock();
    }
  }

  private StatefulRedisConnection<byte[], byte[]> connect()
      throws ExecutionException, TimeoutException, InterruptedException {
    var open = await(client.connectAsync(ByteArrayCodec.INSTANCE, uri(server())));
    if (!address.namespace().isEmpty()) {
      try {
        await(select(open.async()), connectLimit);
      } catch (ExecutionException | TimeoutException | InterruptedException e) {
        var _ = open.closeAsync();
        throw e;
      }
    }
    return open;
  }

  /// A connection that comes after all, when nobody waits for it any more, is closed.
  private StatefulRedisConnection<byte[], byte[]> await(
      ConnectionFuture<StatefulRedisConnection<byte[], byte[]>> coming)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return await(coming, connectLimit);
    } catch (TimeoutException | InterruptedException e) {
      var _ =
          coming.thenAccept(late -> {
            var _ = late.closeAsync();
          });
      throw e;
    }
  }

  private Future<String> select(RedisAsyncCommands<byte[], byte[]> redis) {
    var arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).add(address.namespace());
    if (!address.namespacePassword().isEmpty()) {
      arguments.add(address.namespacePassword());
    }
    return redis.dispatch(
        CommandType.SELECT, new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments);
  }

  private InetSocketAddress server() throws ExecutionException, InterruptedException {
    try {
      return lookup.find(address.host(), address.port());
    } catch (IOException e) {
      throw new ExecutionException(e);
    }
  }

  private RedisURI uri(InetSocketAddress server) {
    var uri = RedisURI.create(server.getAddress().getHostAddress(), server.getPort());
    uri.setTimeout(ANSWER_LIMIT);
    uri.setLibraryName(""); // no CLIENT SETINFO
    uri.setLibraryVersion("");
    if (!address.password().isEmpty()) {
      var user = address.user().isEmpty() ? null : address.user();
      var password = address.password().toCharArray();
      uri.setCredentialsProvider(
          io.lettuce.core.RedisCredentialsProvider.from(
              () -> io.lettuce.core.RedisCredentials.just(user, password)));
    }
    return uri;
  }

  private static <T> T await(Future<T> future, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException("no answer within %d ms".formatted(limit.toMillis()));
    }
  }

  private boolean isClosed() {
    connecting.lock();
    try {
      return closed;
    } finally {
      connecting.unlock();
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }

  @Override
  public void close() {
    connecting.lock();
    try {
      closed = true;
    } finally {
      connecting.unlock();
    }
    client.shutdown(Duration.ZERO, STOP_LIMIT);
    resources
        .shutdown(0, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .awaitUninterruptibly(STOP_LIMIT.toMillis());
  }

  /// Puts the limit before everything else that reads.
  private static final class Customizer implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
      channel.pipeline().addFirst("reply-limit", new ReplyLimit(BlockCodec.LARGEST_BLOCK));
    }
  }
}
