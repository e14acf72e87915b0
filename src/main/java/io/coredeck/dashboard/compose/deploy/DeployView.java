package io.coredeck.dashboard.compose.deploy;

import io.coredeck.model.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far a deployment is, at one moment.
///
/// @param name what the container is called
/// @param steps all steps, those to come too
/// @param took since Deploy was pressed
/// @param end how it ended; empty while it runs
public record DeployView(String name, List<DeployStep> steps, Duration took, Optional<End> end) {

  public DeployView {
    steps = List.copyOf(steps);
  }

  /// How it ended.
  ///
  /// @param failure why it failed; empty if the container runs
  /// @param container what runs, as the explorer answered; empty after a failure
  /// @param leftBehind what could not be taken down again yet; empty for nothing
  /// @param id of the reservation, 0 if there is none
  /// @param gwid of the container, or empty
  /// @param node its name
  /// @param address of the container, or empty
  /// @param oldIsGone whether the container to be replaced is there no more
  /// @param oldLeft gwid of the container to be replaced, if the new one runs and nobody knows
  ///   whether the old one goes; else empty
  /// @param isUnsure whether more may be left behind: the explorer did not say if it took a wish
  public record End(
      Optional<DeployException> failure,
      Optional<Reservation> container,
      List<String> leftBehind,
      long id,
      String gwid,
      String node,
      String address,
      boolean oldIsGone,
      String oldLeft,
      boolean isUnsure) {

    public End {
      leftBehind = List.copyOf(leftBehind);
    }
  }

  /// @return which step is the last that began, from 1
  public int reached() {
    return (int)
        Math.max(
            1, steps.stream().filter(step -> step.state() != DeployStep.State.WAITING).count());
  }
}
