package io.coredeck.dashboard.live.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a page gets that is slower than what comes.
class ViewerIT {

  private static final int FLOOD = 500;
  private static final long LIMIT_SECONDS = 30;

  /// A page that takes a frame in only when it is let.
  private static final class SlowPage implements Viewer.Outlet {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    final Semaphore mayTake = new Semaphore(0);

    @Override
    public void send(String frame) {
      mayTake.acquireUninterruptibly();
      frames.add(frame);
    }

    @Override
    public void close(int code, String reason) {}

    String next(String event) throws InterruptedException {
      var start = "{\"event\":\"" + event;
      var frame = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      while (frame != null && !frame.startsWith(start)) {
        frame = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      return String.valueOf(frame);
    }
  }

  @Test
  void a_slow_page_gets_the_newest_and_no_backlog(@TempDir Path pages) throws Exception {
    try (var redis = new StatsRedis();
        var server = new StatsServer(redis, (_, _) -> true, pages)) {
      var start = System.currentTimeMillis() - FLOOD * 2000L;
      redis.sample("7-1", start, 0);
      var page = new SlowPage();
      var viewer = new Viewer(server.hub(), page, _ -> true, () -> true);
      viewer.ask(new Ask.Full("a", "7-1", 3_600_000, 0, 0, 4000));
      viewer.start();
      page.mayTake.release(4); // hello, whether Redis is there, and history
      assertThat(page.next("history")).contains("\"t\":[" + start + "]");
      for (int i = 1; i <= FLOOD; i++) {
        redis.sample("7-1", start + i * 2000L, i * 1_000_000_000L);
      }
      var watched = server.hub().join("7-1").orElseThrow();
      waitFor(watched, start + FLOOD * 2000L);
      page.frames.clear();
      page.mayTake.release(FLOOD);
      assertThat(framesUntil(page, Long.toString(start + FLOOD * 2000L)))
          .isLessThan(2 * Watched.KEPT);
      server.hub().leave(watched);
      viewer.end();
    }
  }

  /// @return how many frames came until that text came too
  private static int framesUntil(SlowPage page, String text) throws InterruptedException {
    for (int count = 1; ; count++) {
      var frame = page.frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(frame).isNotNull();
      if (frame.contains(text)) {
        return count;
      }
    }
  }

  private static void waitFor(Watched watched, long t) throws InterruptedException {
    var came = new Semaphore(0);
    watched.listen(came::release);
    while (last(watched.after(0)) < t) {
      assertThat(came.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static long last(List<Sample> samples) {
    return samples.isEmpty() ? 0 : samples.getLast().t();
  }
}
