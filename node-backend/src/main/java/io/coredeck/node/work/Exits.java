package io.coredeck.node.work;

import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.node.container.ContainerState;
import io.coredeck.node.container.ContainerState.Exited;
import io.coredeck.node.container.ContainerState.Lost;
import io.coredeck.node.container.ContainerState.Running;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What happens when a container ends by itself: it is started again, or ended for good.
///
/// Called on the container's own lane.
public final class Exits {

  private static final System.Logger LOG = System.getLogger(Exits.class.getName());

  private static final String GIVEN_UP = "deleting container due to so many crashes";
  private static final int SIGNALLED = 128;

  private final Ledger ledger;
  private final Machine machine;
  private final ContainerWork containers;
  private final Workloads workloads;
  private final Map<String, CrashWindow> windows = new ConcurrentHashMap<>();

  /// What has to be done about an exit.
  public sealed interface Verdict {

    /// Nothing: it is being taken down, or runs already.
    record Ignore() implements Verdict {}

    /// Call {@link Exits#restart} after the pause.
    ///
    /// @param pause how long to wait
    record RestartLater(Duration pause) implements Verdict {}

    /// It is gone, with all that belonged to it.
    ///
    /// @param result to be reported, followed by its deletion
    record GaveUp(Result result) implements Verdict {}
  }

  public Exits(Ledger ledger, Machine machine, ContainerWork containers, Workloads workloads) {
    this.ledger = ledger;
    this.machine = machine;
    this.containers = containers;
    this.workloads = workloads;
  }

  /// Decides about a container that has ended, and ends it for good if it ended too often.
  public Verdict ended(String gwid, ContainerState state) throws InterruptedException {
    try {
      var live = ledger.get(gwid);
      if (live.isEmpty()) {
        windows.remove(gwid);
        return new Verdict.Ignore();
      }
      machine.telemetry().ended(gwid);
      machine.event(gwid, "exited", words(state));
      if (windows.computeIfAbsent(gwid, _ -> new CrashWindow()).allowsRestart(Instant.now())) {
        return new Verdict.RestartLater(CrashWindow.RESTART_PAUSE);
      }
      return new Verdict.GaveUp(giveUp(live.get(), GIVEN_UP + ": the last one " + words(state)));
    } catch (IOException e) {
      LOG.log(Level.ERROR, gwid + ": its end could not be dealt with; trying a restart", e);
      return new Verdict.RestartLater(CrashWindow.RESTART_PAUSE);
    }
  }

  /// Starts a container again that has ended.
  ///
  /// @return empty if it runs, or is no longer wanted; else the error to report, followed by its
  ///   deletion
  public Optional<Result> restart(String gwid) throws InterruptedException {
    try {
      var live = ledger.get(gwid);
      if (live.isEmpty() || machine.containers().list().get(gwid) instanceof Running) {
        return Optional.empty();
      }
      try {
        machine.containers().restart(gwid);
        machine.event(gwid, "restarted", "");
        return Optional.empty();
      } catch (IOException | IllegalArgumentException e) {
        return Optional.of(
            giveUp(live.get(), "error restarting container: " + Workloads.sentence(e)));
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, gwid + ": it could not be started again", e);
      return Optional.empty();
    }
  }

  private Result giveUp(Reservation reservation, String message)
      throws IOException, InterruptedException {
    var gwid = reservation.gwid();
    containers.removeGivenUp(gwid);
    ledger.remove(gwid);
    windows.remove(gwid);
    return workloads.failed(reservation, message);
  }

  private static String words(ContainerState state) {
    return switch (state) {
      case Running _ -> "is running";
      case Exited(var _, var oom) when oom -> "ran out of memory and was ended by the kernel";
      case Exited(var code, var _) when code > SIGNALLED ->
          "was ended by signal " + (code - SIGNALLED);
      case Exited(var code, var _) -> "ended with exit status " + code;
      case Lost() -> "was lost: the process that watched it was killed";
    };
  }
}
