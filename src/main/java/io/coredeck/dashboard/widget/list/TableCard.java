package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Paragraph;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.text.Texts;
import java.util.List;

/// A small table in a card of a reading page. A long one scrolls inside the card.
///
/// @param <R> rows: values that are equal if they look the same
public final class TableCard<R> extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(TableCard.class);
  private static final int ROW = 40;
  private static final int HEAD = 34;
  private static final int EDGE = 2;
  private static final int MOST_IN_SIGHT = 9;
  private static final String HIGHEST = "60vh";

  private final String title;
  private final String none;
  private final Grid<R> grid = new Grid<>();
  private final Columns<R> columns;
  private List<R> shown = List.of();
  private boolean isDrawn;

  /// @param none said when there are no rows
  public TableCard(String title, String none, List<Column<R>> columns) {
    this.title = title;
    this.none = none;
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.getElement().setAttribute("aria-label", title);
    this.columns = Columns.of(grid, columns, _ -> fit());
    for (var column : columns) {
      column.order().ifPresent(order -> grid.getColumnByKey(column.key()).setComparator(order));
    }
  }

  @Override
  protected Card initContent() {
    var card = new Card(title);
    card.addClassName("table-card");
    return card;
  }

  public void show(List<R> rows) {
    if (isDrawn && rows.equals(shown)) {
      return;
    }
    isDrawn = true;
    shown = List.copyOf(rows);
    getContent().setAside(rows.isEmpty() ? "" : TEXTS.get("number", rows.size()));
    if (rows.isEmpty()) {
      var words = new Paragraph(none);
      words.addClassName("none");
      getContent().setContent(words);
      return;
    }
    grid.setItems(shown);
    fit();
    getContent().setContent(grid);
  }

  /// How high a row is on a phone depends on what is in it.
  private void fit() {
    var isShort = shown.size() <= MOST_IN_SIGHT;
    grid.setAllRowsVisible(columns.isStacked() && isShort);
    if (!columns.isStacked()) {
      grid.setHeight(HEAD + ROW * Math.min(shown.size(), MOST_IN_SIGHT) + EDGE + "px");
    } else {
      grid.setHeight(isShort ? null : HIGHEST);
    }
  }
}
