package io.coredeck.node.container;

import io.coredeck.node.container.Bundle.Life;
import io.coredeck.node.container.ContainerState.Lost;
import io.coredeck.node.container.ContainerState.Running;
import io.coredeck.node.container.cgroup.CgroupUsage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is known of one container without looking at its files, which are the truth.
///
/// Everybody may look; only who holds it may begin a run.
final class Slot {
  private final ReentrantLock lock = new ReentrantLock();
  final Bundle bundle;
  final CgroupUsage usage;
  private final Launcher launcher;
  private final AtomicReference<@Nullable Run> current = new AtomicReference<>();

  /// A slot that nobody else holds until this is closed.
  record Held(Slot slot) implements AutoCloseable {
    @Override
    public void close() {
      slot.lock.unlock();
    }
  }

  /// One run.
  ///
  /// @param end what became of it, once that is known
  /// @param told whether nobody waits to hear of its end
  private record Run(Life life, @Nullable ContainerState end, boolean told) {}

  Slot(Bundle bundle, Launcher launcher) {
    this.bundle = bundle;
    this.launcher = launcher;
    usage = launcher.cgroups().usage(launcher.group(bundle.gwid()));
  }

  /// Waits until nobody else holds it.
  Held hold() {
    lock.lock();
    return new Held(this);
  }

  /// A run has begun.
  void begin(Life life) {
    current.set(new Run(life, null, false));
  }

  /// Nothing is left of the last run.
  void forget() {
    current.set(null);
    usage.close();
  }

  /// @return the run there is or was
  Optional<Life> life() {
    return Optional.ofNullable(current.get()).map(Run::life);
  }

  /// What becomes of the run from now on is known to whoever asked for it.
  void silence() {
    current.updateAndGet(run -> run == null ? null : new Run(run.life, run.end, true));
  }

  /// The run's traces have been removed.
  void lose() {
    current.updateAndGet(run -> run == null ? null : new Run(run.life, new Lost(), true));
  }

  /// @return what the container does; empty if it was never started
  Optional<ContainerState> state() {
    var run = current.get();
    if (run == null) {
      return Optional.empty();
    }
    if (run.end != null) {
      return Optional.of(run.end);
    }
    // Asked before the exit file is looked for: conmon writes it before it ends.
    var isWatched = launcher.isWatched(run.life);
    var exit = launcher.exit(bundle);
    if (exit.isEmpty() && isWatched) {
      return Optional.of(new Running(run.life.init().pid()));
    }
    var end = exit.isPresent() ? exit.get() : new Lost();
    current.compareAndSet(run, new Run(run.life, end, run.told));
    return Optional.of(end);
  }

  /// @return how it ended, the first time that is asked
  Optional<ContainerState> news() {
    var state = state();
    var run = current.get();
    return run != null
            && run.end != null
            && !run.told
            && current.compareAndSet(run, new Run(run.life, run.end, true))
        ? state
        : Optional.empty();
  }
}
