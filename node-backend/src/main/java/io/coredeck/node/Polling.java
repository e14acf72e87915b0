package io.coredeck.node;

import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import java.time.Duration;

/// Asks the explorer for work, from where it stopped. An explorer that does not know waiting calls,
/// or has no place for them, answers at once: then there is a pause before it is asked again. Used
/// by one thread.
final class Polling {

  /// How long the explorer may hold an answer. New work comes at once; this is the safety net.
  private static final Duration WAIT = Duration.ofSeconds(30);

  /// Before the next question where an answer came long before its time, with nothing.
  static final Duration EARLY_PAUSE = Duration.ofSeconds(1);

  private final NodeClient explorer;
  private final Pause pause;
  private long from;
  private boolean wasEarly;

  Polling(NodeClient explorer, Pause pause) {
    this.explorer = explorer;
    this.pause = pause;
  }

  /// Lets time pass.
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /// @param isHeld whether the explorer may hold the answer until there is work
  NodeClient.Work next(boolean isHeld) throws GridException, InterruptedException {
    if (wasEarly) {
      wasEarly = false;
      pause.of(EARLY_PAUSE);
    }
    var asked = System.nanoTime();
    var work = explorer.poll(from, isHeld ? WAIT : Duration.ZERO);
    wasEarly =
        isHeld && work.workloads().isEmpty() && System.nanoTime() - asked < WAIT.toNanos() / 2;
    from = work.lastId() + 1;
    return work;
  }
}
