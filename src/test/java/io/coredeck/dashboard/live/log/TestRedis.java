package io.coredeck.dashboard.live.log;

import io.coredeck.waiting.FreePorts;
import io.coredeck.waiting.Patience;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// A real redis-server on a free loopback port that keeps its data over a restart, and a hand that
/// writes logs into it as a node does.
final class TestRedis implements AutoCloseable {

  private static final String PASSWORD = "se/cret@1";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path directory;
  private final int port;
  private Process process;
  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  private TestRedis(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    start();
  }

  static TestRedis create() throws IOException {
    return new TestRedis(Files.createTempDirectory("coredeck-live"), FreePorts.next());
  }

  String url() {
    return "redis://default:se%2Fcret%401@127.0.0.1:" + port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                "/usr/bin/redis-server",
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--dir",
                directory.toString(),
                "--requirepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    client = RedisClient.create();
    connection = connect();
  }

  private StatefulRedisConnection<String, String> connect() throws IOException {
    var uri = RedisURI.create(url());
    var end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        var fresh = client.connect(uri);
        fresh.sync().ping();
        return fresh;
      } catch (io.lettuce.core.RedisException _) {
        Patience.pause(); // not listening, or loading its data
      }
    }
    throw new IOException(
        "redis-server does not start: " + Files.readString(directory.resolve("log")));
  }

  void stop() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    process.destroy();
    try {
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lines of stdout, each with its line end.
  void print(String gwid, long from, long to, LongFunction<String> text) {
    printAll(
        gwid,
        from,
        to,
        number -> new Printed(1_700_000_000_000L + number, "stdout", text.apply(number)));
  }

  /// @param text without its line end
  record Printed(long millis, String stream, String text) {}

  void printAll(String gwid, long from, long to, LongFunction<Printed> lines) {
    var sent = new ArrayList<RedisFuture<String>>();
    connection.setAutoFlushCommands(false);
    for (long number = from; number <= to; number++) {
      var line = lines.apply(number);
      sent.add(add(gwid, number, line.millis(), line.stream(), line.text() + "\n"));
    }
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    LettuceFutures.awaitAll(LIMIT, sent.toArray(RedisFuture[]::new));
  }

  void print(String gwid, long from, long to) {
    print(gwid, from, to, number -> "line " + number);
  }

  RedisFuture<String> add(String gwid, long number, long millis, String stream, String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("n", "" + number);
    fields.put("t", "" + millis);
    fields.put("s", stream);
    fields.put("l", line);
    return connection
        .async()
        .xadd(
            "coredeck:logs:" + gwid,
            XAddArgs.Builder.maxlen(MOST_KEPT).approximateTrimming().id(number + "-0"),
            fields);
  }

  /// What a container has not ended with a newline, in the place of what was shown before.
  ///
  /// @param after number of the last line before it
  void begin(String gwid, long after, String stdout, String stderr) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("n", "" + after);
    fields.put("stdout", stdout);
    fields.put("stderr", stderr);
    var one = XAddArgs.Builder.maxlen(1);
    connection.sync().xadd("coredeck:logs:" + gwid + ":open", one, fields);
  }

  /// What was shown of an unfinished line is gone, as when nobody refreshed it.
  void forgetBegun(String gwid) {
    connection.sync().del("coredeck:logs:" + gwid + ":open");
  }

  /// As on a node.
  static final int MOST_KEPT = 20_000;

  void keepOnly(String gwid, int lines) {
    connection.sync().xtrim("coredeck:logs:" + gwid, lines);
  }

  void delete(String gwid) {
    connection.sync().del("coredeck:logs:" + gwid);
  }

  /// What clients are connected, but for this one.
  List<String> clients() {
    return connection
        .sync()
        .clientList()
        .lines()
        .filter(line -> !line.contains("cmd=client"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    stop();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
