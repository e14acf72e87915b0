package io.coredeck.explorer.workload.follow;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The streams of the platform's Redis, read only: a connection for each stream that is followed,
/// whose calls fail with a {@link io.lettuce.core.RedisException} when Redis does not answer.
final class RedisStreams implements AutoCloseable {

  /// Entries taken at once: sixteen lines have 64 KiB at most.
  static final int BATCH = 16;

  /// Samples looked at once for where the latest begin: nodes keep seven times as many.
  private static final int SAMPLES = 256;

  /// Looks for where the latest samples begin; they take in more than a caller may ask for.
  private static final int MOST_LOOKS = 80;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final RedisURI address;
  private final RedisClient client;

  RedisStreams(RedisPlace place) {
    address = RedisURI.create(place.url());
    address.setTimeout(ANSWER_LIMIT);
    client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_LIMIT).keepAlive(true).build())
            .build());
  }

  /// @param fields by name
  record Entry(EntryId id, Map<String, byte[]> fields) {}

  /// One stream. Used by one thread.
  ///
  /// @param key of the stream
  record Reader(String key, StatefulRedisConnection<String, byte[]> connection)
      implements AutoCloseable {

    Optional<Entry> newest() {
      return connection.sync().xrevrange(key, Range.unbounded(), Limit.from(1)).stream()
          .map(Reader::entry)
          .findFirst();
    }

    /// @return how many entries there are
    long length() {
      return connection.sync().xlen(key);
    }

    /// Walks backwards in batches, for entries that are small.
    ///
    /// @param count 0 or more
    /// @return the one behind which the latest so many begin, up to the newest; fewer of them if it
    ///   would take too many looks or the explorer is closing
    EntryId beforeLatest(long count, EntryId newest, BooleanSupplier isClosing) {
      var at = newest.next();
      var left = count;
      for (var look = 0; left > 0 && look < MOST_LOOKS && !isClosing.getAsBoolean(); look++) {
        var size = Math.min(left, SAMPLES);
        // with the one before, which was counted
        var batch =
            connection
                .sync()
                .xrevrange(key, Range.create("-", at.toString()), Limit.from(size + 1))
                .stream()
                .map(one -> entry(one).id())
                .toList();
        var before = at;
        var older = batch.stream().filter(id -> id.compareTo(before) < 0).limit(size).toList();
        if (older.isEmpty()) {
          return EntryId.BEGINNING;
        }
        at = older.getLast();
        left -= older.size();
      }
      return at.before();
    }

    /// @return the first of those behind one up to another, oldest first
    List<Entry> between(EntryId after, EntryId last) {
      return connection
          .sync()
          .xrange(key, Range.create(after.next().toString(), last.toString()), Limit.from(BATCH))
          .stream()
          .map(Reader::entry)
          .toList();
    }

    /// Waits for the first of those behind one.
    ///
    /// @param wait how long, then there are none
    List<Entry> next(EntryId after, Duration wait) {
      return read(new XReadArgs().block(wait).count(BATCH), after);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the library wants an array of a generic type
    private List<Entry> read(XReadArgs how, EntryId after) {
      StreamOffset<String>[] from = new StreamOffset[] {StreamOffset.from(key, after.toString())};
      return connection.sync().xread(how, from).stream().map(Reader::entry).toList();
    }

    private static Entry entry(StreamMessage<String, byte[]> message) {
      return new Entry(EntryId.of(message.getId()).orElse(EntryId.END), message.getBody());
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /// @return one connected to Redis, to be closed
  Reader open(String key) {
    var codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    return new Reader(key, client.connect(codec, address));
  }

  /// Ends all connections; what waits on them fails.
  @Override
  public void close() {
    client.shutdown(Duration.ZERO, CLOSE_LIMIT);
  }
}
