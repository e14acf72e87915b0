package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.grid.GridView;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The containers that run or are to run.
final class ContainersCard extends Composite<Card> {

  private static final int ROWS_WITHOUT_SCROLLING = 12;

  private final Grid<ContainerRow> table = new Grid<>();
  private List<ContainerRow> shown = List.of();
  private boolean told;

  ContainersCard() {
    table.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    table.setSelectionMode(Grid.SelectionMode.NONE);
    table.addColumn(row());
    getContent().addClassName("containers");
  }

  @Override
  protected Card initContent() {
    return new Card("Containers");
  }

  void show(GridView view) {
    var rows =
        view.live().reversed().stream().map(ContainerRow::of).flatMap(Optional::stream).toList();
    if (told && rows.equals(shown)) {
      return;
    }
    told = true;
    shown = rows;
    getContent().setAside(rows.isEmpty() ? "" : rows.size() + " reserved");
    if (rows.isEmpty()) {
      var none = new Paragraph("Nothing is reserved. Deploy a container, and it stands here.");
      none.addClassName("none");
      getContent().setContent(none);
      return;
    }
    table.setItems(rows);
    table.setAllRowsVisible(rows.size() <= ROWS_WITHOUT_SCROLLING);
    if (!table.isAttached()) {
      getContent().setContent(table);
    }
  }

  /// One cell for a row, so that a phone can break it into lines. The text is shown as text: Lit
  /// escapes every property.
  private static LitRenderer<ContainerRow> row() {
    return LitRenderer.<ContainerRow>of(
            """
            <div class="row">
              <coredeck-state kind="${item.kind}" word="${item.word}"></coredeck-state>
              <span class="what">
                <span class="name">${item.image}</span> <span class="id">${item.gwid}</span>
                <span class="trouble">${item.trouble}</span>
              </span>
              <span class="mono">${item.address}</span>
              <a href="${item.console}" ?hidden="${item.console === ''}" target="_blank"
                 rel="noopener" aria-label="Open console of ${item.image} ${item.gwid}"
                >Open console</a>
            </div>
            """)
        .withProperty("kind", row -> row.look().kind().word())
        .withProperty("word", row -> row.look().word())
        .withProperty("image", ContainerRow::image)
        .withProperty("gwid", ContainerRow::gwid)
        .withProperty("trouble", ContainerRow::trouble)
        .withProperty("address", ContainerRow::address)
        .withProperty("console", row -> row.console().map(URI::toString).orElse(""));
  }
}
