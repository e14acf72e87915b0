package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Deletes for a person. Where something is lost a dialog asks first; where nothing is, it is done
/// at once and can be undone. What a container uses is not deleted: the person is told by which.
public final class Deleting {

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
                Outcome.tellResult(result, items.size());
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
    var canUndo =
        used.isEmpty()
            && items.stream().noneMatch(Item::isLoss)
            && items.stream().allMatch(item -> item.reservation().customerTid() == own);
    if (canUndo && items.size() <= Deletion.AT_ONCE) {
      delete(items, Course.unseen(), () -> {}, () -> Outcome.offerUndo(items, () -> undo(items)));
    } else if (canUndo) {
      var dialog = DeleteDialog.begin(items);
      delete(
          items,
          dialog.course(ui),
          dialog::close,
          () -> Outcome.offerUndo(items, () -> undo(items)));
    } else {
      DeleteDialog.ask(
          items,
          used,
          dialog ->
              delete(items, dialog.course(ui), dialog::close, () -> Outcome.tellDeleted(items)));
    }
  }

  private void delete(List<Item> items, Course course, Runnable end, Runnable whole) {
    run(
        items,
        (grid, item) -> grid.decommission(item.reservation().id()),
        course,
        result -> {
          end.run();
          if (result.isWhole()) {
            whole.run();
          } else {
            Outcome.tellResult(result, items.size());
          }
          asked.run();
        });
  }

  /// The same is asked for once more; it gets a new number.
  private void undo(List<Item> items) {
    run(
        items,
        (grid, item) -> {
          var _ = grid.deploy(item.reservation().asReceived());
        },
        Course.unseen(),
        result -> {
          var failed = result.failed();
          if (failed.isEmpty()) {
            Outcome.tellDone(TEXTS.get("undone", items.size(), items.getFirst().name()));
          } else {
            Outcome.tellFailed(failed, TEXTS.get("not-undone", failed.size(), items.size()));
          }
        });
  }

  private void run(
      List<Item> items, Deletion.Call call, Course course, Consumer<Deletion.Result> then) {
    var grid = session.grid();
    var language = Language.current();
    var late = TEXTS.get("no-answer");
    Thread.ofVirtual()
        .name("deletion")
        .start(() -> {
          var result = Deletion.of(grid, items, call, language, late, course);
          var _ = ui.access(() -> then.accept(result));
        });
  }
}
