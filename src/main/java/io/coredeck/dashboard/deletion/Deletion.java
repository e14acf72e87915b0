package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls to the explorer for many things, several at a time, each with its own result. Each has a
/// limit; when one gets no answer, no more are begun. What came of those without an answer is
/// looked at in the end.
final class Deletion {

  /// How many calls are under way at the same time.
  static final int AT_ONCE = 8;

  private static final System.Logger LOG = System.getLogger(Deletion.class.getName());
  private static final Texts TEXTS = Texts.of(Deletion.class);

  /// Of one thing, for which the explorer may be called twice.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Of one look at what became of a call.
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(10);

  private final GridClient grid;
  private final Call call;
  private final Language language;
  private final Course course;
  private final Duration limit;
  private final Set<Item> done = ConcurrentHashMap.newKeySet();
  private final Map<Item, String> failed = new ConcurrentHashMap<>();
  private final Set<Item> unanswered = ConcurrentHashMap.newKeySet();
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

    /// @return whether a call whose answer was lost was heard for sure; one that was not yet may be
    ///   under way still
    default boolean wasHeard(GridClient grid, Item item)
        throws GridException, InterruptedException {
      return false;
    }
  }

  /// Asks for the deletion of something.
  record Delete() implements Call {

    @Override
    public void ask(GridClient grid, Item item) throws GridException, InterruptedException {
      grid.decommission(item.reservation().id());
    }

    @Override
    public boolean wasHeard(GridClient grid, Item item) throws GridException, InterruptedException {
      return grid.workload(item.reservation().id()).nextAction().isDelete();
    }
  }

  /// What came of it. Each list has the order given.
  ///
  /// @param done those that were asked for
  /// @param failed those that could not be asked for, and why
  /// @param unsure those of which nobody knows whether they were asked for: the answer was lost
  /// @param kept those that were not begun
  /// @param isSilent whether they were not begun because the explorer does not answer; else the
  ///   person wanted no more
  record Result(
      List<Item> done,
      Map<Item, String> failed,
      List<Item> unsure,
      List<Item> kept,
      boolean isSilent) {

    Result {
      done = List.copyOf(done);
      failed = Collections.unmodifiableMap(failed); // keeps the order
      unsure = List.copyOf(unsure);
      kept = List.copyOf(kept);
    }

    boolean isWhole() {
      return failed.isEmpty() && unsure.isEmpty() && kept.isEmpty();
    }

    int asked() {
      return done.size() + failed.size() + unsure.size() + kept.size();
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
    atOnce(
        items,
        item -> {
          if (!isSilent && course.begin()) {
            ask(item);
            course.answered();
          }
        });
    atOnce(List.copyOf(unanswered), this::look);
    return result(items);
  }

  private static void atOnce(List<Item> items, Consumer<Item> act) {
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      items.forEach(item -> workers.execute(() -> act.accept(item)));
    }
  }

  private Result result(List<Item> items) {
    var reasons = new LinkedHashMap<Item, String>();
    for (var item : items) {
      var reason = failed.get(item);
      if (reason != null) {
        reasons.put(item, reason);
      }
    }
    var unsure = items.stream().filter(unanswered::contains).toList();
    var kept =
        items.stream()
            .filter(item ->
                !done.contains(item) && !failed.containsKey(item) && !unanswered.contains(item))
            .toList();
    return new Result(
        items.stream().filter(done::contains).toList(), reasons, unsure, kept, isSilent);
  }

  private void ask(Item item) {
    try {
      done.add(
          within(
              limit,
              () -> {
                call.ask(grid, item);
                return item;
              }));
    } catch (ExecutionException e) {
      fail(item, e.getCause());
    } catch (TimeoutException _) {
      isSilent = true;
      unanswered.add(item);
    } catch (InterruptedException _) {
      unanswered.add(item);
      Thread.currentThread().interrupt();
    }
  }

  private void fail(Item item, @Nullable Throwable cause) {
    if (!(cause instanceof GridException e)) {
      LOG.log(Level.ERROR, "a call of a deletion failed", cause);
      failed.put(item, TEXTS.in(language, "fault"));
      return;
    }
    if (e.isSilence()) {
      isSilent = true;
    }
    var why = Refusal.logged(e).text(language);
    if (isUnreached(e)) {
      failed.put(item, TEXTS.in(language, "not-reached"));
    } else if (e.isUnsure()) {
      unanswered.add(item);
    } else if (e.listed().isPresent()) {
      var listed = Long.toString(e.listed().getAsLong());
      failed.put(item, TEXTS.in(language, "still-listed", why, listed));
    } else {
      failed.put(item, why);
    }
  }

  private static boolean isUnreached(GridException e) {
    return e.getCause() instanceof ConnectException
        || e.getCause() instanceof HttpConnectTimeoutException;
  }

  /// Looks once whether a call without an answer was heard.
  private void look(Item item) {
    try {
      if (within(LOOK_LIMIT, () -> call.wasHeard(grid, item))) {
        unanswered.remove(item);
        done.add(item);
      }
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "what became of a deletion is not known", e);
    } catch (TimeoutException e) {
      LOG.log(Level.DEBUG, "what became of a deletion is not told in time", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T within(Duration limit, Callable<T> act)
      throws ExecutionException, TimeoutException, InterruptedException {
    var asked = new FutureTask<>(act);
    Thread.ofVirtual().name("deletion-call").start(asked);
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      asked.cancel(true);
    }
  }
}
