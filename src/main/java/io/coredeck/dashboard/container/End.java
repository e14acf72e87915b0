package io.coredeck.dashboard.container;

import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.model.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// What became of a container that is not on the grid and not remembered either: the explorer
/// knows. It is asked beside the page, and again if it does not answer. Used with the lock of the
/// page's session held.
final class End {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final GridWatch grid;
  private final long id;
  private boolean isAsking;
  private boolean isKnown;
  private Instant notBefore = Instant.EPOCH;

  /// @param id of the reservation
  End(GridWatch grid, long id) {
    this.grid = grid;
    this.id = id;
  }

  /// @param told in the page, once; nothing if there is no such reservation
  void ask(UI ui, Consumer<Optional<Reservation>> told) {
    if (isAsking || isKnown || Instant.now().isBefore(notBefore)) {
      return;
    }
    isAsking = true;
    new Errand<Optional<Reservation>>(
            ui,
            found -> {
              isAsking = false;
              isKnown = true;
              told.accept(found);
            },
            _ -> {
              isAsking = false;
              notBefore = Instant.now().plus(BETWEEN);
            })
        .run("container-end", () -> grid.find(id));
  }
}
