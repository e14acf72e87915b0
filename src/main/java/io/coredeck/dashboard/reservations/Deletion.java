package io.coredeck.dashboard.reservations;

import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Asks for the deletion of many, several at a time, each with its own result.
final class Deletion {

  private static final int AT_ONCE = 8;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Deletion() {}

  /// @return those that could not be asked for, and why; in the order given
  static Map<Row, String> of(GridClient grid, List<Row> rows) {
    var tasks = new ArrayList<Callable<String>>();
    rows.forEach(row -> tasks.add(() -> ask(grid, row)));
    var failed = new LinkedHashMap<Row, String>();
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var results = workers.invokeAll(tasks, LIMIT.toSeconds(), TimeUnit.SECONDS);
      for (var i = 0; i < rows.size(); i++) {
        var reason = reason(results.get(i));
        if (!reason.isEmpty()) {
          failed.put(rows.get(i), reason);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      rows.forEach(row -> failed.put(row, "The dashboard is stopping."));
    }
    return failed;
  }

  private static String ask(GridClient grid, Row row) throws InterruptedException {
    try {
      grid.decommission(row.id());
      return "";
    } catch (GridException e) {
      return e.serverMessage().isEmpty() ? String.valueOf(e.getMessage()) : e.serverMessage();
    }
  }

  private static String reason(java.util.concurrent.Future<String> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException _) {
      return "The explorer did not answer in time.";
    } catch (ExecutionException e) {
      return "It failed: " + e.getMessage();
    }
  }
}
