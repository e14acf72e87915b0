package io.coredeck.dashboard.compose;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the explorer what the grid has for one person. One question at a time, on a thread of its
/// own, so that a page never waits longer than it wants to.
final class FactsWatch {

  private final GridClient grid;
  private CompletableFuture<GridFacts> asking =
      CompletableFuture.completedFuture(GridFacts.NOTHING);
  private volatile String trouble = "";

  FactsWatch(GridClient grid) {
    this.grid = grid;
  }

  /// Asks anew, unless a question is still open.
  void ask() {
    if (asking.isDone()) {
      asking = new CompletableFuture<>();
      var answer = asking;
      Thread.ofVirtual().name("composer-facts").start(() -> answer.complete(answer()));
    }
  }

  /// @return what was answered; {@link GridFacts#NOTHING} if there is no answer yet
  GridFacts facts(Duration limit) {
    try {
      return asking.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return GridFacts.NOTHING;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return GridFacts.NOTHING;
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the explorer failed", e.getCause());
    }
  }

  /// @return why the last question had no answer; empty if it had one
  String trouble() {
    return trouble;
  }

  private GridFacts answer() {
    try {
      var facts = new GridFacts(Instant.now(), grid.nodes(), grid.pools(), grid.liveWorkloads());
      trouble = "";
      return facts;
    } catch (GridException e) {
      trouble = Objects.requireNonNullElse(e.getMessage(), "The explorer gave no reason.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      trouble = "What the explorer says is not understood: " + e.getMessage();
    }
    return GridFacts.NOTHING;
  }
}
