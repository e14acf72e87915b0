package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.reservations.Row.Kind;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything reserved, one tab for each kind. Tab, search, filter and sorting stand in the
/// address; rows change in place and stay where they are until the person sorts again.
@Route(value = "reservations/:kind?(containers|volumes|networks)", layout = Frame.class)
@PageTitle("Reservations · Coredeck")
public final class ReservationsPage extends Main implements Frame.Titled, BeforeEnterObserver {

  /// Address of the page.
  static final String PATH = "reservations";

  private static final int SHORT_ID = 12;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Head head = new Head(this::choose);
  private final Table table = new Table(this::choose);
  private final SelectionBar selection = new SelectionBar(session, table, this::look);
  private final Foot foot = new Foot();

  private Kind kind = Kind.CONTAINERS;
  private Choice choice = Choice.ALL;

  public ReservationsPage() {
    addClassName("tool-page");
    add(head, table, selection, foot);
    grid.follow(this, this::show);
  }

  @Override
  public String title() {
    return "Reservations";
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var wanted = event.getRouteParameters().get("kind").orElse(Kind.CONTAINERS.path());
    kind =
        Arrays.stream(Kind.values())
            .filter(one -> one.path().equals(wanted))
            .findFirst()
            .orElse(Kind.CONTAINERS);
    choice = Choice.of(event.getLocation().getQueryParameters());
    table.show(kind, choice);
    look();
  }

  private void look() {
    show(grid.look(FIRST_LOOK));
  }

  /// The person has chosen differently: the address says so, without a new page.
  private void choose(Choice other) {
    choice = other;
    var ui = getUI().orElseThrow();
    var path = PATH + (kind == Kind.CONTAINERS ? "" : "/" + kind.path());
    var query = choice.query().getQueryString();
    ui.getPage().getHistory().replaceState(null, path + (query.isEmpty() ? "" : "?" + query));
    table.show(kind, choice);
    look();
  }

  private void show(GridView view) {
    var person = session.person();
    var all = rows(person.role().seesAll() ? view : view.of(person.tid()));
    var ofKind = all.stream().filter(row -> row.kind() == kind).toList();
    var shown = choice.of(ofKind);
    head.show(all, kind, choice, shown.size());
    table.setRows(shown, choice.isFiltered());
    foot.show(view, ofKind.size(), kind);
  }

  private static List<Row> rows(GridView view) {
    var names = names(view.nodes());
    return view.live().stream()
        .map(one -> Row.of(one, names.getOrDefault(one.nodeId(), shortened(one.nodeId()))))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Map<String, String> names(List<Node> nodes) {
    var names = new HashMap<String, String>();
    for (var node : nodes) {
      names.put(
          node.nodeId(), node.hostname().isBlank() ? shortened(node.nodeId()) : node.hostname());
    }
    return names;
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }
}
