package io.coredeck.dashboard.live.stats;

import com.sun.management.OperatingSystemMXBean;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Measures what live numbers cost: `StatsBench CONTAINERS VIEWERS SECONDS`. The CPU it prints is
/// that of the whole program, with the part that plays the nodes and writes the samples.
public final class StatsBench {

  private static final double NANOS = 1e9;

  private StatsBench() {}

  private record Counting(AtomicLong frames, AtomicLong characters) implements Viewer.Outlet {
    @Override
    public void send(String frame) {
      frames.incrementAndGet();
      characters.addAndGet(frame.length());
    }

    @Override
    public void close(int code, String reason) {}
  }

  /// Runs the measurement.
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    var containers = IntStream.range(1, Integer.parseInt(args[0]) + 1).mapToObj(i -> i + "-1");
    var names = containers.toList();
    var outlet = new Counting(new AtomicLong(), new AtomicLong());
    try (var redis = new StatsRedis();
        var loop = StreamLoop.start(new RedisPlace(redis.url()));
        var hub = new StatsHub(loop);
        var nodes = Executors.newSingleThreadScheduledExecutor()) {
      var _ = nodes.scheduleAtFixedRate(() -> sweep(redis, names), 0, 2, TimeUnit.SECONDS);
      var viewers = new ArrayList<Viewer>();
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        var viewer = new Viewer(hub, outlet, _ -> true, () -> true);
        viewer.ask(new Ask.Rows(names));
        viewer.start();
        viewers.add(viewer);
      }
      measure(outlet, Integer.parseInt(args[2]));
      viewers.forEach(Viewer::end);
      nodes.shutdownNow();
    }
  }

  private static void sweep(StatsRedis redis, List<String> names) {
    var now = System.currentTimeMillis();
    names.forEach(name -> redis.sample(name, now, now * 500_000));
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Counting outlet, int seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds); // the first part warms up
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var cpu = machine.getProcessCpuTime();
    var start = System.nanoTime();
    outlet.characters.set(0);
    TimeUnit.SECONDS.sleep(seconds);
    var wall = (System.nanoTime() - start) / NANOS;
    System.out.printf(
        "%.2f cores, %.2f MB/s to pages, %d frames since the start%n",
        (machine.getProcessCpuTime() - cpu) / NANOS / wall,
        outlet.characters.get() / 1e6 / wall,
        outlet.frames.get());
  }
}
