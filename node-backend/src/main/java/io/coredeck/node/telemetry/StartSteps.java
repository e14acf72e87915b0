package io.coredeck.node.telemetry;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// The steps by which one container comes up, told as each is done, with the time it took. Safe for
/// several threads.
public final class StartSteps {

  /// Whoever looks does so while it happens; the rest is for reading up.
  private static final Duration KEPT = Duration.ofHours(1);

  /// A step, in the order in which they are taken.
  public enum Step {
    NETWORK,
    IMAGE,
    DISK,
    START
  }

  private final String key;
  private final Consumer<Object[]> redis;

  // Guarded by this.
  private final Map<Step, Long> begun = new EnumMap<>(Step.class);

  private StartSteps(String key, Consumer<Object[]> redis) {
    this.key = key;
    this.redis = redis;
  }

  /// @param redis sends a command without waiting
  static StartSteps begin(String gwid, Consumer<Object[]> redis) {
    var steps = new StartSteps("coredeck:steps:" + Watched.requireGwid(gwid), redis);
    redis.accept(new Object[] {"DEL", steps.key});
    return steps;
  }

  /// Some are taken at the same time.
  public synchronized void begins(Step step) {
    begun.put(step, System.nanoTime());
  }

  /// @param step that has begun
  /// @param text numbers or names of it, for people; may be empty
  /// @throws IllegalStateException if it has not begun
  public synchronized void done(Step step, String text) {
    var began = begun.get(step);
    if (began == null) {
      throw new IllegalStateException("step " + step + " has not begun");
    }
    redis.accept(
        new Object[] {
          "XADD",
          key,
          "*",
          "step",
          step.name().toLowerCase(Locale.ROOT),
          "took",
          (System.nanoTime() - began) / 1_000,
          "text",
          text
        });
    redis.accept(new Object[] {"EXPIRE", key, KEPT.toSeconds()});
  }
}
