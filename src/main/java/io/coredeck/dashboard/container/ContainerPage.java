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
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
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
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

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
  private Optional<ConsoleTab> console = Optional.empty();
  private Optional<LogsTab> logs = Optional.empty();
  private Optional<EventsTab> events = Optional.empty();
  private Optional<Reservation> shown = Optional.empty();

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
    var view = grid.look(FIRST_LOOK);
    removeAll();
    console = Optional.empty();
    logs = Optional.empty();
    events = Optional.empty();
    shown = reservation().or(this::asked);
    if (shown.isEmpty()) {
      add(Notice.missing(id));
      return;
    }
    var reservation = shown.get();
    title = Facts.nameOf(reservation);
    current =
        event
            .getRouteParameters()
            .get("tab")
            .flatMap(Tab::of)
            .orElse(ConsoleTab.isFirst(reservation) ? Tab.CONSOLE : Tab.LOGS);
    tabs.show(id, current);
    content.removeAll();
    content.add(content(current, reservation, event.getLocation().getQueryParameters()));
    add(facts, tabs, notice, content);
    show(reservation, view);
  }

  private Component content(Tab tab, Reservation reservation, QueryParameters query) {
    return switch (tab) {
      case CONSOLE -> console(query);
      case LOGS -> logs(reservation, query);
      case METRICS -> metrics(reservation, query);
      case DEFINITION -> new DefinitionTab(reservation, title);
      case EVENTS -> events(reservation, query);
    };
  }

  private static Map<String, String> view(QueryParameters query, List<String> names) {
    var view = new LinkedHashMap<String, String>();
    for (var name : names) {
      query.getSingleParameter(name).ifPresent(value -> view.put(name, value));
    }
    return view;
  }

  private ConsoleTab console(QueryParameters query) {
    var person = session.person();
    var tab = new ConsoleTab(person.name(), person.role().mayChange());
    query.getSingleParameter(ConsoleTab.OPEN).ifPresent(tab::open);
    tab.onChange(
        open -> keep(Tab.CONSOLE, open.isEmpty() ? Map.of() : Map.of(ConsoleTab.OPEN, open)));
    console = Optional.of(tab);
    return tab;
  }

  private LogsTab logs(Reservation reservation, QueryParameters query) {
    var tab = new LogsTab(reservation.gwid(), title);
    tab.show(view(query, LogsTab.VIEW));
    tab.onChange(changed -> keep(Tab.LOGS, changed));
    logs = Optional.of(tab);
    return tab;
  }

  private MetricsTab metrics(Reservation reservation, QueryParameters query) {
    var tab = new MetricsTab(reservation.gwid(), Facts.containerOf(reservation).capacity().cpu());
    query.getSingleParameter(MetricsTab.RANGE).ifPresent(tab::show);
    tab.onRange(range -> keep(Tab.METRICS, Map.of(MetricsTab.RANGE, range)));
    tab.onPick(this::showLogsOf);
    return tab;
  }

  private EventsTab events(Reservation reservation, QueryParameters query) {
    var tab = new EventsTab(reservation.gwid());
    tab.show(view(query, EventsTab.VIEW));
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

  private void delete() {
    Deleting.of(session, Set.of(id), grid.look(Duration.ZERO), () -> {});
  }

  private void follow(GridView view) {
    if (shown.isEmpty()) {
      return;
    }
    var before = shown.get();
    var now = reservation().or(() -> view.isKnown() ? gone(before) : shown);
    now.ifPresent(reservation -> {
      shown = now;
      show(reservation, view);
    });
  }

  private void show(Reservation reservation, GridView view) {
    var look = Look.of(reservation);
    facts.show(reservation, look, title, Facts.nodeOf(reservation, view.nodes()));
    notice.show(reservation, look);
    console.ifPresent(tab -> tab.show(reservation));
    logs.ifPresent(tab -> {
      tab.show(reservation, look);
      tab.offerMerge(reservation, visible(view));
    });
    events.ifPresent(tab -> tab.show(reservation));
  }

  private List<Reservation> visible(GridView view) {
    var person = session.person();
    return person.role().seesAll() ? view.live() : view.of(person.tid()).live();
  }

  /// It was here and is not any more: what the explorer still knows of it says why.
  private Optional<Reservation> gone(Reservation before) {
    return Look.of(before) == Look.DELETED || Look.of(before) == Look.FAILED
        ? shown
        : asked().or(() -> shown);
  }

  /// @return the container, if it is one that this person may see
  private Optional<Reservation> reservation() {
    return grid.reservation(id).filter(this::maySee);
  }

  /// @return the same from the explorer, which knows also those that are gone
  private Optional<Reservation> asked() {
    try {
      return Optional.of(session.grid().workload(id)).filter(this::maySee);
    } catch (GridException _) {
      return Optional.empty(); // there is none, or the explorer is away, which the frame tells
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private boolean maySee(Reservation one) {
    var person = session.person();
    return one.workload() instanceof Container
        && (person.role().seesAll() || one.customerTid() == person.tid());
  }
}
