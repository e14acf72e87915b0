package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.Bytes;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.testkit.Loopback;
import io.coredeck.testkit.RedisServer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What the tests of telemetry share: a directory, a Redis, small limits.
final class Workbench implements AutoCloseable {
  static final String GWID = "7-1";

  /// Small files, so that rotation happens; enough of them, so that nothing is lost.
  static final TelemetryConfig.Limits LIMITS =
      new TelemetryConfig.Limits(
          Bytes.ofMiB(1),
          Bytes.ofMiB(2),
          Bytes.ofMiB(256),
          Bytes.ofMiB(512),
          1_000_000,
          Bytes.ofMiB(512),
          100,
          100,
          10);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path dir;
  private final RedisServer redis;

  Workbench(Path dir) throws IOException {
    this.dir = dir;
    this.redis = RedisServer.start("--client-output-buffer-limit", "pubsub 0 0 0");
  }

  RedisServer redis() {
    return redis;
  }

  Path stateDir() {
    return dir.resolve("state");
  }

  Path log() throws IOException {
    return Files.createDirectories(dir.resolve("log")).resolve("current");
  }

  FakeConmon conmon() throws IOException {
    return new FakeConmon(log());
  }

  TelemetryConfig config(TelemetryConfig.Limits limits) {
    var config = TelemetryConfig.of(stateDir(), redis.uri());
    return new TelemetryConfig(config.stateDir(), config.platform(), limits);
  }

  Telemetry start() throws IOException {
    return Telemetry.start(config(LIMITS), Loopback.REACH);
  }

  String url(String channel) {
    return redis.uri() + "/" + channel;
  }

  /// A container with one pair of log endpoints.
  Watched watched(FakeConmon conmon, String stdout, String stderr) {
    return new Watched(
        GWID,
        7,
        conmon.file(),
        conmon::reopen,
        Optional::empty,
        Bytes.ofMiB(1024),
        List.of(Watched.Output.parse(stdout, stderr)),
        List.of());
  }

  Subscriber subscribe(String channel) throws IOException {
    return new Subscriber(redis.port(), channel);
  }

  /// @return everything in a container's stream of lines
  List<Map<String, String>> stream(String key) {
    var client = RedisClient.create(redis.uri());
    try (var connection =
        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
      RedisCommands<String, byte[]> commands = connection.sync();
      return commands.xrange(key, Range.unbounded()).stream().map(Workbench::texts).toList();
    } finally {
      client.shutdown(Duration.ZERO, LIMIT);
    }
  }

  /// @return until a key goes; below 0 if it does not, or is not there
  long secondsLeft(String key) {
    var client = RedisClient.create(redis.uri());
    try (var connection = client.connect()) {
      return connection.sync().ttl(key);
    } finally {
      client.shutdown(Duration.ZERO, LIMIT);
    }
  }

  private static Map<String, String> texts(StreamMessage<String, byte[]> entry) {
    var texts = new java.util.LinkedHashMap<String, String>();
    texts.put("id", entry.getId());
    entry.getBody().forEach((field, bytes) -> texts.put(field, new String(bytes, UTF_8)));
    return texts;
  }

  List<String> platformLines() {
    return stream("coredeck:logs:" + GWID).stream().map(entry -> entry.get("l")).toList();
  }

  static EndpointHealth health(Telemetry telemetry, EndpointHealth.Kind kind) {
    return telemetry.health(GWID).stream()
        .filter(health -> health.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /// Waits for something, within a limit.
  static void await(String what, BooleanSupplier condition) {
    var until = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("within " + LIMIT.toSeconds() + " s it did not happen: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
