package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.sdk.GridClient;
import java.util.List;

/// Asks before something is deleted: names what is lost and what stays, and wants it typed.
final class DeleteDialog {

  private static final int MOST_NAMED = 8;

  private final Dialog dialog = new Dialog();
  private final Button delete = new Button();
  private final GridClient grid;
  private final List<Row> rows;
  private final Runnable done;

  private DeleteDialog(GridClient grid, List<Row> rows, Runnable done) {
    this.grid = grid;
    this.rows = rows;
    this.done = done;
  }

  /// @param done called when all have been asked for, whatever came of it
  static void open(GridClient grid, List<Row> selected, Runnable done) {
    var rows = selected.stream().filter(Row::isDeletable).toList();
    if (rows.isEmpty()) {
      Outcome.tell("Nothing of this can be deleted: it has failed or is being deleted already.");
      return;
    }
    new DeleteDialog(grid, rows, done).ask();
  }

  private void ask() {
    var word = rows.size() == 1 ? rows.getFirst().name() : Integer.toString(rows.size());
    dialog.setHeaderTitle(
        rows.size() == 1 ? "Delete " + word : "Delete " + rows.size() + " " + plural());
    dialog.setWidth("min(460px, calc(100vw - 24px))");
    var typed = new TextField("Type " + word + " to delete");
    typed.setWidthFull();
    typed.setValueChangeMode(ValueChangeMode.EAGER);
    typed.addValueChangeListener(event -> delete.setEnabled(event.getValue().strip().equals(word)));
    dialog.add(new Paragraph(lost()), names(), typed);
    var keep = new Button("Keep " + (rows.size() == 1 ? "it" : "them"), _ -> dialog.close());
    keep.setAutofocus(true);
    delete.setText("Delete");
    delete.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    delete.setEnabled(false);
    delete.setDisableOnClick(true);
    delete.addClickListener(_ -> delete());
    dialog.getFooter().add(keep, delete);
    dialog.open();
  }

  private String plural() {
    return rows.getFirst().kind().many();
  }

  private String lost() {
    return switch (rows.getFirst().kind()) {
      case CONTAINERS ->
          "What was written inside and not on a volume is lost. Volumes and images stay.";
      case VOLUMES -> "Everything on it is lost. It is kept while a container still uses it.";
      case NETWORKS -> "Containers in it lose their addresses. The containers stay.";
    };
  }

  private UnorderedList names() {
    var list = new UnorderedList();
    rows.stream()
        .limit(MOST_NAMED)
        .forEach(row -> list.add(new ListItem(row.name() + " " + row.gwid())));
    if (rows.size() > MOST_NAMED) {
      list.add(new ListItem("and %d more".formatted(rows.size() - MOST_NAMED)));
    }
    return list;
  }

  private void delete() {
    dialog.close();
    Outcome.tell(Deletion.of(grid, rows), rows.size(), singularOrPlural());
    done.run();
  }

  private String singularOrPlural() {
    return rows.size() == 1 ? rows.getFirst().kind().one() : plural();
  }
}
