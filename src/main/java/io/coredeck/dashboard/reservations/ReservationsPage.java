package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.deletion.Deleting;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.reservations.rows.Choice;
import io.coredeck.dashboard.reservations.rows.Index;
import io.coredeck.dashboard.reservations.rows.Row;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.reservations.rows.Snapshot.Scope;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything reserved, one tab for each kind. Tab, search, filters and sorting stand in the
/// address; rows change in place and stay where they are until the person sorts again.
@Route(value = "reservations/:kind?(containers|volumes|networks)", layout = Frame.class)
public final class ReservationsPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final String PATH = "reservations";
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final Texts TEXTS = Texts.of(ReservationsPage.class);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Index index = Index.current();
  private final Head head = new Head(session.person(), this::choose);
  private final Table table = new Table(this::choose, this::open);
  private final Foot foot = new Foot();

  private Kind kind = Kind.CONTAINERS;
  private Choice choice = Choice.ALL;
  private Optional<Choice> shown = Optional.empty();

  public ReservationsPage() {
    addClassName("tool-page");
    var mayChange = session.person().role().mayChange();
    add(head, table, new SelectionBar(table, mayChange, this::delete), foot);
    grid.follow(this, this::show);
  }

  /// @return the address of a tab
  static String pathOf(Kind kind) {
    return PATH + (kind == Kind.CONTAINERS ? "" : "/" + kind.path());
  }

  @Override
  public String title() {
    return TEXTS.get("title");
  }

  @Override
  public String getPageTitle() {
    return title() + " · Coredeck";
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
    showAnew();
  }

  private void showAnew() {
    shown = Optional.empty();
    table.show(kind, choice);
    show(grid.look(FIRST_LOOK));
  }

  /// The person has chosen differently: the address says so, without a new page.
  private void choose(Choice other) {
    choice = other;
    var query = choice.query().getQueryString();
    getUI()
        .orElseThrow()
        .getPage()
        .getHistory()
        .replaceState(null, pathOf(kind) + (query.isEmpty() ? "" : "?" + query));
    showAnew();
  }

  private void open(Row row) {
    if (row.kind() == Kind.CONTAINERS) {
      getUI().orElseThrow().navigate("containers/" + row.id());
    }
  }

  private void delete() {
    var ids = table.selected().stream().map(Row::id).collect(Collectors.toSet());
    Deleting.of(session, ids, grid.look(Duration.ZERO), table::deselect);
  }

  private void show(GridView view) {
    var person = session.person();
    var scope = new Scope(person.role().seesAll() ? Optional.empty() : Optional.of(person.tid()));
    var all = index.of(view);
    var rows = all.of(scope, kind, choice, person.tid());
    head.show(all, scope, kind, choice, rows);
    var isSame = shown.filter(choice::equals).isPresent();
    table.setRows(all.of(scope, kind), rows, isSame, view.isKnown());
    shown = Optional.of(choice);
    foot.show(view, all.of(scope, kind).size(), kind);
  }
}
