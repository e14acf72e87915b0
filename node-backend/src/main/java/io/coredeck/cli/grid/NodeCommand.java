package io.coredeck.cli.grid;

import io.coredeck.cli.list.SearchedList;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Search;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `node`: the nodes of the grid and what they have left.
@Command(
    name = "node",
    description = "Lists the nodes of the grid: state, used of all resources; the same as list.")
class NodeCommand extends SearchedList<Node> {

  /// A node silent for longer counts as down, as the original SDK has it.
  private static final Duration SILENCE = Duration.ofMinutes(10);

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only with this in id, host name or place.")
  private String search = "";

  @Option(
      names = "--farm",
      paramLabel = "FARM",
      split = ",",
      description = "Only of the farms with these numbers.")
  private List<Long> farms = List.of();

  @Option(names = "--country", paramLabel = "NAME", description = "Only there.")
  private String country = "";

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description =
          "By id, node, name, farm, country, city, created, seen, cru, mru, hru or sru;"
              + " --sort=-seen: the one heard of last first (id).")
  private String sort = "";

  NodeCommand(Session session) {
    super(session);
  }

  @Override
  protected Listed<Node> list() {
    return Listed.NODES;
  }

  @Override
  protected Search wanted() {
    var wanted = Search.ALL.text(search);
    if (!farms.isEmpty()) {
      wanted = wanted.where("farm", farms.stream().map(String::valueOf).toArray(String[]::new));
    }
    if (!country.isEmpty()) {
      wanted = wanted.where("country", country);
    }
    return sort.isEmpty() ? wanted : wanted.sorted(sort);
  }

  @Override
  protected String json(Node one) {
    return Json.write(one);
  }

  /// `node list`.
  @Command(name = "list", description = "Lists the nodes of the grid.")
  static final class ListNodes extends NodeCommand {
    ListNodes(Session session) {
      super(session);
    }
  }

  /// `node get ID`.
  @Command(name = "get", description = "Shows a node; with -o json all of it.")
  static final class Get implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NODE", description = "Its id, 32 bytes in base58.")
    private String id = "";

    Get(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var node = session.grid().node(id);
      if (session.isTree()) {
        session.answer(Json.write(node));
      } else if (session.isTable()) {
        var table = emptyTable();
        addRow(table, node);
        session.print(table);
      } else {
        show(node);
      }
      return ExitCode.DONE;
    }

    private void show(Node node) {
      var used = node.reservedResources();
      var total = node.totalResources();
      session.print(
          "node %s: %s".formatted(node.nodeId(), session.around().style().state(state(node))));
      session.show("host", node.hostname());
      session.show("system", node.osVersion());
      session.show("farm", String.valueOf(node.farmId()));
      session.show("place", place(node));
      session.show("cpu", used.cru() + " of " + total.cru());
      session.show("memory", amount(used.mru(), total.mru()));
      session.show("ssd", amount(used.sru(), total.sru()));
      session.show("hdd", amount(used.hru(), total.hru()));
      session.show("runs", runs(node));
      session.show("seen", Instant.ofEpochSecond(node.updated()).toString());
      session.show(
          "up for",
          Duration.ofSeconds(node.uptime()).toString().substring(2).toLowerCase(Locale.ROOT));
    }

    private static String amount(double used, double total) {
      return String.format(Locale.ROOT, "%.1f of %.1f GiB", used, total);
    }

    private static String place(Node node) {
      var at = node.location();
      return at.city().isEmpty() ? at.country() : at.city() + ", " + at.country();
    }

    private static String runs(Node node) {
      var counts = node.workloads();
      return "%d containers, %d volumes, %d networks"
          .formatted(counts.containers(), counts.volumes(), counts.networkResources());
    }
  }

  @Override
  protected Table table() {
    return emptyTable();
  }

  @Override
  protected void add(Table table, Node node) {
    addRow(table, node);
  }

  private static Table emptyTable() {
    return new Table(
        "NODE",
        "FARM",
        "STATE",
        "CPU",
        "MEMORY GiB",
        "SSD GiB",
        "HDD GiB",
        "+HOST",
        "+CONTAINERS",
        "+SEEN");
  }

  private static void addRow(Table table, Node node) {
    var used = node.reservedResources();
    var total = node.totalResources();
    table.add(
        node.nodeId(),
        String.valueOf(node.farmId()),
        state(node),
        used.cru() + "/" + total.cru(),
        part(used.mru(), total.mru()),
        part(used.sru(), total.sru()),
        part(used.hru(), total.hru()),
        node.hostname(),
        String.valueOf(node.workloads().containers()),
        Instant.ofEpochSecond(node.updated()).toString());
  }

  private static String state(Node node) {
    var isUp = Instant.ofEpochSecond(node.updated()).plus(SILENCE).isAfter(Instant.now());
    return isUp ? "up" : "down";
  }

  private static String part(double used, double total) {
    return String.format(Locale.ROOT, "%.1f/%.1f", used, total);
  }
}
