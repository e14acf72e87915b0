package io.coredeck.dashboard.deletion;

import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Calls to the explorer for many things, several at a time, each with its own result.
final class Deletion {

  private static final int AT_ONCE = 8;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Deletion() {}

  /// One call for one thing.
  @FunctionalInterface
  interface Call {
    void ask(GridClient grid, Item item) throws GridException, InterruptedException;
  }

  /// @param late the reason of those that have no answer in time
  /// @param done told how many have an answer, by several threads
  /// @return those that could not be asked for, and why; in the order given
  static Map<Item, String> of(
      GridClient grid, List<Item> items, Call call, String late, IntConsumer done) {
    var answered = new AtomicInteger();
    var reasons = new ConcurrentHashMap<Item, String>();
    items.forEach(item -> reasons.put(item, late));
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (var item : items) {
        workers.execute(() -> {
          ask(grid, item, call, reasons);
          done.accept(answered.incrementAndGet());
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
    return failed;
  }

  private static void ask(GridClient grid, Item item, Call call, Map<Item, String> reasons) {
    try {
      call.ask(grid, item);
      reasons.remove(item);
    } catch (GridException e) {
      reasons.put(
          item, e.serverMessage().isEmpty() ? String.valueOf(e.getMessage()) : e.serverMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
