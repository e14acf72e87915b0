package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.model.NextAction;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the grid has for one person: nodes and reservations as they are followed for all pages, and
/// the person's own pools, asked for when the page opens.
final class KnownGrid {

  private static final Duration FIRST_LOOK = Duration.ofMillis(1500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Set<NextAction> LIVE = Set.of(NextAction.DEPLOY, NextAction.DELETE);

  private final PersonSession session;
  private volatile Optional<List<Pool>> pools = Optional.empty();
  private volatile String trouble = "";

  KnownGrid(PersonSession session) {
    this.session = session;
  }

  /// Asks for the pools, and waits a little for them.
  ///
  /// @param changed called in the page when they come later
  void begin(UI page, Runnable changed) {
    var first = new CompletableFuture<Void>();
    Thread.ofVirtual().name("composer-pools").start(() -> ask(page, changed, first));
    try {
      first.get(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException _) {
      // They come later.
    }
  }

  private void ask(UI page, Runnable changed, CompletableFuture<Void> first) {
    try {
      while (pools.isEmpty() && page.isAttached()) {
        try {
          pools = Optional.of(session.grid().pools());
          trouble = "";
        } catch (GridException e) {
          trouble = Objects.requireNonNullElse(e.getMessage(), "");
        }
        if (!first.complete(null)) {
          var _ = page.access(changed::run);
        }
        if (pools.isEmpty()) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (UIDetachedException _) {
      // Nobody looks any more.
    }
  }

  /// @return as it is known now
  GridFacts facts() {
    var view = GridWatch.current().look(Duration.ZERO);
    if (pools.isEmpty() || !view.isKnown()) {
      return GridFacts.NOTHING;
    }
    var live =
        view.of(session.person().tid()).live().stream()
            .filter(one -> LIVE.contains(one.nextAction()))
            .toList();
    return new GridFacts(view.at(), view.nodes(), pools.get(), live);
  }

  /// @return why the explorer cannot be asked; empty if it answers
  String trouble() {
    var seen = GridWatch.current().look(Duration.ZERO).trouble();
    return seen.isEmpty() ? trouble : seen;
  }
}
