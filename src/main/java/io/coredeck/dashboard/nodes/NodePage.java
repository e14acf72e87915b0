package io.coredeck.dashboard.nodes;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.LiveNumbers;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.Meter;
import io.coredeck.dashboard.widget.NotYet;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.TableCard;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One node: what it has left, what is on it, how it is reached.
@Route(value = "nodes/:id([1-9A-HJ-NP-Za-km-z]{1,64})", layout = Frame.class)
public final class NodePage extends Main
    implements Frame.Titled, HasDynamicTitle, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(NodePage.class);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  private final PersonSession session = PersonSession.required();
  private final GridWatch grid = GridWatch.current();
  private final boolean isLive = LiveNumbers.current().areServed();
  private final NodeHead head = new NodeHead(session);
  private final Card capacity = new Card(TEXTS.get("capacity"));
  private final Meter cpu = new Meter(TEXTS.get("cpu"));
  private final Meter memory = new Meter(TEXTS.get("memory"));
  private final Meter ssd = new Meter(TEXTS.get("ssd"));
  private final Meter hdd = new Meter(TEXTS.get("hdd"));
  private final TableCard<Thing> containers = things("things.containers");
  private final TableCard<Thing> volumes = things("things.volumes");
  private final TableCard<Thing> networks = things("things.networks");
  private final LinksCard links = new LinksCard();

  private String id = "";
  private String title = TEXTS.get("node");
  private State state = State.NEW;
  private List<Reservation> listed = List.of();

  /// What stands on the page.
  private enum State {
    NEW,
    NOT_YET,
    MISSING,
    SHOWN
  }

  public NodePage() {
    addClassNames("reading-page", "node-page");
    capacity.setAside(TEXTS.get("capacity.aside"));
    var meters = new Div(cpu, memory, ssd, hdd);
    meters.addClassName("meters");
    capacity.setContent(meters);
    grid.follow(this, this::show);
  }

  private static TableCard<Thing> things(String kind) {
    return new TableCard<>(
        TEXTS.get(kind),
        TEXTS.get("none." + kind),
        List.of(
            Column.of(
                "state",
                TEXTS.get("state"),
                Cell.state(thing -> thing.look().kind(), thing -> thing.look().text()),
                120),
            Column.<Thing>of(
                    "name",
                    TEXTS.get("name"),
                    Cell.name(Thing::name, Thing::page, Thing::gwid),
                    150)
                .growing(1),
            Column.<Thing>of("detail", TEXTS.get("detail." + kind), Cell.mono(Thing::detail), 150)
                .growing(1)));
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String getPageTitle() {
    return title + " · Coredeck";
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().get("id").orElse("");
    title = TEXTS.get("node");
    state = State.NEW;
    show(grid.look(FIRST_LOOK));
  }

  /// Before it is known what is on it, a node is not shown as an empty one.
  private Optional<Node> node(GridView view) {
    return !view.isKnown()
        ? Optional.empty()
        : view.nodes().stream().filter(one -> one.nodeId().equals(id)).findFirst();
  }

  private void show(GridView whole) {
    var found = node(whole);
    if (found.isEmpty()) {
      showNone(whole.isKnown());
      return;
    }
    begin(found.get());
    var person = session.person();
    var view = person.role().seesAll() ? whole : whole.of(person.tid());
    var row = NodeRow.of(found.get(), "", isLive, Instant.now());
    head.look(whole);
    head.show(found.get(), row);
    showCapacity(row);
    showThings(view);
    links.show(found.get());
  }

  /// A node that was shown and has left the grid stays as it was seen last.
  private void showNone(boolean isKnown) {
    if (state == State.NEW || (state == State.NOT_YET && isKnown)) {
      removeAll();
      state = isKnown ? State.MISSING : State.NOT_YET;
      add(
          isKnown
              ? new Empty(TEXTS.get("gone"), TEXTS.get("gone.words", id))
                  .with(new Anchor("nodes", TEXTS.get("all")))
              : new NotYet());
    }
  }

  /// Lays the page out when the node becomes known.
  private void begin(Node node) {
    if (state == State.SHOWN) {
      return;
    }
    state = State.SHOWN;
    listed = List.of();
    List.of(containers, volumes, networks).forEach(card -> card.show(List.of()));
    title = Named.of(node);
    var columns = new Div(new Div(containers, volumes), new Div(networks, links));
    columns.addClassName("columns");
    removeAll();
    add(head, capacity, columns);
    head.begin(node);
    Frame.titleOf(this);
  }

  private void showCapacity(NodeRow row) {
    cpu.show(row.cpu());
    memory.show(row.memory());
    ssd.show(row.ssd());
    hdd.show(row.hdd());
  }

  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  private void showThings(GridView view) {
    if (view.live() == listed) {
      return; // only the node's own numbers are new
    }
    listed = view.live();
    var boxes = new ArrayList<Thing>();
    var disks = new ArrayList<Thing>();
    for (var one : view.live()) {
      if (!one.nodeId().equals(id)) {
        continue;
      }
      switch (one.workload()) {
        case Container container ->
            boxes.add(
                Thing.of(
                    one,
                    Named.of(one),
                    "containers/" + one.id(),
                    ImageName.withRepository(container.flist())));
        case Volume volume ->
            disks.add(Thing.of(one, Named.of(one), "volumes?q=" + one.gwid(), size(volume)));
        default -> {}
      }
    }
    containers.show(boxes);
    volumes.show(disks);
    networks.show(parts(view));
  }

  private static String size(Volume volume) {
    return Amounts.gibibytes((double) volume.size().toGiB())
        + (volume.diskType() == DiskType.SSD ? " SSD" : " HDD");
  }

  private List<Thing> parts(GridView view) {
    var parts = new ArrayList<Thing>();
    for (var network : NetworkUse.of(view)) {
      for (var part : network.parts()) {
        if (part.reservation().nodeId().equals(id)) {
          parts.add(
              Thing.of(
                  part.reservation(),
                  network.name(),
                  "networks/" + network.id(),
                  TEXTS.get(
                      "part",
                      part.network().iprange(),
                      Long.toString(part.network().wireguardListenPort()))));
        }
      }
    }
    return parts;
  }
}
