package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Tells what became of something that was asked for.
final class Outcome {

  private static final Duration SHOWN = Duration.ofSeconds(5);
  private static final Duration UNDO = Duration.ofSeconds(8);
  private static final Texts TEXTS = Texts.of(Outcome.class);

  private Outcome() {}

  static void tell(String text) {
    Notification.show(text, (int) SHOWN.toMillis(), Position.BOTTOM_END);
  }

  /// @param items that are being deleted
  static void tellDeleted(List<Item> items) {
    tell(deleted(items));
  }

  private static String deleted(List<Item> items) {
    return items.size() == 1
        ? TEXTS.get("deleting-one", items.getFirst().name())
        : TEXTS.get("deleting-many", items.size(), items.getFirst().kind().ordinal());
  }

  /// @param undo called if the person wants them back
  static void offerUndo(List<Item> items, Runnable undo) {
    var toast = new Notification();
    toast.setPosition(Position.BOTTOM_END);
    toast.setDuration((int) UNDO.toMillis());
    var button =
        new Button(
            TEXTS.get("undo"),
            _ -> {
              toast.close();
              undo.run();
            });
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    toast.add(new Span(deleted(items)), button);
    toast.open();
  }

  /// @param failed those it could not be done for, and why
  /// @param said e.g. `2 of 5 were not deleted.`
  static void tellFailed(Map<Item, String> failed, String said) {
    var toast = new Notification();
    toast.setPosition(Position.BOTTOM_END);
    toast.setDuration(0); // until closed: somebody has to read it
    var why = new Button(TEXTS.get("see-why"), _ -> explain(failed, said));
    why.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    var close = new Button(TEXTS.get("close"), _ -> toast.close());
    close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    toast.add(new Span(said), why, close);
    toast.open();
  }

  private static void explain(Map<Item, String> failed, String said) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(said);
    dialog.addClassName("delete-dialog");
    var list = new UnorderedList();
    failed.forEach((item, why) ->
        list.add(new ListItem(TEXTS.get("failed-item", item.name(), item.gwid(), why))));
    dialog.add(list);
    dialog.getFooter().add(new Button(TEXTS.get("close"), _ -> dialog.close()));
    dialog.open();
  }
}
