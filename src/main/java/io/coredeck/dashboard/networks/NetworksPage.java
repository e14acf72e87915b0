package io.coredeck.dashboard.networks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Filter;
import io.coredeck.dashboard.widget.list.ListPage;
import io.coredeck.dashboard.widget.list.ListSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// All private networks.
@Route(value = "networks", layout = Frame.class)
@PageTitle("Networks · Coredeck")
public final class NetworksPage extends ListPage<NetworkRow> {

  private static final Texts TEXTS = Texts.of(NetworksPage.class);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();

  public NetworksPage() {
    super(spec());
    if (session.person().role().mayChange()) {
      addAction(create());
    }
    grid.follow(this, this::show);
  }

  private Button create() {
    var create = new Button(TEXTS.get("new"), _ -> CreateDialog.open(session, look()));
    create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    return create;
  }

  private GridView look() {
    return grid.look(Duration.ZERO);
  }

  private void show(GridView whole) {
    var person = session.person();
    var view = person.role().seesAll() ? whole : whole.of(person.tid());
    var nodes = Named.of(view.nodes());
    show(view, NetworkUse.of(view).stream().map(use -> NetworkRow.of(use, nodes)).toList());
  }

  @Override
  protected Empty empty() {
    var words = new Empty(TEXTS.get("empty"), TEXTS.get("empty.words"));
    return session.person().role().mayChange() ? words.with(create()) : words;
  }

  private static ListSpec<NetworkRow> spec() {
    return new ListSpec<>(
        "networks",
        TEXTS.get("title"),
        TEXTS.get("hint"),
        columns(),
        List.of(new Filter<>("node", TEXTS.get("node"), NetworkRow::nodes, node -> node)),
        "name",
        NetworkRow::id,
        row -> "networks/" + row.id(),
        row ->
            String.join(
                " ",
                row.look().text(),
                row.look().word(),
                row.name(),
                row.gwid(),
                row.range(),
                row.parts(),
                row.nodes()),
        count -> TEXTS.get("counted", count));
  }

  private static List<Column<NetworkRow>> columns() {
    return List.of(
        Column.<NetworkRow>of(
                "state",
                TEXTS.get("state"),
                Cell.state(row -> row.look().kind(), row -> row.look().text()),
                120)
            .sortedBy(Comparator.comparing(NetworkRow::look).thenComparing(NetworkRow::name)),
        Column.<NetworkRow>of(
                "name",
                TEXTS.get("name"),
                Cell.name(NetworkRow::name, row -> "networks/" + row.id(), NetworkRow::gwid),
                190)
            .growing(2)
            .sortedBy(
                Comparator.comparing(NetworkRow::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparingLong(NetworkRow::id)),
        Column.<NetworkRow>of("range", TEXTS.get("range"), Cell.mono(NetworkRow::range), 160)
            .growing(1)
            .sortedBy(Comparator.comparing(NetworkRow::range)),
        Column.<NetworkRow>of("parts", TEXTS.get("parts"), Cell.mono(NetworkRow::parts), 160)
            .growing(1)
            .givingWay(2),
        Column.<NetworkRow>of("node", TEXTS.get("node"), Cell.text(NetworkRow::nodes), 130)
            .growing(1)
            .givingWay(3)
            .sortedBy(Comparator.comparing(NetworkRow::nodes).thenComparing(NetworkRow::name)),
        Column.<NetworkRow>of(
                "containers",
                TEXTS.get("containers"),
                Cell.text(row -> TEXTS.get("number", row.containers())),
                110)
            .sortedBy(Comparator.comparingInt(NetworkRow::containers))
            .asNumber(),
        Column.<NetworkRow>of(
                "free",
                TEXTS.get("free"),
                Cell.text(row -> TEXTS.get("free.of", row.free(), row.size())),
                156)
            .sortedBy(Comparator.comparingLong(NetworkRow::free))
            .asNumber(),
        Column.<NetworkRow>of("port", TEXTS.get("port"), Cell.text(NetworkRow::ports), 150)
            .asNumber()
            .givingWay(1));
  }
}
