package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Calls to the explorer for many things, several at a time, each with its own result. Each has a
/// limit; when one gets no answer, no more are begun.
final class Deletion {

  /// How many calls are under way at the same time.
  static final int AT_ONCE = 8;

  private static final System.Logger LOG = System.getLogger(Deletion.class.getName());
  private static final Texts TEXTS = Texts.of(Deletion.class);

  /// Of one thing, for which the explorer may be called twice.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final GridClient grid;
  private final Call call;
  private final Language language;
  private final Course course;
  private final Duration limit;
  private final Set<Item> done = ConcurrentHashMap.newKeySet();
  private final Map<Item, String> failed = new ConcurrentHashMap<>();
  private volatile boolean isSilent;

  private Deletion(GridClient grid, Call call, Language language, Course course, Duration limit) {
    this.grid = grid;
    this.call = call;
    this.language = language;
    this.course = course;
    this.limit = limit;
  }

  /// One call for one thing.
  @FunctionalInterface
  interface Call {
    void ask(GridClient grid, Item item) throws GridException, InterruptedException;
  }

  /// What came of it. Each list has the order given.
  ///
  /// @param done those that were asked for
  /// @param failed those that could not be asked for, and why
  /// @param kept those that were not begun
  /// @param isSilent whether they were not begun because the explorer does not answer; else the
  ///   person wanted no more
  record Result(List<Item> done, Map<Item, String> failed, List<Item> kept, boolean isSilent) {

    Result {
      done = List.copyOf(done);
      failed = Collections.unmodifiableMap(failed); // keeps the order
      kept = List.copyOf(kept);
    }

    boolean isWhole() {
      return failed.isEmpty() && kept.isEmpty();
    }

    int asked() {
      return done.size() + failed.size() + kept.size();
    }
  }

  /// @param language of the person
  static Result of(GridClient grid, List<Item> items, Call call, Language language, Course course) {
    return of(grid, items, call, language, course, LIMIT);
  }

  /// @param limit of each call
  static Result of(
      GridClient grid,
      List<Item> items,
      Call call,
      Language language,
      Course course,
      Duration limit) {
    return new Deletion(grid, call, language, course, limit).of(items);
  }

  private Result of(List<Item> items) {
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (var item : items) {
        workers.execute(() -> {
          if (!isSilent && course.begin()) {
            ask(item);
            course.answered();
          }
        });
      }
    }
    var reasons = new LinkedHashMap<Item, String>();
    for (var item : items) {
      var reason = failed.get(item);
      if (reason != null) {
        reasons.put(item, reason);
      }
    }
    var kept =
        items.stream().filter(item -> !done.contains(item) && !failed.containsKey(item)).toList();
    return new Result(items.stream().filter(done::contains).toList(), reasons, kept, isSilent);
  }

  private void ask(Item item) {
    var asked =
        new FutureTask<>(() -> {
          call.ask(grid, item);
          return item;
        });
    Thread.ofVirtual().name("deletion-call").start(asked);
    try {
      done.add(asked.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      failed.put(item, reason(e.getCause()));
    } catch (TimeoutException _) {
      asked.cancel(true);
      isSilent = true;
      failed.put(item, TEXTS.in(language, "no-answer"));
    } catch (InterruptedException _) {
      asked.cancel(true);
      failed.put(item, TEXTS.in(language, "no-answer"));
      Thread.currentThread().interrupt();
    }
  }

  private String reason(@Nullable Throwable cause) {
    if (cause instanceof GridException e) {
      isSilent |= e.isSilence() && e.status() == GridException.NO_ANSWER;
      return Refusal.logged(e).text(language);
    }
    LOG.log(Level.ERROR, "a call of a deletion failed", cause);
    return TEXTS.in(language, "fault");
  }
}
