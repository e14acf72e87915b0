package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliConfig.Bearer;
import io.coredeck.cli.setup.CliConfig.Signer;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Listing;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Part;
import io.coredeck.sdk.search.Search;
import io.coredeck.sdk.search.SearchClient;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lists the user's reservations as far as they are wanted. They come in parts; as JSON or YAML
/// they go out as they come, however many there are.
public abstract class ReservationLists implements Callable<Integer> {

  /// Entries of a page where nothing else is said.
  private static final int USUAL_PAGE = 100;

  private final Session session;

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

  @Option(names = "--limit", paramLabel = "N", description = "So many at most.")
  private @Nullable Integer limit;

  @Option(
      names = "--page",
      paramLabel = "N",
      description = "This page of the list, from 1; --limit is its size (" + USUAL_PAGE + ").")
  private @Nullable Integer page;

  protected ReservationLists(Session session) {
    this.session = session;
  }

  /// @return the explorer's word for what is listed; empty for everything
  protected abstract String type() throws CliException;

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    require("--limit", limit, page == null ? Integer.MAX_VALUE : Search.MOST);
    require("--page", page, Integer.MAX_VALUE);
    var wanted = wanted();
    try (var lists = lists()) {
      if (session.isTree()) {
        var entries = session.entries();
        each(lists, wanted, one -> entries.add(Json.write(one)));
        entries.end();
      } else {
        var table = Listing.table();
        each(lists, wanted, one -> added(table, one));
        session.print(table);
      }
    }
    return ExitCode.DONE;
  }

  private static boolean added(Table table, Reservation one) {
    Listing.add(table, one);
    return true;
  }

  private static void require(String option, @Nullable Integer value, int most)
      throws CliException {
    if (value != null && (value < 1 || value > most)) {
      throw new CliException(
          ExitCode.WRONG_CALL, "%s is %d; it must be from 1 to %d".formatted(option, value, most));
    }
  }

  private SearchClient lists() throws CliException {
    var explorer = session.config().endpoints().explorer();
    return switch (session.config().caller()) {
      case Signer own -> SearchClient.connect(explorer, own.keys(), own.tid());
      case Bearer bearer -> SearchClient.withToken(explorer, bearer.token());
    };
  }

  private Search wanted() throws CliException, GridException, InterruptedException {
    var tid = session.config().caller() instanceof Signer own ? own.tid() : session.grid().tid();
    var wanted = Search.ALL.where("customer", String.valueOf(tid)).text(search);
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

  /// What is done with each.
  @FunctionalInterface
  private interface Use {

    /// @return whether more are wanted
    boolean of(Reservation one);
  }

  private void each(SearchClient lists, Search wanted, Use use)
      throws GridException, InterruptedException {
    var most = limit == null ? page == null ? Integer.MAX_VALUE : USUAL_PAGE : limit;
    var search = wanted.inPartsOf(Math.min(most, Search.MOST));
    var part =
        page == null
            ? lists.first(Listed.WORKLOADS, search)
            : lists.page(Listed.WORKLOADS, search, page);
    tellOfMore(part, most);
    for (var left = most; ; ) {
      for (var one : part.entries()) {
        if (!use.of(one) || --left == 0) {
          return;
        }
      }
      if (part.next().isEmpty()) {
        return;
      }
      part = lists.after(Listed.WORKLOADS, search, part);
    }
  }

  private void tellOfMore(Part<Reservation> first, int most) {
    var total = first.total().orElse(0);
    if (total > most) {
      session.say("%d of %d; --page shows others".formatted(first.entries().size(), total));
    }
  }
}
