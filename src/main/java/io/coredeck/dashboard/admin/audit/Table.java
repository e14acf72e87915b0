package io.coredeck.dashboard.admin.audit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Columns;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The entries, newest first. Only those in sight are fetched, however many there are.
final class Table extends Composite<Div> {

  private static final Texts TEXTS = Texts.of(Table.class);
  private static final int PAGE = 60;

  /// So far from its top, in pixels, the table still counts as not scrolled.
  private static final int AT_TOP = 24;

  private final Grid<AuditEntry> grid = new Grid<>();
  private final Paragraph none = new Paragraph();
  private final AuditClient audit;
  private final Consumer<Long> counted;
  private final Consumer<String> troubled;
  private Filter filter = Filter.ALL;
  private boolean isFiltered;

  /// @param counted told how many fit
  /// @param troubled told why nothing can be had; empty if it can
  Table(AuditClient audit, Consumer<Long> counted, Consumer<String> troubled) {
    this.audit = audit;
    this.counted = counted;
    this.troubled = troubled;
    grid.setItems(new CallbackDataProvider<AuditEntry, Void>(this::fetch, _ -> count()));
    grid.setPageSize(PAGE);
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setSizeFull();
    grid.getElement().setAttribute("aria-label", TEXTS.get("title"));
    Keys.markRows(grid);
    Columns.of(grid, columns());
    none.addClassName("none");
    none.setVisible(false);
    getContent().addClassName("list");
    getContent().add(grid, none);
  }

  private static List<Column<AuditEntry>> columns() {
    return List.of(
        Column.of("time", TEXTS.get("column.time"), time(), 226),
        Column.of("state", TEXTS.get("column.result"), result(), 110),
        Column.<AuditEntry>of("name", TEXTS.get("column.who"), person(), 120).growing(1),
        Column.<AuditEntry>of(
                "action",
                TEXTS.get("column.action"),
                Cell.text(entry -> Words.action(entry.action()), AuditEntry::action),
                170)
            .growing(1),
        Column.<AuditEntry>of("object", TEXTS.get("column.object"), object(), 110),
        Column.<AuditEntry>of(
                "detail", TEXTS.get("column.detail"), Cell.text(AuditEntry::detail), 180)
            .growing(3),
        Column.of("from", TEXTS.get("column.from"), Cell.mono(AuditEntry::address), 130));
  }

  private static Cell<AuditEntry> time() {
    return Cell.<AuditEntry>of("<span class=\"time\">${item.time}</span>")
        .withProperty("time", entry -> Times.exact(Instant.ofEpochSecond(entry.at())));
  }

  private static Cell<AuditEntry> result() {
    return Cell.<AuditEntry>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", entry -> entry.result() == Result.OK ? "done" : "fail")
        .withProperty("word", entry -> TEXTS.get("result." + entry.result().word()));
  }

  private static Cell<AuditEntry> person() {
    return Cell.<AuditEntry>of(
            """
            <span class="name" title="${item.name}">${item.name}</span>
            <span class="id" title="${item.via}">${item.via}</span>
            """)
        .withProperty("name", AuditEntry::actor)
        .withProperty("via", entry -> Words.via(entry.via()));
  }

  private static Cell<AuditEntry> object() {
    return Cell.<AuditEntry>of(
            """
            <a href="${item.page}" ?hidden="${item.page === ''}">${item.text}</a>
            <span ?hidden="${item.page !== ''}" title="${item.text}">${item.text}</span>
            """)
        .withProperty("text", AuditEntry::object)
        .withProperty("page", Words::page);
  }

  private Stream<AuditEntry> fetch(Query<AuditEntry, Void> query) {
    return page(query.getOffset(), Math.min(query.getLimit(), AuditClient.MOST)).entries().stream();
  }

  private int count() {
    var total = page(0, 1).total();
    counted.accept(total);
    none.setVisible(total == 0);
    none.setText(TEXTS.get(isFiltered ? "none.matches" : "none"));
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  private AuditClient.Page page(long skip, int size) {
    try {
      var page = audit.newest(filter, skip, size);
      troubled.accept("");
      return page;
    } catch (GridException e) {
      troubled.accept(Refusal.logged(e).whileAsked());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new AuditClient.Page(List.of(), 0);
  }

  void show(Filter wanted, boolean hasFilter) {
    filter = wanted;
    isFiltered = hasFilter;
    grid.getDataProvider().refreshAll();
  }

  void refresh() {
    grid.getDataProvider().refreshAll();
  }

  void toTop() {
    grid.scrollToStart();
  }

  /// There is more: shown at once at the top, where it stands; further down nothing moves.
  ///
  /// @param shown called if it was shown
  /// @param later called if it was not
  void news(Runnable shown, Runnable later) {
    grid.getElement()
        .executeJs("return this.$.table.scrollTop")
        .then(
            Double.class,
            top -> {
              if (top <= AT_TOP) {
                refresh();
                shown.run();
              } else {
                later.run();
              }
            });
  }
}
