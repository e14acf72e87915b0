package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.deploy.DeployStep.Kind;
import io.coredeck.dashboard.compose.deploy.DeployStep.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The steps of a deployment and their clock. One thread goes through them, the node tells of its
/// own, others look and wait for changes.
final class Steps {
  private final long began = System.nanoTime();

  // Guarded by this.
  private final List<DeployStep> steps = new ArrayList<>();
  private int at = -1;
  private long stepBegan = began;
  private long ended;
  private boolean over;
  private boolean nodeHasTold;
  private long version;

  Steps(List<Kind> kinds) {
    kinds.forEach(kind -> steps.add(new DeployStep(kind, List.of(), State.WAITING, Duration.ZERO)));
  }

  /// Begins the next step. The node takes some at the same time, and may have done it.
  synchronized void next() {
    do {
      at++;
    } while (at < steps.size() - 1 && steps.get(at).state() == State.DONE);
    stepBegan = System.nanoTime();
    set(at, List.of(), State.RUNNING, Duration.ZERO);
  }

  /// Ends the step.
  synchronized void done(String... values) {
    set(at, List.of(values), State.DONE, since(stepBegan));
  }

  /// The node has done one of its steps; the one after it has begun.
  synchronized void told(Kind kind, Duration took, List<String> values) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind() == kind && steps.get(i).state() != State.FAILED) {
        set(i, values, State.DONE, took);
        if (i == at && kind != Kind.START && !over) {
          next();
        }
      }
    }
    nodeHasTold |= kind == Kind.START;
    notifyAll();
  }

  /// Waits a little until the node has told of its last step: that may come after its answer.
  synchronized void awaitNode(Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!nodeHasTold && end > System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
  }

  /// The container runs: what the node has not told yet is done too.
  synchronized void nodeFinished() {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind().isOfNode()) {
        at = i;
        if (steps.get(i).state() != State.DONE) {
          set(i, List.of(), State.DONE, Duration.ZERO);
        }
      }
    }
  }

  /// Everything is done.
  synchronized void finished() {
    over = true;
    ended = System.nanoTime();
    changed();
  }

  synchronized void failed() {
    at = Math.max(at, 0);
    over = true;
    set(at, List.of(), State.FAILED, since(stepBegan));
    ended = System.nanoTime();
  }

  private void set(int index, List<String> values, State state, Duration took) {
    steps.set(index, new DeployStep(steps.get(index).kind(), values, state, took));
    changed();
  }

  /// Somebody has something new to look at.
  synchronized void changed() {
    version++;
    notifyAll();
  }

  synchronized List<DeployStep> view() {
    return steps.stream()
        .map(step ->
            step.state() == State.RUNNING
                ? new DeployStep(step.kind(), step.values(), step.state(), since(stepBegan))
                : step)
        .toList();
  }

  synchronized Duration took() {
    return over ? Duration.ofNanos(ended - began) : since(began);
  }

  /// @return the number of the newest change, at once if it is not the known one
  synchronized long awaitChange(long known, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (version == known && end > System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    return version;
  }

  /// Waits so long, or until everything is done or has failed.
  synchronized void awaitOver(Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!over && end > System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
