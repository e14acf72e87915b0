package io.coredeck.sdk.draft;

import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Explanation;
import io.coredeck.model.fit.Explanation.NodeAnswer;
import io.coredeck.model.fit.Finding;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.fit.DryRun;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Whether a container may go before the new one is there: only if nothing is known that would keep
/// the new one from running, and the old one could be run again.
final class StopFirst {

  /// From this version of a reservation on, secrets are boxed between its user and the node.
  private static final int FIRST_WITH_BOX = 1;

  /// What is in the way as long as the old one is there, and may be no more when it is gone.
  private static final Set<Code> FREED =
      EnumSet.of(Code.ADDRESS_USED, Code.CPU, Code.MEMORY, Code.DISK, Code.OTHER_DISK);

  private StopFirst() {}

  /// @param container the old one's
  /// @throws IllegalArgumentException if the old one stays, which says why
  /// @throws GridException if the explorer does not answer
  static void require(GridClient grid, Reservation old, Container container, Reservation wish)
      throws GridException, InterruptedException {
    if (old.version() < FIRST_WITH_BOX && hasSecrets(container)) {
      throw new IllegalArgumentException(
          "%s stays: its secrets are encrypted in a way that is no longer taken, so it could not be run again; redeploy without --stop-first"
              .formatted(old.gwid()));
    }
    var obstacle = obstacle(grid, wish);
    if (obstacle.isPresent()) {
      throw new IllegalArgumentException(
          "%s stays: the new one would not run: %s".formatted(old.gwid(), obstacle.get()));
    }
  }

  private static boolean hasSecrets(Container container) {
    return !container.secretEnvironment().isEmpty()
        || container.logs().stream()
            .anyMatch(log -> !log.secretStdout().isEmpty() || !log.secretStderr().isEmpty());
  }

  private static Optional<String> obstacle(GridClient grid, Reservation wish)
      throws GridException, InterruptedException {
    try {
      return obstacle(DryRun.of(grid, wish));
    } catch (GridException e) {
      if (e.isNotFound()) {
        return Optional.empty(); // the original's explorer has no dry runs
      }
      if (e.isSilence() || e.isUnsure()) {
        throw e;
      }
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> obstacle(Explanation said) {
    var reasons =
        said.nodes().stream().filter(NodeAnswer::isAsked).flatMap(node -> node.reasons().stream());
    return Stream.of(said.faults().stream(), said.clashes().stream(), reasons)
        .flatMap(found -> found)
        .filter(one -> !FREED.contains(one.code()))
        .map(Finding::message)
        .findFirst();
  }
}
