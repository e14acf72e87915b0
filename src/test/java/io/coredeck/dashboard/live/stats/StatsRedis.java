package io.coredeck.dashboard.live.stats;

import io.coredeck.waiting.FreePorts;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real redis-server of the tests' own, with samples in it as a node writes them.
public final class StatsRedis implements AutoCloseable {

  static final long MEMORY = 400L << 20;
  static final long LIMIT = 1L << 30;

  private static final String PROGRAM = "/usr/bin/redis-server";
  private static final long STOP_LIMIT_SECONDS = 5;

  private final Path directory;
  private final int port;
  private Process process;
  private RedisClient client;
  private RedisCommands<String, String> commands;

  public StatsRedis() throws IOException {
    directory = Files.createTempDirectory("coredeck-stats");
    port = FreePorts.next();
    process = launch();
    client = RedisClient.create(RedisURI.create(url()));
    commands = client.connect().sync();
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Adds an entry with an id of Redis's own.
  ///
  /// @param fields name, value, name, value, …
  public void add(String key, Object... fields) {
    var all = new LinkedHashMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i].toString(), fields[i + 1].toString());
    }
    commands.xadd(key, all);
  }

  /// What a node uses, as it writes it.
  ///
  /// @param busiest containers and their thousandths of a core, e.g. `5-5:820 3-3:310`
  public void load(String nodeId, long milliCores, String busiest) {
    add(
        "coredeck:node:" + nodeId,
        "cpu",
        milliCores,
        "memory",
        9L << 30,
        "disk",
        7L << 30,
        "containers",
        2,
        "busiest",
        busiest);
  }

  /// A sample as a node writes it: the time in its `timestamp` has whole seconds.
  ///
  /// @param t when Redis takes it in, milliseconds since 1970
  /// @param nanos of CPU since the start
  public void sample(String gwid, long t, long nanos) {
    sample(gwid, t, nanos, MEMORY);
  }

  /// The highest of a minute, as a node writes it.
  void minute(String gwid, long t, long nanos, long memory) {
    sample(gwid + ":minutes", t, nanos, memory);
  }

  void sample(String gwid, long t, long nanos, long memory) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("timestamp", Long.toString(t / 1000));
    fields.put("memory_usage", Long.toString(memory));
    fields.put("memory_limit", Long.toString(LIMIT));
    fields.put("memory_cache", Long.toString(memory / 4));
    fields.put("cpu_usage", Long.toString(nanos));
    fields.put("pids_current", "7");
    commands.xadd(StatsHub.key(gwid), new XAddArgs().id(t + "-0"), fields);
  }

  void event(String gwid, long t, String kind, String text) {
    commands.xadd(
        "coredeck:events", Map.of("gwid", gwid, "t", Long.toString(t), "kind", kind, "text", text));
  }

  /// What clients are connected, but for this one.
  List<String> clients() {
    return commands.clientList().lines().filter(line -> !line.contains("cmd=client")).toList();
  }

  /// A line of a log as a node writes it, with its number as its id.
  public void line(String gwid, long number, long millis, String stream, String text) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("n", Long.toString(number));
    fields.put("t", Long.toString(millis));
    fields.put("s", stream);
    fields.put("l", text + "\n");
    commands.xadd("coredeck:logs:" + gwid, new XAddArgs().id(number + "-0"), fields);
  }

  /// Ends it and starts it again, with what was in it.
  void restart(Runnable whileAway) throws IOException {
    commands.save();
    stop();
    whileAway.run();
    process = launch();
    client = RedisClient.create(RedisURI.create(url()));
    commands = client.connect().sync();
  }

  private void stop() throws IOException {
    client.shutdown();
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while redis-server stopped", e);
    }
  }

  private Process launch() throws IOException {
    var started =
        new ProcessBuilder(
                PROGRAM, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    var output = started.inputReader(StandardCharsets.UTF_8);
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("Ready to accept connections")) {
        return started; // what it says later fits into the pipe
      }
    }
    throw new IOException(PROGRAM + " does not start on port " + port);
  }

  @Override
  public void close() throws IOException {
    stop();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
