package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.deploy.DeployStep.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The steps of a deployment and their clock. One thread goes through them, others look.
final class Steps {
  private final long began = System.nanoTime();
  private final List<DeployStep> steps = new ArrayList<>(); // guarded by this
  private int at = -1; // guarded by this
  private long stepBegan = began; // guarded by this
  private long ended; // guarded by this

  Steps(List<String> titles) {
    titles.forEach(title -> steps.add(new DeployStep(title, "", State.WAITING, Duration.ZERO)));
  }

  synchronized void next() {
    at++;
    stepBegan = System.nanoTime();
    set(steps.get(at).title(), "", State.RUNNING);
  }

  synchronized void done(String title, String detail) {
    set(title, detail, State.DONE);
    ended = System.nanoTime();
  }

  synchronized void failed(String title) {
    at = Math.max(at, 0);
    set(title, "", State.FAILED);
    ended = System.nanoTime();
  }

  synchronized String current() {
    return steps.get(Math.max(at, 0)).title();
  }

  private void set(String title, String detail, State state) {
    steps.set(at, new DeployStep(title, detail, state, since(stepBegan)));
  }

  synchronized List<DeployStep> view() {
    return steps.stream()
        .map(step ->
            step.state() == State.RUNNING
                ? new DeployStep(step.title(), step.detail(), step.state(), since(stepBegan))
                : step)
        .toList();
  }

  synchronized Duration took() {
    var running = steps.stream().anyMatch(step -> step.state() == State.RUNNING);
    return running || ended == 0 ? since(began) : Duration.ofNanos(ended - began);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
