package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.PatientCalls;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Deletes for a person. Where something is lost a dialog asks first; where nothing is, it is done
/// at once and can be undone. What a container uses is not deleted: the person is told by which.
public final class Deleting {

  private static final System.Logger LOG = System.getLogger(Deleting.class.getName());
  private static final Texts TEXTS = Texts.of(Deleting.class);

  private final PersonSession session;
  private final UI ui;
  private final Runnable asked;

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
      Outcome.tellNothing(TEXTS.get("nothing-deletable"));
    } else if (free.isEmpty()) {
      Outcome.refuse(used);
    } else {
      new Deleting(session, UI.getCurrent(), asked).begin(free, used);
    }
  }

  /// Deletes what the person has agreed to already, such as all parts of a network.
  ///
  /// @param view what is known of the grid
  /// @param failed called in the page for those that were not deleted, after the person was told
  /// @param done called in the page when all have been asked for without a failure
  public static void agreed(
      PersonSession session, Set<Long> ids, GridView view, Runnable failed, Runnable done) {
    var items = items(ids, view);
    new Deleting(session, UI.getCurrent(), () -> {})
        .run(
            items,
            (grid, item) -> grid.decommission(item.reservation().id()),
            Course.unseen(),
            result -> {
              if (result.isWhole()) {
                done.run();
              } else {
                Outcome.tell(result, Optional.empty());
                failed.run();
              }
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
        (grid, item) -> grid.decommission(item.reservation().id()),
        course,
        result -> {
          end.run();
          Outcome.tell(result, undo.apply(result.done()));
          asked.run();
        });
  }

  private Optional<Runnable> undoOf(List<Item> deleted) {
    var items = restorable(deleted);
    return items.isEmpty() ? Optional.empty() : Optional.of(() -> undo(items));
  }

  /// What no pool could pay would not come back.
  static List<Item> restorable(List<Item> deleted) {
    return deleted.stream().filter(item -> !item.isUnpaid()).toList();
  }

  /// The same is asked for once more; it gets a new number.
  private void undo(List<Item> items) {
    run(
        items,
        Deleting::askAgain,
        Course.unseen(),
        result -> {
          if (result.isWhole()) {
            Outcome.tellDone(TEXTS.get("undone", items.size(), items.getFirst().name()));
          } else {
            var not = items.size() - result.done().size();
            Outcome.tellFailed(
                result.failed(), TEXTS.get("not-undone", not, items.size()), Optional.empty());
          }
        });
  }

  private static void askAgain(GridClient grid, Item item)
      throws GridException, InterruptedException {
    try {
      var _ = grid.deploy(item.reservation().asReceived());
    } catch (GridException e) {
      throw new PatientCalls(grid, Duration.ZERO).takenBack(e);
    }
  }

  private void run(
      List<Item> items, Deletion.Call call, Course course, Consumer<Deletion.Result> then) {
    var grid = session.grid();
    var language = Language.current();
    Thread.ofVirtual()
        .name("deletion")
        .start(() -> {
          var result = Deletion.of(grid, items, call, language, course);
          tell(ui, result, then);
        });
  }

  /// Nobody else learns what failed when the page is gone.
  static void tell(UI ui, Deletion.Result result, Consumer<Deletion.Result> then) {
    ui.accessLater(
            () -> then.accept(result),
            () ->
                LOG.log(
                    result.isWhole() ? Level.DEBUG : Level.WARNING,
                    "a page is gone before its deletion was done: {0} asked for, {1} not begun,"
                        + " failed: {2}",
                    result.done().size(),
                    result.kept().size(),
                    result.failed().keySet().stream().map(Item::gwid).toList()))
        .run();
  }
}
