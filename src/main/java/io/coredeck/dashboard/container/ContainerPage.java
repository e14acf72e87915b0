package io.coredeck.dashboard.container;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.container.console.ConsoleTab;
import io.coredeck.dashboard.deletion.Deleting;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.NotYet;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One container. Each tab is a place of its own in the address, and what a person sees in it too.
@Route(value = "containers/:id([0-9]{1,18})/:tab?([a-z]{1,20})", layout = Frame.class)
public final class ContainerPage extends Main
    implements Frame.Titled, Frame.Deletes, HasDynamicTitle, BeforeEnterObserver {

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final List<String> SCRIPTS =
      List.of("context://webjars/coredeck/pages.js", "context://webjars/coredeck/events.js");
  private static final Texts TEXTS = Texts.of(ContainerPage.class);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Facts facts = new Facts(session.person().role().mayChange(), this::delete);
  private final TabLinks tabs = new TabLinks();
  private final Notice notice = new Notice(session.person().role().mayChange());
  private final Div content = new Div();

  private long id;
  private String title = TEXTS.get("container");
  private Tab current = Tab.LOGS;
  private Optional<Tab> wanted = Optional.empty();
  private QueryParameters query = QueryParameters.empty();
  private End end = new End(grid, 0);
  private Optional<ConsoleTab> console = Optional.empty();
  private Optional<LogsTab> logs = Optional.empty();
  private Optional<EventsTab> events = Optional.empty();
  private Optional<Reservation> shown = Optional.empty();
  private boolean isMissing;

  public ContainerPage() {
    addClassNames("tool-page", "object-page");
    content.addClassName("tab-content");
    grid.follow(this, this::follow);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    SCRIPTS.forEach(event.getUI().getPage()::addJsModule);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public List<Step> path() {
    return List.of(Step.to("reservations"));
  }

  @Override
  public String getPageTitle() {
    return title + " · Coredeck";
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().getLong("id").orElse(0L);
    title = TEXTS.get("container");
    wanted = event.getRouteParameters().get("tab").flatMap(Tab::of);
    query = event.getLocation().getQueryParameters();
    shown = Optional.empty();
    isMissing = false;
    end = new End(grid, id);
    removeAll();
    follow(grid.look(FIRST_LOOK));
  }

  /// Shows it for the first time: now, or when it becomes known.
  private void begin(Reservation reservation) {
    isMissing = false;
    console = Optional.empty();
    logs = Optional.empty();
    events = Optional.empty();
    title = Facts.nameOf(reservation);
    current = wanted.orElse(ConsoleTab.isFirst(reservation) ? Tab.CONSOLE : Tab.LOGS);
    tabs.show(id, current);
    content.removeAll();
    content.add(content(current, reservation));
    instead(facts, tabs, notice, content);
    Frame.titleOf(this);
  }

  private void instead(Component... parts) {
    removeAll();
    add(parts);
  }

  private Component content(Tab tab, Reservation reservation) {
    return switch (tab) {
      case CONSOLE -> console();
      case LOGS -> logs(reservation);
      case METRICS -> metrics(reservation);
      case DEFINITION -> new DefinitionTab(reservation, title);
      case EVENTS -> events(reservation);
    };
  }

  private Map<String, String> view(List<String> names) {
    var view = new LinkedHashMap<String, String>();
    for (var name : names) {
      query.getSingleParameter(name).ifPresent(value -> view.put(name, value));
    }
    return view;
  }

  private ConsoleTab console() {
    var person = session.person();
    var tab = new ConsoleTab(person.name(), person.role().mayChange());
    query.getSingleParameter(ConsoleTab.OPEN).ifPresent(tab::open);
    tab.onChange(
        open -> keep(Tab.CONSOLE, open.isEmpty() ? Map.of() : Map.of(ConsoleTab.OPEN, open)));
    console = Optional.of(tab);
    return tab;
  }

  private LogsTab logs(Reservation reservation) {
    var tab = new LogsTab(reservation.gwid(), title);
    tab.show(view(LogsTab.VIEW));
    tab.onChange(changed -> keep(Tab.LOGS, changed));
    logs = Optional.of(tab);
    return tab;
  }

  private MetricsTab metrics(Reservation reservation) {
    var tab = new MetricsTab(reservation.gwid(), Facts.containerOf(reservation).capacity().cpu());
    query.getSingleParameter(MetricsTab.RANGE).ifPresent(tab::show);
    tab.onRange(range -> keep(Tab.METRICS, Map.of(MetricsTab.RANGE, range)));
    tab.onPick(this::showLogsOf);
    return tab;
  }

  private EventsTab events(Reservation reservation) {
    var tab = new EventsTab(reservation.gwid());
    tab.show(view(EventsTab.VIEW));
    tab.onChange(changed -> keep(Tab.EVENTS, changed));
    tab.onPick(this::showLogsOf);
    events = Optional.of(tab);
    return tab;
  }

  private String pathOf(Tab tab) {
    return "containers/%d/%s".formatted(id, tab.path());
  }

  private void showLogsOf(Instant second) {
    getUI()
        .orElseThrow()
        .navigate(
            pathOf(Tab.LOGS),
            QueryParameters.simple(Map.of("follow", "no", "at", "time:" + second.toEpochMilli())));
  }

  /// What is seen stands in the address, without a new page.
  private void keep(Tab tab, Map<String, String> view) {
    var location = new Location(pathOf(tab), QueryParameters.simple(view));
    getUI().orElseThrow().getPage().getHistory().replaceState(null, location);
  }

  @Override
  public void askToDelete() {
    if (session.person().role().mayChange() && shown.isPresent()) {
      delete();
    }
  }

  private void delete() {
    Deleting.of(session, Set.of(id), grid.look(Duration.ZERO), () -> {});
  }

  private void follow(GridView view) {
    var now = grid.remembered(id).or(() -> shown);
    if (now.isPresent() && maySee(now.get())) {
      show(now.get(), view);
    } else if (now.isPresent()) {
      missing();
    } else if (view.isKnown()) {
      getUI().ifPresent(ui -> end.ask(ui, found -> showEnd(found, view)));
    }
    if (getChildren().findAny().isEmpty()) {
      add(new NotYet());
    }
  }

  /// What the explorer still knows of one that is not on the grid says why.
  private void showEnd(Optional<Reservation> found, GridView view) {
    if (shown.isEmpty()) {
      found.filter(this::maySee).ifPresentOrElse(one -> show(one, view), this::missing);
    }
  }

  private void missing() {
    if (!isMissing) {
      isMissing = true;
      instead(Notice.missing(id));
    }
  }

  private void show(Reservation reservation, GridView view) {
    var isFirst = shown.isEmpty();
    shown = Optional.of(reservation);
    if (isFirst) {
      begin(reservation);
    }
    var look = Look.of(reservation, view);
    facts.show(reservation, look, title, Facts.nodeOf(reservation, view.nodes()));
    notice.show(reservation, look);
    console.ifPresent(tab -> tab.show(reservation));
    logs.ifPresent(tab -> {
      tab.show(reservation, look);
      tab.offerMerge(reservation, visible(view));
    });
    events.ifPresent(tab -> tab.show(reservation));
  }

  /// The very same list as long as nothing in it changes.
  private List<Reservation> visible(GridView view) {
    var person = session.person();
    return person.role().seesAll() ? view.live() : view.of(person.tid()).live();
  }

  private boolean maySee(Reservation one) {
    var person = session.person();
    return one.workload() instanceof Container
        && (person.role().seesAll() || one.customerTid() == person.tid());
  }
}
