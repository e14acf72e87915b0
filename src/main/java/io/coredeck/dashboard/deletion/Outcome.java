package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tells what became of something that was asked for.
final class Outcome {

  private static final int MOST_NAMED = 3;
  private static final Texts TEXTS = Texts.of(Outcome.class);

  private Outcome() {}

  static void tellDone(String text) {
    Toasts.say(Toasts.done(text));
  }

  static void tellNothing(String text) {
    Toasts.say(Toasts.warning(text));
  }

  /// @param items that are being deleted
  static void tellDeleted(List<Item> items) {
    tellDone(deleted(items));
  }

  private static String deleted(List<Item> items) {
    return items.size() == 1
        ? TEXTS.get("deleting-one", items.getFirst().name())
        : TEXTS.get("deleting-many", items.size(), items.getFirst().kind().ordinal());
  }

  /// @param undo called if the person wants them back
  static void offerUndo(List<Item> items, Runnable undo) {
    Toasts.say(Toasts.done(deleted(items)).undo(undo));
  }

  /// Tells of a deletion that some things outlive: which failed, and how many were not begun.
  ///
  /// @param asked how many were to be deleted
  static void tellResult(Deletion.Result result, int asked) {
    var failed = result.failed();
    var kept = result.kept().size();
    if (kept == 0) {
      tellFailed(failed, TEXTS.get("not-deleted", failed.size(), asked));
    } else if (failed.isEmpty()) {
      tellNothing(TEXTS.get("stopped", asked - kept, asked, kept));
    } else {
      tellFailed(
          failed,
          TEXTS.get("stopped-failed", asked - kept - failed.size(), asked, kept, failed.size()));
    }
  }

  /// @param failed those it could not be done for, and why
  /// @param said e.g. `2 of 5 were not deleted.`
  static void tellFailed(Map<Item, String> failed, String said) {
    var reasons =
        failed.entrySet().stream()
            .limit(MOST_NAMED)
            .map(one -> reason(one.getKey(), one.getValue()))
            .collect(Collectors.joining(" "));
    Toasts.say(
        Toasts.failed(said)
            .with(reasons)
            .act(
                TEXTS.get("see-why"),
                () ->
                    list(
                        said,
                        failed.entrySet().stream()
                            .map(one -> reason(one.getKey(), one.getValue()))
                            .toList())));
  }

  private static String reason(Item item, String why) {
    return TEXTS.get("failed-item", item.name(), item.gwid(), why);
  }

  /// @param used what was to be deleted; containers use all of it
  static void refuse(List<Item> used) {
    var first = used.getFirst();
    var title =
        used.size() == 1
            ? TEXTS.get("refused-one", first.name())
            : TEXTS.get("refused-many", used.size(), first.kind().ordinal());
    var dialog =
        list(
            title,
            used.stream()
                .map(item ->
                    TEXTS.get(
                        "used-item", item.name(), item.gwid(), String.join(", ", item.users())))
                .toList());
    dialog.addComponentAsFirst(new Paragraph(TEXTS.get("refused-words", used.size())));
  }

  private static Dialog list(String title, List<String> lines) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(title);
    dialog.addClassName("delete-dialog");
    var list = new UnorderedList();
    lines.forEach(line -> list.add(new ListItem(line)));
    dialog.add(list);
    dialog.getFooter().add(new Button(TEXTS.get("close"), _ -> dialog.close()));
    dialog.open();
    return dialog;
  }
}
