package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import java.util.Optional;

/// Dialogs that say of each thing why it is not deleted.
final class Reasons {

  private static final int MOST_LINES = 200;
  private static final Texts TEXTS = Texts.of(Reasons.class);

  private Reasons() {}

  /// @param undo brings back what is being deleted meanwhile; empty if that cannot be
  static void show(String title, List<String> reasons, Optional<Runnable> undo) {
    var dialog = list(title, reasons);
    undo.ifPresent(act -> dialog.getFooter().addComponentAsFirst(undo(dialog, act)));
  }

  /// The dialog can be pressed until the browser has closed it.
  static Button undo(Dialog dialog, Runnable act) {
    var button = new Button(TEXTS.get("undo"));
    button.setDisableOnClick(true);
    button.addClickListener(_ -> {
      dialog.close();
      act.run();
    });
    return button;
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
    lines.stream().limit(MOST_LINES).forEach(line -> list.add(new ListItem(line)));
    if (lines.size() > MOST_LINES) {
      list.add(new ListItem(TEXTS.get("more", lines.size() - MOST_LINES)));
    }
    dialog.add(list);
    dialog.getFooter().add(new Button(TEXTS.get("close"), _ -> dialog.close()));
    dialog.open();
    return dialog;
  }
}
