package io.coredeck.dashboard.grid;

import com.vaadin.flow.server.VaadinService;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at the grid for all open pages together: however many ask, the explorer is asked once in
/// two seconds, and not at all while nobody looks.
public final class GridWatch implements AutoCloseable {

  private static final Duration FRESH = Duration.ofMillis(1900);

  private final URI explorer;
  private final URI hub;
  private final GridClient client;
  private final ExecutorService looker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("grid-watch").factory());

  // Guarded by this.
  private GridView view = GridView.NOTHING;
  private Instant asked = Instant.EPOCH;
  private CompletableFuture<GridView> looking = CompletableFuture.completedFuture(view);

  /// @param explorer base URL, up to and with `/api/v1`
  /// @param hub base URL of the image hub
  public GridWatch(URI explorer, URI hub) {
    this.explorer = explorer;
    this.hub = hub;
    this.client = GridClient.anonymous(explorer);
  }

  /// @return the one of the server that shows the current page
  public static GridWatch current() {
    var context = VaadinService.getCurrent().getContext();
    return Objects.requireNonNull(context.getAttribute(GridWatch.class));
  }

  public URI explorer() {
    return explorer;
  }

  public URI hub() {
    return hub;
  }

  /// What is known now; asks the explorer again if that is older than two seconds.
  ///
  /// @param limit how long to wait for the answer; what was known before is returned after it
  public GridView look(Duration limit) {
    try {
      return refreshed().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return known();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return known();
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking at the grid failed", e.getCause());
    }
  }

  private synchronized GridView known() {
    return view;
  }

  private synchronized CompletableFuture<GridView> refreshed() {
    if (looking.isDone() && asked.plus(FRESH).isBefore(Instant.now())) {
      asked = Instant.now();
      looking = CompletableFuture.supplyAsync(this::ask, looker);
    }
    return looking;
  }

  private GridView ask() {
    var fresh = answer();
    synchronized (this) {
      view = fresh;
    }
    return fresh;
  }

  private GridView answer() {
    try {
      var nodes = client.nodes().stream().filter(node -> !node.deleted()).toList();
      return new GridView(Instant.now(), "", nodes, client.liveWorkloads());
    } catch (GridException e) {
      return known()
          .because(Objects.requireNonNullElse(e.getMessage(), "The explorer gave no reason."));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return known();
    }
  }

  /// Stops looking. Calling it again does nothing.
  @Override
  public void close() {
    looker.shutdownNow();
    client.close();
  }
}
