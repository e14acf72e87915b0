package io.coredeck.dashboard.live.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Follows any number of streams with one connection, and answers questions about them with a
/// second one.
///
/// While Redis is away it is tried again and again; followers then go on after the last entry they
/// took, so nothing is left out and nothing comes twice.
public final class StreamLoop implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(StreamLoop.class.getName());
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /// How long one question for new entries waits. A stream that is followed anew is heard after it.
  private static final Duration NEWS_WAIT = Duration.ofMillis(100);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /// Most entries taken at once of each stream.
  private static final int BATCH = 500;

  private final RedisPlace place;
  private final RedisClient client = RedisClient.create();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final Set<Follower> known = new HashSet<>();
  private final Thread thread;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> questions;
  private volatile @Nullable Instant awaySince = Instant.now();
  private volatile boolean closed;
  private long lookedAt;

  private StreamLoop(RedisPlace place) {
    this.place = place;
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    thread = Thread.ofPlatform().daemon().name("live-redis").unstarted(this::run);
  }

  /// @return the loop, which may not have reached Redis yet
  public static StreamLoop start(RedisPlace place) {
    var loop = new StreamLoop(place);
    loop.thread.start();
    return loop;
  }

  /// @return since when Redis cannot be asked; nothing while it answers
  public Optional<Instant> awaySince() {
    return Optional.ofNullable(awaySince);
  }

  /// The follower is called from now on, first with {@link Follower#look}.
  public void follow(Follower follower) {
    followers.add(follower);
    LockSupport.unpark(thread);
  }

  /// The follower is not called any more, but for a call that is under way.
  public void leave(Follower follower) {
    followers.remove(follower);
  }

  /// @param from first id wanted
  /// @param to last id wanted
  /// @param most how many at most
  /// @return the entries there are, in order
  public List<Entry> range(String key, String from, String to, int most) throws RedisAwayException {
    return ask(redis ->
        redis.xrange(key, Range.create(from, to), Limit.from(most)).stream()
            .map(StreamLoop::entry)
            .toList());
  }

  /// @return the stream's last entry
  public Optional<Entry> newest(String key) throws RedisAwayException {
    return ask(redis ->
        redis.xrevrange(key, Range.unbounded(), Limit.from(1)).stream()
            .findFirst()
            .map(StreamLoop::entry));
  }

  /// @param most how many at most
  /// @return the stream's last entries, in order
  public List<Entry> newest(String key, int most) throws RedisAwayException {
    return ask(redis ->
        redis.xrevrange(key, Range.unbounded(), Limit.from(most)).reversed().stream()
            .map(StreamLoop::entry)
            .toList());
  }

  private <T> T ask(Function<RedisCommands<String, byte[]>, T> question) throws RedisAwayException {
    var connection = questions;
    if (connection == null) {
      throw new RedisAwayException(place, null);
    }
    try {
      return question.apply(connection.sync());
    } catch (RedisException e) {
      throw new RedisAwayException(place, e);
    }
  }

  private void run() {
    var pause = FIRST_PAUSE;
    while (!closed) {
      try {
        serve();
        pause = FIRST_PAUSE;
      } catch (RedisException | IllegalArgumentException e) {
        pause = awaySince == null ? FIRST_PAUSE : doubled(pause);
        lost(e);
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  private static Duration doubled(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void lost(Exception cause) {
    questions = null;
    if (awaySince == null) {
      awaySince = Instant.now();
      LOG.log(Level.WARNING, "{0}: lost, trying again: {1}", place, cause.getMessage());
    }
    tell();
  }

  private void tell() {
    followers.forEach(Follower::linkChanged);
  }

  private void serve() {
    var address = RedisURI.create(place.url());
    address.setTimeout(ANSWER_LIMIT);
    var codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    try (var news = client.connect(codec, address);
        var answers = client.connect(codec, address)) {
      news.sync().ping();
      questions = answers;
      awaySince = null;
      known.clear();
      tell();
      while (!closed && answers.isOpen()) {
        followAll(news);
      }
      if (!closed) {
        throw new RedisException("the connection has ended");
      }
    }
  }

  private void followAll(StatefulRedisConnection<String, byte[]> news) {
    var all = List.copyOf(followers);
    known.retainAll(all);
    if (all.isEmpty()) {
      news.sync().ping();
      LockSupport.parkNanos(NEWS_WAIT.toNanos());
      return;
    }
    for (var follower : all) {
      if (known.add(follower)) {
        look(news, follower);
      }
    }
    read(news, all);
    var now = System.nanoTime();
    if (now - lookedAt > BETWEEN_LOOKS.toNanos()) {
      lookedAt = now;
      all.forEach(follower -> look(news, follower));
    }
  }

  private static void look(StatefulRedisConnection<String, byte[]> news, Follower follower) {
    var newest = news.sync().xrevrange(follower.key(), Range.unbounded(), Limit.from(1));
    guarded(follower, one -> one.look(newest.stream().findFirst().map(StreamLoop::entry)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the library wants an array of a generic type
  private static void read(StatefulRedisConnection<String, byte[]> news, List<Follower> followers) {
    StreamOffset<String>[] from =
        followers.stream()
            .map(one -> StreamOffset.from(one.key(), one.after()))
            .toArray(StreamOffset[]::new);
    var found = news.sync().xread(new XReadArgs().block(NEWS_WAIT).count(BATCH), from);
    if (found.isEmpty()) {
      return;
    }
    var byKey =
        found.stream().collect(java.util.stream.Collectors.groupingBy(StreamMessage::getStream));
    for (var follower : followers) {
      var entries = byKey.getOrDefault(follower.key(), List.of());
      if (!entries.isEmpty()) {
        guarded(follower, one -> one.take(entries.stream().map(StreamLoop::entry).toList()));
      }
    }
  }

  /// One follower's fault must not stop the others.
  private static void guarded(Follower follower, Consumer<Follower> call) {
    try {
      call.accept(follower);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, follower.key() + ": an entry cannot be read", e);
    }
  }

  private static Entry entry(StreamMessage<String, byte[]> message) {
    return new Entry(message.getId(), message.getBody());
  }

  /// Stops within about 2 seconds. Calling it again does nothing.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.shutdown(Duration.ZERO, CLOSE_LIMIT);
  }
}
