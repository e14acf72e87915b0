package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import java.time.Duration;
import java.util.Map;

/// Tells what became of something that was asked for.
final class Outcome {

  private static final Duration SHOWN = Duration.ofSeconds(5);

  private Outcome() {}

  static void tell(String text) {
    Notification.show(text, (int) SHOWN.toMillis(), Position.BOTTOM_END);
  }

  /// @param failed those that were not deleted, and why
  /// @param asked how many were to be
  /// @param word what they are, e.g. `containers`
  static void tell(Map<Row, String> failed, int asked, String word) {
    if (failed.isEmpty()) {
      tell("%d %s will be deleted.".formatted(asked, word));
      return;
    }
    var toast = new Notification();
    toast.setPosition(Position.BOTTOM_END);
    toast.setDuration(0); // until closed: somebody has to read it
    var why = new Button("See why", _ -> explain(failed));
    why.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    var close = new Button("Close", _ -> toast.close());
    close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    toast.add(
        new Span("%d of %d %s were not deleted.".formatted(failed.size(), asked, word)),
        why,
        close);
    toast.open();
  }

  private static void explain(Map<Row, String> failed) {
    var dialog = new Dialog();
    dialog.setHeaderTitle("Not deleted");
    var list = new UnorderedList();
    failed.forEach(
        (row, why) -> list.add(new ListItem("%s %s: %s".formatted(row.name(), row.gwid(), why))));
    dialog.add(list);
    dialog.getFooter().add(new Button("Close", _ -> dialog.close()));
    dialog.open();
  }
}
