package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.model.NextAction;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the grid has for one person: nodes and reservations as they are followed for all pages, and
/// the person's own pools, asked for while the page is open.
final class KnownGrid {

  private static final Duration FIRST_LOOK = Duration.ofMillis(1500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Set<NextAction> LIVE = Set.of(NextAction.DEPLOY, NextAction.DELETE);

  private final PersonSession session;
  private final GridWatch watch = GridWatch.current();
  private volatile Optional<List<Pool>> pools = Optional.empty();
  private volatile Optional<Refusal> trouble = Optional.empty();

  KnownGrid(PersonSession session) {
    this.session = session;
  }

  /// Asks for the pools, waits a little for them, and asks again from time to time as long as the
  /// page is there: they are topped up and used elsewhere.
  ///
  /// @param changed called in the page when they are another
  void begin(UI page, Runnable changed) {
    look();
    Thread.ofVirtual().name("composer-pools").start(() -> follow(page, changed));
  }

  /// Asks for the pools once more, and waits a little.
  void look() {
    var asked = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .name("composer-pools-now")
        .start(() -> {
          try {
            ask();
            asked.complete(null);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      asked.get(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException _) {
      // They come later; until then those known before count.
    }
  }

  private void ask() throws InterruptedException {
    try {
      pools = Optional.of(session.grid().pools());
      trouble = Optional.empty();
    } catch (GridException e) {
      trouble = Optional.of(trouble.isEmpty() ? Refusal.logged(e) : Refusal.of(e));
    }
  }

  private void follow(UI page, Runnable changed) {
    try {
      while (page.isAttached()) {
        Thread.sleep(pools.isEmpty() || !trouble.isEmpty() ? PAUSE : EVERY);
        var before = pools;
        var was = trouble;
        ask();
        if (!pools.equals(before) || !trouble.equals(was)) {
          var _ = page.access(changed::run);
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
    var view = watch.look(Duration.ZERO);
    if (pools.isEmpty() || !view.isKnown()) {
      return GridFacts.NOTHING;
    }
    var live =
        view.of(session.person().tid()).live().stream()
            .filter(one -> LIVE.contains(one.nextAction()))
            .toList();
    return new GridFacts(view.at(), view.nodes(), pools.get(), live);
  }

  /// @return why the explorer cannot be asked, in the reader's words; empty if it answers
  String trouble() {
    return watch
        .look(Duration.ZERO)
        .trouble()
        .or(() -> trouble)
        .map(Refusal::whileAsked)
        .orElse("");
  }
}
