package io.coredeck.node.work;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What has to be undone if a start fails, the last first. Safe for several threads.
final class UndoSteps {

  private static final System.Logger LOG = System.getLogger(UndoSteps.class.getName());

  private final Deque<Step> steps = new ConcurrentLinkedDeque<>();

  /// Undoes a thing; does nothing if it was never done.
  interface Step {
    void run() throws IOException, InterruptedException;
  }

  /// Call it before the thing is done, as that may fail half-way.
  void push(Step step) {
    steps.push(step);
  }

  /// Undoes everything, also what comes after a step that fails.
  void all() {
    // An interrupt must not stop the clearing up; it is passed on afterwards.
    var interrupted = Thread.interrupted();
    for (var step : steps) {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.WARNING, "clearing up after a failed start: {0}", e.toString());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
