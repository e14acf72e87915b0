package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.reservations.rows.Row;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.Texts;
import java.util.Map;
import java.util.stream.Collectors;

/// Floats above the status bar while rows are selected: how many, and what can be done with them.
final class SelectionBar extends Div {

  /// As many as one page of logs shows together.
  private static final int MOST_MERGED = 16;

  private static final Texts TEXTS = Texts.of(SelectionBar.class);

  private final Table table;
  private final Span count = new Span();
  private final Button merge = new Button(TEXTS.get("merge-logs"), new Icon("layers"));

  /// @param mayChange whether the person may delete
  /// @param delete called when the person wants the selected ones deleted
  SelectionBar(Table table, boolean mayChange, Runnable delete) {
    this.table = table;
    addClassName("selection-bar");
    getElement().setAttribute("role", "toolbar");
    getElement().setAttribute("aria-label", TEXTS.get("selected-rows"));
    count.getElement().setAttribute("role", "status");
    merge.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    merge.addClickListener(_ -> mergeLogs());
    var button = new Button(TEXTS.get("delete"), new Icon("trash-2"), _ -> delete.run());
    button.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY);
    button.setVisible(mayChange);
    var clear = new Button(new Icon("x"), _ -> table.deselect());
    clear.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    clear.setAriaLabel(TEXTS.get("clear-selection"));
    clear.setTooltipText(TEXTS.get("clear-selection"));
    add(count, merge, button, clear);
    table.onSelection(this::show);
    setVisible(false);
  }

  /// Everything selected is acted on, so what a filter hides is said.
  private void show(int selected, int hidden) {
    setVisible(selected > 0);
    count.setText(
        hidden == 0
            ? TEXTS.get("selected", selected)
            : TEXTS.get("selected-hidden", selected, hidden));
    merge.setVisible(
        selected > 1
            && selected <= MOST_MERGED
            && table.selected().stream().allMatch(row -> row.kind() == Kind.CONTAINERS));
  }

  private void mergeLogs() {
    var rows = table.selected();
    if (rows.isEmpty()) {
      return; // deleted by somebody else in this moment
    }
    var others = rows.stream().skip(1).map(Row::gwid).collect(Collectors.joining(" "));
    getUI()
        .orElseThrow()
        .navigate(
            "containers/%d/logs".formatted(rows.getFirst().id()),
            QueryParameters.simple(Map.of("merge", others)));
  }
}
