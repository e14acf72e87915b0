package io.coredeck.dashboard.nodes;

import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.admission.AskingStrip;
import io.coredeck.dashboard.admission.AskingStrip.Asker;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.LiveNumbers;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Empty;
import io.coredeck.dashboard.widget.Level;
import io.coredeck.dashboard.widget.NodeUse;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Filter;
import io.coredeck.dashboard.widget.list.ListPage;
import io.coredeck.dashboard.widget.list.ListSpec;
import io.coredeck.model.registry.Farm;
import io.coredeck.sdk.FarmerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// All nodes: whether they are there and what they have left.
@Route(value = "nodes", layout = Frame.class)
@PageTitle("Nodes · Coredeck")
public final class NodesPage extends ListPage<NodeRow> {

  private static final Texts TEXTS = Texts.of(NodesPage.class);

  private final GridWatch grid = GridWatch.current();
  private final boolean isLive = LiveNumbers.current().areServed();
  private final Map<Long, String> farms = new HashMap<>();
  private final Asking<List<Farm>> asking =
      new Asking<>("farms", PersonSession.required().grid()::farms, this::know, _ -> {});

  private final AskingStrip joining =
      new AskingStrip(
          AskingStrip.Kind.NODES,
          joining(),
          new FarmerClient(PersonSession.required().grid())::admit,
          () -> show(grid.look(Duration.ZERO)));

  public NodesPage() {
    super(spec());
    addStrip(joining);
    addAttachListener(event -> NodeUse.load(event.getUI()));
    asking.ask();
    grid.follow(this, this::show);
  }

  private void know(List<Farm> all) {
    all.forEach(farm -> farms.put(farm.id(), farm.name()));
    show(grid.look(Duration.ZERO));
  }

  private static Errand.Work<List<Asker>> joining() {
    var farmer = new FarmerClient(PersonSession.required().grid());
    return () ->
        farmer.nodesAsking().stream()
            .map(node ->
                new Asker(
                    node.nodeId(),
                    node.hostname().isEmpty() ? node.nodeId() : node.hostname(),
                    TEXTS.get("farm.number", Long.toString(node.farmId())) + " · " + node.nodeId()))
            .toList();
  }

  private void show(GridView view) {
    asking.look(view);
    joining.look(view);
    var now = Instant.now();
    show(
        view,
        view.nodes().stream()
            .map(node ->
                NodeRow.of(
                    node,
                    farms.getOrDefault(
                        node.farmId(), TEXTS.get("farm.number", Long.toString(node.farmId()))),
                    isLive,
                    now))
            .toList());
  }

  @Override
  protected Empty empty() {
    return new Empty(TEXTS.get("empty"), TEXTS.get("empty.words"))
        .withCommand(TEXTS.get("empty.command"), "./coredeck up");
  }

  private static ListSpec<NodeRow> spec() {
    return new ListSpec<>(
        "nodes",
        TEXTS.get("title"),
        TEXTS.get("hint"),
        columns(),
        List.of(
            new Filter<>("state", TEXTS.get("state"), NodeRow::life, NodesPage::word),
            new Filter<>("farm", TEXTS.get("farm"), NodeRow::farm, farm -> farm)),
        "name",
        NodeRow::nodeId,
        row -> "nodes/" + row.nodeId(),
        row ->
            String.join(
                " ", row.name(), row.nodeId(), row.farm(), row.life(), TEXTS.get(row.life())),
        count -> TEXTS.get("counted", count));
  }

  /// @param life maybe from the address, where anything can stand
  private static String word(String life) {
    return life.equals(NodeRow.UP) || life.equals(NodeRow.AWAY) ? TEXTS.get(life) : life;
  }

  private static List<Column<NodeRow>> columns() {
    return List.of(
        Column.<NodeRow>of(
                "state",
                TEXTS.get("state"),
                Cell.state(
                    NodeRow::kind,
                    row -> row.isUp() ? TEXTS.get("up") : TEXTS.get("silent", row.silence())),
                150)
            .sortedBy(Comparator.comparing(NodeRow::life).thenComparing(NodeRow::name)),
        Column.<NodeRow>of(
                "name",
                TEXTS.get("name"),
                Cell.name(
                    NodeRow::name,
                    row -> "nodes/" + row.nodeId(),
                    row -> TEXTS.get("containers", row.containers())),
                190)
            .growing(1)
            .sortedBy(
                Comparator.comparing(NodeRow::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(NodeRow::nodeId)),
        level("cpu", NodeRow::cpu),
        level("memory", NodeRow::memory),
        level("ssd", NodeRow::ssd).givingWay(4),
        level("hdd", NodeRow::hdd).givingWay(3),
        Column.<NodeRow>of("farm", TEXTS.get("farm"), Cell.text(NodeRow::farm), 104)
            .givingWay(1)
            .sortedBy(Comparator.comparing(NodeRow::farm).thenComparing(NodeRow::name)),
        Column.<NodeRow>of("uptime", TEXTS.get("uptime"), Cell.text(NodeRow::running), 108)
            .givingWay(2)
            .sortedBy(Comparator.comparingLong(NodeRow::uptime))
            .asNumber());
  }

  private static Column<NodeRow> level(String key, Function<NodeRow, Level> level) {
    return Column.<NodeRow>of(key, TEXTS.get(key), Cell.level(level::apply), 150)
        .growing(1)
        .sortedBy(
            Comparator.comparingDouble((NodeRow row) -> level.apply(row).share())
                .thenComparing(NodeRow::name));
  }
}
