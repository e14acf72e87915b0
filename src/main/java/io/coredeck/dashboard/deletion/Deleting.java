package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.frame.Toasts.Toast;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.PatientCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Deletes for a person. Where something is lost a dialog asks first; where nothing is, it is done
/// at once and can be undone. What a container uses is not deleted: the person is told by which.
/// What has begun goes on when the page or the session ends.
public final class Deleting {

  private static final Texts TEXTS = Texts.of(Deleting.class);

  private final PersonSession session;
  private final UI ui;
  private final Runnable asked;

  /// What is done with each, and what is told of it.
  ///
  /// @param undo what brings back those that were asked for, if anything does
  private record Job(
      Deletion.Call call,
      BiFunction<Deletion.Result, Language, Outcome> outcome,
      Function<List<Item>, Optional<Runnable>> undo) {}

  private Deleting(PersonSession session, UI ui, Runnable asked) {
    this.session = session;
    this.ui = ui;
    this.asked = asked;
  }

  /// Begins in the current page.
  ///
  /// @param ids of the reservations
  /// @param view what is known of the grid
  /// @param asked called when all have been asked for, whatever came of it
  public static void of(PersonSession session, Set<Long> ids, GridView view, Runnable asked) {
    var items = items(ids, view);
    var used = items.stream().filter(Item::isUsed).toList();
    var free = items.stream().filter(item -> !item.isUsed()).toList();
    if (items.isEmpty()) {
      Toasts.say(Toasts.warning(TEXTS.get("nothing-deletable")));
    } else if (free.isEmpty()) {
      Reasons.refuse(used);
    } else {
      new Deleting(session, UI.getCurrent(), asked).begin(free, used);
    }
  }

  /// Deletes what the person has agreed to already, such as all parts of a network.
  ///
  /// @param view what is known of the grid
  /// @param said told when all have been asked for without a failure
  /// @param failed called in the page for those that were not deleted, after the person was told
  /// @param done called in the page when all have been asked for without a failure, after the
  ///   person was told
  public static void agreed(
      PersonSession session,
      Set<Long> ids,
      GridView view,
      String said,
      Runnable failed,
      Runnable done) {
    var items = items(ids, view);
    if (items.isEmpty()) {
      Toasts.say(Toasts.done(said));
      done.run();
      return;
    }
    var job =
        new Job(
            new Deletion.Delete(),
            (result, language) ->
                result.isWhole()
                    ? new Outcome("ok", said, List.of())
                    : Outcome.ofDeletion(result, language),
            _ -> Optional.empty());
    new Deleting(session, UI.getCurrent(), () -> {})
        .run(
            items,
            job,
            Course.unseen(),
            (result, toast) -> {
              Toasts.say(toast);
              (result.isWhole() ? done : failed).run();
            });
  }

  private static List<Item> items(Set<Long> ids, GridView view) {
    var inUse = InUse.of(view);
    return view.live().stream()
        .filter(one -> ids.contains(one.id()) && Item.isDeletable(one))
        .map(one -> Item.of(one, inUse))
        .toList();
  }

  /// @return whether a reservation can be deleted now
  public static boolean isPossible(Reservation reservation) {
    return Item.isDeletable(reservation);
  }

  /// @param items that can be deleted
  /// @param used those that cannot
  private void begin(List<Item> items, List<Item> used) {
    var own = session.person().tid();
    var isLossless =
        used.isEmpty()
            && items.stream().noneMatch(Item::isLoss)
            && items.stream().allMatch(item -> item.reservation().customerTid() == own);
    if (isLossless && items.size() <= Deletion.AT_ONCE) {
      delete(items, Course.unseen(), () -> {}, this::undoOf);
    } else if (isLossless) {
      var dialog = DeleteDialog.begin(items);
      delete(items, dialog.course(ui), dialog::close, this::undoOf);
    } else {
      DeleteDialog.ask(
          items,
          used,
          dialog -> delete(items, dialog.course(ui), dialog::close, _ -> Optional.empty()));
    }
  }

  /// @param undo what brings back those that are being deleted, if anything does
  private void delete(
      List<Item> items,
      Course course,
      Runnable end,
      Function<List<Item>, Optional<Runnable>> undo) {
    run(
        items,
        deletion(undo),
        course,
        (_, toast) -> {
          end.run();
          Toasts.say(toast);
          asked.run();
        });
  }

  private static Job deletion(Function<List<Item>, Optional<Runnable>> undo) {
    return new Job(new Deletion.Delete(), Outcome::ofDeletion, undo);
  }

  /// It may be offered by several pages and is done once.
  private Optional<Runnable> undoOf(List<Item> deleted) {
    var items = restorable(deleted);
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(
            once(() -> undo(items), () -> Toasts.say(Toasts.warning(TEXTS.get("already-undone")))));
  }

  /// @param again done each further time
  static Runnable once(Runnable act, Runnable again) {
    var isLeft = new AtomicBoolean(true);
    return () -> (isLeft.getAndSet(false) ? act : again).run();
  }

  /// What no pool could pay would not come back.
  static List<Item> restorable(List<Item> deleted) {
    return deleted.stream().filter(item -> !item.isUnpaid()).toList();
  }

  /// The same is asked for once more; it gets a new number. The page may be another by now.
  private void undo(List<Item> items) {
    new Deleting(session, UI.getCurrent(), () -> {})
        .run(
            items,
            new Job(Deleting::askAgain, Outcome::ofUndo, _ -> Optional.empty()),
            Course.unseen(),
            (_, toast) -> Toasts.say(toast));
  }

  private static void askAgain(GridClient grid, Item item)
      throws GridException, InterruptedException {
    try {
      var _ = grid.deploy(item.reservation().asReceived());
    } catch (GridException e) {
      throw new PatientCalls(grid, Duration.ZERO).takenBack(e);
    }
  }

  /// Goes on without the page and without the session.
  ///
  /// @param onPage called in the page, if it is still there, with what is to be said
  private void run(
      List<Item> items, Job job, Course course, BiConsumer<Deletion.Result, Toast> onPage) {
    var grid = session.grid();
    var language = Language.current();
    var told = new Told(VaadinSession.getCurrent(), ui);
    var over = new CompletableFuture<Void>();
    session.awaitAtEnd(over);
    Thread.ofVirtual()
        .name("deletion")
        .start(() -> {
          try {
            var result = Deletion.of(grid, items, job.call(), language, course);
            var outcome = job.outcome().apply(result, language);
            told.tell(
                outcome,
                () -> onPage.accept(result, outcome.toast(job.undo().apply(result.done()))),
                () -> outcome.toast(job.undo().apply(result.done())));
          } finally {
            over.complete(null);
          }
        });
  }
}
