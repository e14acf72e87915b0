package io.coredeck.cli.grid;

import io.coredeck.cli.list.SearchedList;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Listing;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Search;
import io.coredeck.wire.Json;
import java.util.List;
import picocli.CommandLine.Option;

/// Lists the user's reservations as far as they are wanted.
public abstract class ReservationLists extends SearchedList<Reservation> {

  @Option(
      names = {"-a", "--all"},
      description = "Deleted ones too.")
  private boolean all;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only with this in name, description, image, node, address or number.")
  private String search = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description =
          "Only in one of these states: deploying, running, failed, deleting, deleted, refused.")
  private List<String> states = List.of();

  @Option(names = "--node", paramLabel = "NODE", description = "Only on this node.")
  private String node = "";

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description =
          "By id, created, name, node, pool, state or type; --sort=-created: the newest first (id).")
  private String sort = "";

  protected ReservationLists(Session session) {
    super(session);
  }

  /// @return the explorer's word for what is listed; empty for everything
  protected abstract String type() throws CliException;

  @Override
  protected final Listed<Reservation> list() {
    return Listed.WORKLOADS;
  }

  @Override
  protected final Table table() {
    return Listing.table();
  }

  @Override
  protected final void add(Table table, Reservation one) {
    Listing.add(table, one);
  }

  @Override
  protected final String json(Reservation one) {
    return Json.write(one);
  }

  @Override
  protected final Search wanted() throws CliException, GridException, InterruptedException {
    var wanted = Search.ALL.where("customer", String.valueOf(tid())).text(search);
    if (!states.isEmpty()) {
      wanted = wanted.where("state", states.toArray(String[]::new));
    } else if (!all) {
      wanted = wanted.where("next_action", "deploy", "delete");
    }
    if (!type().isEmpty()) {
      wanted = wanted.where("type", type());
    }
    if (!node.isEmpty()) {
      wanted = wanted.where("node", node);
    }
    return sort.isEmpty() ? wanted : wanted.sorted(sort);
  }
}
