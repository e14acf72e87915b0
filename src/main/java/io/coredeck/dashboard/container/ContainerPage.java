package io.coredeck.dashboard.container;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One container. Each tab is a place of its own in the address, and what a person sees in it too.
@Route(value = "containers/:id([0-9]{1,18})/:tab?(logs|metrics|definition)", layout = Frame.class)
public final class ContainerPage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final int SHORT_ID = 12;
  private static final String RANGE = "range";
  private static final String LOGS = "logs";
  private static final String METRICS = "metrics";
  private static final String DEFINITION = "definition";
  private static final List<String> TABS = List.of(LOGS, METRICS, DEFINITION);
  private static final List<String> TAB_WORDS = List.of("Logs", "Metrics", "Definition");

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final Facts facts = new Facts();
  private final Div tabs = new Div();
  private final Div content = new Div();

  private long id;
  private String title = "Container";
  private Optional<LogsTab> logs = Optional.empty();
  private Optional<Look> shown = Optional.empty();

  public ContainerPage() {
    addClassNames("tool-page", "object-page");
    tabs.addClassName("tabs");
    content.addClassName("tab-content");
    grid.follow(this, _ -> reservation().ifPresent(this::showFacts));
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
    var tab = event.getRouteParameters().get("tab").orElse(LOGS);
    grid.look(FIRST_LOOK);
    removeAll();
    var found = reservation();
    if (found.isEmpty()) {
      var none = new Paragraph("There is no container " + id + ", or it was deleted.");
      none.addClassName("none");
      add(none, new Anchor("reservations", "All reservations"));
      return;
    }
    var container = (Container) found.get().workload();
    title = nameOf(found.get(), container);
    showTabs(tab);
    content.removeAll();
    content.add(content(tab, found.get(), container, event.getLocation().getQueryParameters()));
    add(facts, tabs, content);
    showFacts(found.get());
  }

  private void showTabs(String current) {
    tabs.removeAll();
    for (var tab : TABS) {
      var link =
          new Anchor("containers/%d/%s".formatted(id, tab), TAB_WORDS.get(TABS.indexOf(tab)));
      link.getElement().setAttribute("aria-current", tab.equals(current) ? "page" : "false");
      tabs.add(link);
    }
  }

  private Component content(
      String tab, Reservation reservation, Container container, QueryParameters query) {
    logs = Optional.empty();
    return switch (tab) {
      case METRICS -> metrics(reservation, container, query);
      case DEFINITION -> new Pre(Definition.of(reservation));
      default -> logs(reservation, query);
    };
  }

  private LogsTab logs(Reservation reservation, QueryParameters query) {
    var tab = new LogsTab(reservation.gwid(), title);
    var view = new LinkedHashMap<String, String>();
    for (var name : LogsTab.VIEW) {
      query.getSingleParameter(name).ifPresent(value -> view.put(name, value));
    }
    tab.show(view);
    tab.onChange(changed -> keep(LOGS, changed));
    logs = Optional.of(tab);
    return tab;
  }

  private MetricsTab metrics(Reservation reservation, Container container, QueryParameters query) {
    var tab = new MetricsTab(reservation.gwid(), container.capacity().cpu());
    query.getSingleParameter(RANGE).ifPresent(tab::show);
    tab.onRange(range -> keep(METRICS, Map.of(RANGE, range)));
    tab.onPick(this::showLogsOf);
    return tab;
  }

  private void showLogsOf(Instant second) {
    getUI()
        .orElseThrow()
        .navigate(
            "containers/%d/%s".formatted(id, LOGS),
            QueryParameters.simple(Map.of("follow", "no", "at", "time:" + second.toEpochMilli())));
  }

  /// What is seen stands in the address, without a new page.
  private void keep(String tab, Map<String, String> view) {
    var location =
        new Location("containers/%d/%s".formatted(id, tab), QueryParameters.simple(view));
    getUI().orElseThrow().getPage().getHistory().replaceState(null, location);
  }

  private void showFacts(Reservation reservation) {
    var container = (Container) reservation.workload();
    var look = Look.of(reservation);
    facts.show(reservation, container, title, nodeOf(reservation));
    if (shown.filter(before -> before == look).isEmpty() && look == Look.RUNNING) {
      logs.ifPresent(LogsTab::showRunning);
    }
    shown = Optional.of(look);
  }

  private String nodeOf(Reservation reservation) {
    var nodeId = reservation.nodeId();
    return grid.look(Duration.ZERO).nodes().stream()
        .filter(node -> node.nodeId().equals(nodeId) && !node.hostname().isBlank())
        .map(node -> node.hostname())
        .findFirst()
        .orElse(nodeId.length() <= SHORT_ID ? nodeId : nodeId.substring(0, SHORT_ID) + "…");
  }

  /// @return the container, if it is one that this person may see
  private Optional<Reservation> reservation() {
    var person = session.person();
    return grid.reservation(id)
        .filter(one -> one.workload() instanceof Container)
        .filter(one -> person.role().seesAll() || one.customerTid() == person.tid());
  }

  private static String nameOf(Reservation reservation, Container container) {
    var name = WorkloadName.of(reservation);
    return name.isEmpty() ? ImageName.of(container.flist()) : name;
  }
}
