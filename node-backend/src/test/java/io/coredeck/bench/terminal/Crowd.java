package io.coredeck.bench.terminal;

import io.coredeck.bench.Medians;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Several viewers of one process in the protocol of our pages: how long Ctrl-C takes to a quiet
/// screen while one of three is stalled and the one who types is far away, and what a stalled
/// viewer costs the server and the others.
final class Crowd implements AutoCloseable {
  private static final int DELAY_MILLIS = 50;
  private static final int PRESSES = 10;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// Enough for the memory of one to stand out from that of the flood.
  private static final int STALLED = 16;

  private static final long FLOOD_BYTES = 16 << 20;
  private static final long LONG_FLOOD_BYTES = 128 << 20;
  private static final double BYTES_PER_MB = 1e6;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /// Prints without end until Ctrl-C, each time it is told to.
  private static final String SCRIPT =
      "trap : INT; while read go; do yes %s; printf 'QU%%sT\\n' IE; done".formatted("x".repeat(80));

  private final TerminalServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Crowd(TerminalServer server) {
    this.server = server;
  }

  void measure(Medians medians)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    interrupt(medians);
    stalled(medians);
  }

  private void interrupt(Medians medians)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var process = start();
    try (var line = new DelayedLine(server.port(), DELAY_MILLIS);
        var far = Watcher.open(client, line.port(), process, "far", true);
        var near = Watcher.open(client, server.port(), process, "near", true);
        var _ = Watcher.open(client, server.port(), process, "stalled", false)) {
      for (var press = 0; press < PRESSES; press++) {
        far.send("0go\r");
        far.awaitShown(far.shown() + FLOOD_BYTES / DELAY_MILLIS);
        near.awaitShown(near.shown() + FLOOD_BYTES);
        var before = System.nanoTime();
        far.send("0\u0003");
        far.awaitText("QUIET");
        medians.add("interrupt_ms", (System.nanoTime() - before) / NANOS_PER_MILLI);
        near.awaitText("QUIET");
      }
    } finally {
      kill(process);
    }
  }

  /// First without a stalled viewer, so that what a flood alone takes is not counted.
  private void stalled(Medians medians)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var alone = flood(medians, 0, "alone");
    var beside = flood(medians, STALLED, "beside_stalled");
    medians.add("kib_per_stalled", (beside - alone) / STALLED);
  }

  /// @return KiB of memory the server has while it floods
  private double flood(Medians medians, int stalled, String name)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var process = start();
    var others = new ArrayList<Watcher>();
    try (var fast = Watcher.open(client, server.port(), process, "fast", true)) {
      for (var i = 0; i < stalled; i++) {
        others.add(Watcher.open(client, server.port(), process, "stalled" + i, false));
      }
      fast.send("0go\r");
      fast.awaitShown(LONG_FLOOD_BYTES);
      var from = fast.shown();
      var begin = System.nanoTime();
      fast.awaitShown(from + LONG_FLOOD_BYTES);
      var seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      medians.add("mb_per_s_" + name, (fast.shown() - from) / BYTES_PER_MB / seconds);
      var memory = server.residentKib();
      fast.send("0\u0003");
      fast.awaitText("QUIET");
      return memory;
    } finally {
      others.forEach(Watcher::close);
      kill(process);
    }
  }

  private void kill(long process) throws IOException, InterruptedException {
    get("/api/process/kill?id=%d&signal=9".formatted(process));
  }

  private long start() throws IOException, InterruptedException {
    var query =
        List.of("sh", "-c", SCRIPT).stream()
            .map(word -> "arg%5B%5D=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return Json.tree(get("/api/process/start?" + query)).member("id").integer();
  }

  private String get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    return client
        .send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
