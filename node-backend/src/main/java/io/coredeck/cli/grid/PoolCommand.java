package io.coredeck.cli.grid;

import io.coredeck.cli.list.SearchedList;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Search;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pool`: the user's pools and how long they last. {@link PoolOrders} fill them.
@Command(
    name = "pool",
    description = "Lists your pools: what is left, what is in use, until when; the same as list.")
class PoolCommand extends SearchedList<Pool> {

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only with this in number or nodes.")
  private String search = "";

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description = "By id or empty; --sort=empty: the one that is empty first comes first (id).")
  private String sort = "";

  PoolCommand(Session session) {
    super(session);
  }

  @Override
  protected Listed<Pool> list() {
    return Listed.POOLS;
  }

  @Override
  protected Search wanted() throws CliException, GridException, InterruptedException {
    var wanted = Search.ALL.where("owner", String.valueOf(tid())).text(search);
    return sort.isEmpty() ? wanted : wanted.sorted(sort);
  }

  @Override
  protected String json(Pool one) {
    return Json.write(one);
  }

  /// `pool list`.
  @Command(name = "list", description = "Lists your pools.")
  static final class ListPools extends PoolCommand {
    ListPools(Session session) {
      super(session);
    }
  }

  /// `pool get ID`.
  @Command(name = "get", description = "Shows a pool; with -o json all of it.")
  static final class Get implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "POOL", description = "Its number.")
    private long id;

    Get(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      show(session, session.grid().pool(id));
      return ExitCode.DONE;
    }
  }

  static void show(Session session, Pool pool) {
    if (session.isTree()) {
      session.answer(Json.write(pool));
    } else if (session.isTable()) {
      var table = emptyTable();
      addRow(table, pool);
      session.print(table);
    } else {
      session.print("pool " + pool.poolId());
      session.show("cu", left(pool.cus(), pool.activeCu()));
      session.show("su", left(pool.sus(), pool.activeSu()));
      session.show("empty", emptyAt(pool));
      session.show("nodes", String.join(" ", pool.nodeIds()));
      session.show("pays", String.join(" ", workloads(pool)));
    }
  }

  private static List<String> workloads(Pool pool) {
    return pool.activeWorkloadIds().stream().map(String::valueOf).toList();
  }

  private static String left(double seconds, double active) {
    return "%s unit seconds left, %s units in use".formatted(whole(seconds), active);
  }

  @Override
  protected Table table() {
    return emptyTable();
  }

  @Override
  protected void add(Table table, Pool pool) {
    addRow(table, pool);
  }

  private static Table emptyTable() {
    return new Table(
        "POOL",
        "CU-SECONDS",
        "SU-SECONDS",
        "CU",
        "SU",
        "NODES",
        "EMPTY AT",
        "+WORKLOADS",
        "+NODE IDS");
  }

  private static void addRow(Table table, Pool pool) {
    table.add(
        String.valueOf(pool.poolId()),
        whole(pool.cus()),
        whole(pool.sus()),
        String.valueOf(pool.activeCu()),
        String.valueOf(pool.activeSu()),
        String.valueOf(pool.nodeIds().size()),
        emptyAt(pool),
        String.join(",", workloads(pool)),
        String.join(",", pool.nodeIds()));
  }

  private static String emptyAt(Pool pool) {
    return pool.emptyAt() > Instant.MAX.getEpochSecond()
        ? "never"
        : Instant.ofEpochSecond(pool.emptyAt()).toString();
  }

  private static String whole(double amount) {
    return String.format(Locale.ROOT, "%.0f", amount);
  }
}
