package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import java.util.function.Consumer;

/// Asks before something is deleted with which something is lost: names what is lost and what
/// stays, and wants the name typed. Then it shows how far the deletion is.
final class DeleteDialog {

  private static final int MOST_NAMED = 8;
  private static final Texts TEXTS = Texts.of(DeleteDialog.class);

  private final Dialog dialog = new Dialog();
  private final Button delete = new Button(TEXTS.get("delete"));
  private final Paragraph progress = new Paragraph();
  private final ProgressBar bar = new ProgressBar();
  private final List<Item> items;

  private DeleteDialog(List<Item> items) {
    this.items = items;
  }

  /// @param items one at least
  /// @param used what was chosen too and stays, because containers use it
  /// @param agreed called with the dialog, which shows the progress, when the person wants it
  static void ask(List<Item> items, List<Item> used, Consumer<DeleteDialog> agreed) {
    new DeleteDialog(items).open(used, agreed);
  }

  private boolean isOne() {
    return items.size() == 1;
  }

  private void open(List<Item> used, Consumer<DeleteDialog> agreed) {
    dialog.addClassName("delete-dialog");
    dialog.setHeaderTitle(
        isOne()
            ? TEXTS.get("title-one", items.getFirst().name())
            : TEXTS.get("title-many", items.size(), items.getFirst().kind().ordinal()));
    dialog.setWidth("min(480px, calc(100vw - 24px))");
    var losses = Losses.of(items);
    losses.lost().ifPresent(lost -> dialog.add(part("lost", lost)));
    dialog.add(part("stays", losses.stays()));
    if (!used.isEmpty()) {
      dialog.add(part("in-use", Losses.users(used, MOST_NAMED)));
    }
    if (!isOne()) {
      dialog.add(names());
    }
    if (losses.lost().isPresent()) {
      dialog.add(typed());
    }
    var keep = new Button(TEXTS.get("keep", items.size()), _ -> dialog.close());
    delete.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    delete.setEnabled(losses.lost().isEmpty());
    delete.setDisableOnClick(true);
    delete.addClickListener(_ -> {
      dialog.removeAll();
      dialog.getFooter().removeAll();
      show(0);
      dialog.add(progress, bar);
      agreed.accept(this);
    });
    dialog.getFooter().add(keep, delete);
    // The dialog itself gives the focus to the field, when it has opened.
    var _ =
        keep.getElement()
            .executeJs(
                "document.body.addEventListener('vaadin-overlay-open', () => this.focus(),"
                    + " { once: true })");
    dialog.open();
  }

  private static Paragraph part(String label, String text) {
    var part = new Paragraph();
    part.addClassName(label);
    var word = new Span(TEXTS.get(label));
    word.addClassName("label");
    part.add(word, new Span(text));
    return part;
  }

  private TextField typed() {
    var word = isOne() ? items.getFirst().name() : Integer.toString(items.size());
    var field = new TextField(TEXTS.get("type", word));
    field.setWidthFull();
    field.setAutocapitalize(Autocapitalize.NONE);
    field.setValueChangeMode(ValueChangeMode.EAGER);
    field.addValueChangeListener(event -> delete.setEnabled(event.getValue().strip().equals(word)));
    return field;
  }

  private UnorderedList names() {
    var list = new UnorderedList();
    items.stream()
        .limit(MOST_NAMED)
        .forEach(item -> list.add(new ListItem(TEXTS.get("item", item.name(), item.gwid()))));
    if (items.size() > MOST_NAMED) {
      list.add(new ListItem(TEXTS.get("more", items.size() - MOST_NAMED)));
    }
    return list;
  }

  /// @param answered how many were asked for
  void show(int answered) {
    progress.setText(TEXTS.get("progress", answered, items.size()));
    bar.setValue((double) answered / items.size());
  }

  /// The same from another thread.
  void show(UI ui, int answered) {
    var _ = ui.access(() -> show(answered));
  }

  void close() {
    dialog.close();
  }
}
