package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Calls to the explorer for many things, several at a time, each with its own result.
final class Deletion {

  /// How many calls are under way at the same time.
  static final int AT_ONCE = 8;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Deletion() {}

  /// One call for one thing.
  @FunctionalInterface
  interface Call {
    void ask(GridClient grid, Item item) throws GridException, InterruptedException;
  }

  /// What came of it.
  ///
  /// @param failed those that could not be asked for, and why; in the order given
  /// @param kept those that were not begun, because the person wanted no more
  record Result(Map<Item, String> failed, List<Item> kept) {

    Result {
      failed = Collections.unmodifiableMap(failed); // keeps the order
      kept = List.copyOf(kept);
    }

    boolean isWhole() {
      return failed.isEmpty() && kept.isEmpty();
    }
  }

  /// @param language of the person
  /// @param late the reason of those that have no answer in time
  static Result of(
      GridClient grid, List<Item> items, Call call, Language language, String late, Course course) {
    var reasons = new ConcurrentHashMap<Item, String>();
    var kept = ConcurrentHashMap.<Item>newKeySet();
    items.forEach(item -> reasons.put(item, late));
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (var item : items) {
        workers.execute(() -> {
          if (course.begin()) {
            ask(grid, item, call, language, reasons);
            course.answered();
          } else {
            kept.add(item);
            reasons.remove(item);
          }
        });
      }
      workers.shutdown();
      if (!workers.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    var failed = new LinkedHashMap<Item, String>();
    for (var item : items) {
      var reason = reasons.get(item);
      if (reason != null) {
        failed.put(item, reason);
      }
    }
    return new Result(failed, items.stream().filter(kept::contains).toList());
  }

  private static void ask(
      GridClient grid, Item item, Call call, Language language, Map<Item, String> reasons) {
    try {
      call.ask(grid, item);
      reasons.remove(item);
    } catch (GridException e) {
      reasons.put(item, Refusal.logged(e).text(language));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
