package io.coredeck.cli.stream;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The platform's Redis streams, read only.
public final class Streams implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /// Most entries taken at once of each stream.
  private static final int BATCH = 1000;

  private final String url;
  private final RedisClient client;
  private final StatefulRedisConnection<String, byte[]> connection;

  private Streams(
      String url, RedisClient client, StatefulRedisConnection<String, byte[]> connection) {
    this.url = url;
    this.client = client;
    this.connection = connection;
  }

  /// One entry of a stream.
  ///
  /// @param key of the stream
  /// @param id as Redis orders them, `number-number`
  /// @param fields by name
  public record Entry(String key, String id, Map<String, byte[]> fields) {}

  /// @param url of the Redis
  /// @throws CliException if it cannot be reached
  public static Streams open(String url) throws CliException {
    var client = RedisClient.create();
    try {
      var address = RedisURI.create(url);
      address.setTimeout(ANSWER_LIMIT);
      var codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
      return new Streams(safe(url), client, client.connect(codec, address));
    } catch (RedisException | IllegalArgumentException e) {
      shutdown(client);
      throw unreachable(safe(url), e);
    }
  }

  /// @return the latest entries of a stream, oldest first
  public List<Entry> latest(String key, long count) throws CliException {
    try {
      return connection
          .sync()
          .xrevrange(key, Range.unbounded(), Limit.from(count))
          .reversed()
          .stream()
          .map(Streams::entry)
          .toList();
    } catch (RedisException e) {
      throw unreachable(url, e);
    }
  }

  /// Waits for new entries.
  ///
  /// @param after the last id seen of each stream
  /// @param wait how long, then there are none
  public List<Entry> next(Map<String, String> after, Duration wait) throws CliException {
    try {
      return read(
          after.entrySet().stream()
              .map(one -> StreamOffset.from(one.getKey(), one.getValue()))
              .toList(),
          wait);
    } catch (RedisException e) {
      throw unreachable(url, e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the library wants an array of a generic type
  private List<Entry> read(Collection<StreamOffset<String>> offsets, Duration wait) {
    StreamOffset<String>[] from = offsets.toArray(StreamOffset[]::new);
    var news = new XReadArgs().block(wait).count(BATCH);
    return connection.sync().xread(news, from).stream().map(Streams::entry).toList();
  }

  private static Entry entry(StreamMessage<String, byte[]> message) {
    return new Entry(message.getStream(), message.getId(), message.getBody());
  }

  private static String safe(String url) {
    return url.replaceAll("//[^@/]*@", "//");
  }

  private static CliException unreachable(String url, Exception cause) {
    return new CliException(
        ExitCode.NO_PLATFORM,
        "the platform's Redis at "
            + url
            + " cannot be read: "
            + cause.getMessage()
            + "; look at ./coredeck status");
  }

  private static void shutdown(RedisClient client) {
    client.shutdown(Duration.ZERO, CLOSE_LIMIT);
  }

  @Override
  public void close() {
    connection.close();
    shutdown(client);
  }
}
