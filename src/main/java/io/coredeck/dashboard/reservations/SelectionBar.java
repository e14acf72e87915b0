package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.signin.PersonSession;
import java.util.Set;

/// Floats above the status bar while rows are selected: how many, and what can be done with them.
final class SelectionBar extends Div {

  private final Span count = new Span();

  /// @param done called after something was done, to look again
  SelectionBar(PersonSession session, Table table, Runnable done) {
    addClassName("selection-bar");
    getElement().setAttribute("role", "toolbar");
    getElement().setAttribute("aria-label", "Selected");
    var delete =
        new Button(
            "Delete",
            _ ->
                DeleteDialog.open(
                    session.grid(),
                    table.selected(),
                    () -> {
                      table.deselect();
                      done.run();
                    }));
    delete.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY);
    delete.setEnabled(session.person().role().mayChange());
    var clear = new Button("Clear", _ -> table.deselect());
    clear.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    add(count, delete, clear);
    table.onSelection(this::show);
    setVisible(false);
  }

  private void show(Set<Row> selected) {
    setVisible(!selected.isEmpty());
    count.setText(selected.size() + " selected");
  }
}
