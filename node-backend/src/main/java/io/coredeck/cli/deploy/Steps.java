package io.coredeck.cli.deploy;

import io.coredeck.cli.screen.Style;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.stream.Streams;
import io.coredeck.cli.stream.Streams.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Says how a workload comes up while somebody waits for it: each step its node has done, and on a
/// terminal how long it takes so far. On the error output.
///
/// Steps come from the platform's Redis. Where that is not known, or does not answer, there is only
/// the time.
final class Steps implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final double MICROS = 1e6;

  /// Most steps a container has; there are four.
  private static final int MOST = 16;

  private final Session session;
  private final Style style;
  private final String title;
  private final String key;
  private final boolean isTerminal;
  private final long began = System.nanoTime();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Thread thread;

  private Steps(Session session, String title, String gwid) {
    this.session = session;
    this.style = session.around().errStyle();
    this.title = title;
    this.key = "coredeck:steps:" + gwid;
    this.isTerminal = session.around().terminal().isErr();
    this.thread = Thread.ofPlatform().name("steps").daemon().unstarted(this::follow);
  }

  /// @param title what it is called in front of people, e.g. `container 3-1`
  static Steps follow(Session session, String title, String gwid) {
    var steps = new Steps(session, title, gwid);
    steps.thread.start();
    return steps;
  }

  private void follow() {
    try (var streams = open()) {
      var last = "0-0";
      while (!isOver.get()) {
        tick();
        if (streams == null) {
          Thread.sleep(TICK);
        } else {
          last = tell(streams.next(Map.of(key, last), TICK), last);
        }
      }
      if (streams != null) {
        tell(streams.latest(key, MOST), last);
      }
    } catch (CliException _) {
      // the steps are a help; how it ended is told by who waits
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      clear();
    }
  }

  private @Nullable Streams open() {
    try {
      var redis = session.config().endpoints().redis();
      return redis.isEmpty() ? null : Streams.open(redis);
    } catch (CliException _) {
      return null; // then only the time is told
    }
  }

  /// @param after what was told already
  /// @return the last one that is told now
  private String tell(List<Entry> entries, String after) {
    var last = after;
    for (var entry : entries) {
      if (isLater(entry.id(), last)) {
        last = entry.id();
        clear();
        session.say(
            "  %-8s %6.2f s  %s"
                .formatted(
                    text(entry, "step"),
                    Long.parseLong(text(entry, "took")) / MICROS,
                    text(entry, "text"))
                .stripTrailing());
      }
    }
    return last;
  }

  private static boolean isLater(String id, String than) {
    var one = parts(id);
    var other = parts(than);
    return one[0] == other[0] ? one[1] > other[1] : one[0] > other[0];
  }

  private static long[] parts(String id) {
    var dash = id.indexOf('-');
    return new long[] {
      Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1))
    };
  }

  private static String text(Entry entry, String field) {
    return new String(
        entry.fields().getOrDefault(field, "0".getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  private void tick() {
    if (isTerminal) {
      var seconds = (System.nanoTime() - began) / Duration.ofSeconds(1).toNanos();
      session
          .err()
          .print(
              "\r\033[K"
                  + style.paint(
                      Style.Look.GREY, String.format(Locale.ROOT, "  %s … %d s", title, seconds)));
      session.err().flush();
    }
  }

  private void clear() {
    if (isTerminal) {
      session.err().print("\r\033[K");
      session.err().flush();
    }
  }

  /// Says what is left to say; ends within 5 seconds.
  @Override
  public void close() {
    isOver.set(true);
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
