package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The accounts, with what can be done to each.
final class UsersTable extends Composite<Div> {

  private static final Texts TEXTS = Texts.of(UsersTable.class);

  private final Grid<Row> grid = new Grid<>();
  private final Paragraph none = new Paragraph();
  private final Deeds deeds;

  UsersTable(Deeds deeds) {
    this.deeds = deeds;
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setSizeFull();
    grid.getElement().setAttribute("aria-label", TEXTS.get("title"));
    Keys.markRows(grid);
    addColumns();
    none.addClassName("none");
    getContent().addClassName("list");
    getContent().add(grid, none);
  }

  private void addColumns() {
    grid.addColumn(state()).setHeader(TEXTS.get("column.state")).setWidth("150px").setFlexGrow(0);
    grid.addColumn(name())
        .setHeader(TEXTS.get("column.name"))
        .setWidth("200px")
        .setFlexGrow(2)
        .setComparator(Comparator.comparing((Row row) -> row.account().name()))
        .setSortable(true);
    grid.addColumn(Row::role)
        .setHeader(TEXTS.get("column.role"))
        .setWidth("120px")
        .setComparator(Comparator.comparing((Row row) -> row.account().role()))
        .setSortable(true);
    grid.addColumn(Row::possessions).setHeader(TEXTS.get("column.owns")).setFlexGrow(2);
    grid.addColumn(lastSignIn())
        .setHeader(TEXTS.get("column.last"))
        .setWidth("140px")
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.END)
        .setComparator(Comparator.comparingLong((Row row) -> row.account().standing().lastSignIn()))
        .setSortable(true);
    grid.addComponentColumn(this::menu).setWidth("64px").setFlexGrow(0).setHeader(hidden());
  }

  private static Component hidden() {
    var head = new Div(TEXTS.get("column.actions"));
    head.addClassName("sr-only");
    return head;
  }

  private static LitRenderer<Row> state() {
    return LitRenderer.<Row>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", row -> row.kind().word())
        .withProperty("word", Row::state);
  }

  private static LitRenderer<Row> name() {
    return LitRenderer.<Row>of(
            """
            <span class="name" title="${item.name}">${item.name}</span>
            <span class="id">${item.tid}</span>
            <span class="you" ?hidden="${!item.own}">${item.you}</span>
            """)
        .withProperty("name", row -> row.account().name())
        .withProperty("tid", row -> row.account().tid())
        .withProperty("own", Row::isOwn)
        .withProperty("you", _ -> TEXTS.get("you"));
  }

  private static LitRenderer<Row> lastSignIn() {
    return LitRenderer.<Row>of("<span title=\"${item.exact}\">${item.ago}</span>")
        .withProperty("exact", row -> isNever(row) ? "" : Times.exact(time(row)))
        .withProperty("ago", row -> isNever(row) ? TEXTS.get("never") : Times.ago(time(row)));
  }

  private static boolean isNever(Row row) {
    return row.account().standing().lastSignIn() == 0;
  }

  private static Instant time(Row row) {
    return Instant.ofEpochSecond(row.account().standing().lastSignIn());
  }

  private Component menu(Row row) {
    var account = row.account();
    var button = new Button(new Icon("ellipsis"));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    button.setAriaLabel(TEXTS.get("actions", account.name()));
    button.getElement().setAttribute("aria-haspopup", "menu");
    var menu = new ContextMenu(button);
    menu.setOpenOnClick(true);
    menu.addItem(TEXTS.get("menu.role"), _ -> deeds.changeRole(account));
    if (!row.isOwn()) {
      menu.addItem(TEXTS.get("menu.reset"), _ -> deeds.resetPassword(account));
    }
    if (account.standing().isDisabled()) {
      menu.addItem(TEXTS.get("menu.enable"), _ -> deeds.enable(account));
    } else {
      menu.addItem(TEXTS.get("menu.disable"), _ -> deeds.disable(account, row.owned()));
    }
    menu.addItem(
        TEXTS.get("menu.audit"),
        _ -> getUI().orElseThrow().navigate("audit?who=" + account.name()));
    menu.addSeparator();
    menu.addItem(TEXTS.get("menu.delete"), _ -> deeds.delete(account)).addClassName("danger");
    return button;
  }

  /// @param isFiltered whether there may be more
  void show(List<Row> rows, boolean isFiltered) {
    grid.setItems(rows);
    grid.setVisible(!rows.isEmpty());
    none.setVisible(rows.isEmpty());
    none.setText(TEXTS.get(isFiltered ? "none.matches" : "none"));
  }

  void tell(String trouble) {
    grid.setVisible(false);
    none.setVisible(true);
    none.setText(trouble);
  }
}
