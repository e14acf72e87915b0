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
import java.util.Optional;
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

  private static String deleted(List<Item> items) {
    return items.size() == 1
        ? TEXTS.get("deleting-one", items.getFirst().name())
        : TEXTS.get("deleting-many", items.size(), items.getFirst().kind().ordinal());
  }

  /// Tells of a deletion, also of what outlives it: which failed, and how many were not begun.
  ///
  /// @param undo called if the person wants back what is being deleted; empty if that cannot be
  static void tell(Deletion.Result result, Optional<Runnable> undo) {
    var failed = result.failed();
    var said = said(result);
    if (result.isWhole()) {
      var toast = Toasts.done(said);
      Toasts.say(undo.map(toast::undo).orElse(toast));
    } else if (failed.isEmpty()) {
      var toast = Toasts.warning(said);
      Toasts.say(undo.map(act -> toast.act(TEXTS.get("undo"), act)).orElse(toast));
    } else {
      tellFailed(failed, said, undo);
    }
  }

  private static String said(Deletion.Result result) {
    var failed = result.failed().size();
    var kept = result.kept().size();
    if (result.isWhole()) {
      return deleted(result.done());
    }
    if (kept == 0) {
      return TEXTS.get("not-deleted", failed, result.asked());
    }
    var key = result.isSilent() ? "silent" : failed == 0 ? "stopped" : "stopped-failed";
    return TEXTS.get(key, result.done().size(), result.asked(), kept, failed);
  }

  /// @param failed those it could not be done for, and why
  /// @param said e.g. `2 of 5 were not deleted.`
  /// @param undo called if the person wants back what is being deleted; empty if that cannot be
  static void tellFailed(Map<Item, String> failed, String said, Optional<Runnable> undo) {
    var reasons =
        failed.entrySet().stream()
            .limit(MOST_NAMED)
            .map(one -> reason(one.getKey(), one.getValue()))
            .collect(Collectors.joining(" "));
    var toast =
        Toasts.failed(said).with(reasons).act(TEXTS.get("see-why"), () -> why(said, failed, undo));
    Toasts.say(undo.map(act -> toast.act(TEXTS.get("undo"), act)).orElse(toast));
  }

  private static void why(String said, Map<Item, String> failed, Optional<Runnable> undo) {
    var dialog =
        list(
            said,
            failed.entrySet().stream().map(one -> reason(one.getKey(), one.getValue())).toList());
    undo.ifPresent(act ->
        dialog
            .getFooter()
            .addComponentAsFirst(
                new Button(
                    TEXTS.get("undo"),
                    _ -> {
                      dialog.close();
                      act.run();
                    })));
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
