package io.coredeck.dashboard.live.stats;

import com.sun.management.OperatingSystemMXBean;
import io.coredeck.wire.Json;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Measures what live numbers cost: `StatsBench CONTAINERS PAGES SECONDS`. Each page is a web
/// socket to Jetty that asks for the row of every container.
///
/// The CPU it prints is that of the whole program: the server, but also the pages' ends of the
/// sockets, and the part that plays the nodes and writes the samples.
public final class StatsBench {

  private static final double NANOS = 1e9;
  private static final double MEGA = 1e6;

  private StatsBench() {}

  /// All pages together.
  private record Counting(AtomicLong frames, AtomicLong characters) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      characters.addAndGet(data.length());
      if (last) {
        frames.incrementAndGet();
      }
      from.request(1);
      return null;
    }
  }

  /// Runs the measurement.
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    var names =
        IntStream.rangeClosed(1, Integer.parseInt(args[0])).mapToObj(i -> i + "-1").toList();
    var pages = Integer.parseInt(args[1]);
    var counting = new Counting(new AtomicLong(), new AtomicLong());
    try (var redis = new StatsRedis();
        var server =
            new StatsServer(redis, (_, _) -> true, Files.createTempDirectory("coredeck-stats"));
        var client = HttpClient.newHttpClient();
        var nodes = Executors.newSingleThreadScheduledExecutor()) {
      var _ = nodes.scheduleAtFixedRate(() -> sweep(redis, names), 0, 2, TimeUnit.SECONDS);
      var open = open(client, server.url("/"), pages, names, counting);
      System.out.println(Json.writeTree(measure(counting, Integer.parseInt(args[2]))));
      open.forEach(WebSocket::abort);
      nodes.shutdownNow();
    }
  }

  private static List<WebSocket> open(
      HttpClient client, URI server, int pages, List<String> names, Counting counting) {
    var address = URI.create(server.toString().replaceFirst("http", "ws") + "live/stats");
    var ask = Json.writeTree(Map.of("subscribe", "row", "containers", names));
    var open = new ArrayList<WebSocket>();
    for (var i = 0; i < pages; i++) {
      var socket =
          client
              .newWebSocketBuilder()
              .header("Origin", server.toString().replaceAll("/$", ""))
              .subprotocols(StatsRoutes.PROTOCOL)
              .buildAsync(address, counting)
              .join();
      socket.sendText(ask, true).join();
      open.add(socket);
    }
    return open;
  }

  private static void sweep(StatsRedis redis, List<String> names) {
    var now = System.currentTimeMillis();
    names.forEach(name -> redis.sample(name, now, now * 500_000));
  }

  private static Map<String, Object> measure(Counting counting, int seconds)
      throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds); // the first part warms up
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var cpu = machine.getProcessCpuTime();
    var start = System.nanoTime();
    counting.characters.set(0);
    counting.frames.set(0);
    TimeUnit.SECONDS.sleep(seconds);
    var wall = (System.nanoTime() - start) / NANOS;
    return Map.of(
        "cores", Math.round((machine.getProcessCpuTime() - cpu) / NANOS / wall * 100) / 100.0,
        "mb_per_second", Math.round(counting.characters.get() / MEGA / wall * 100) / 100.0,
        "frames_per_second", Math.round(counting.frames.get() / wall));
  }
}
