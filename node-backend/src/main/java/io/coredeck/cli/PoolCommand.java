package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `pool`: the user's pools and how long they last.
@Command(name = "pool", description = "Lists your pools: what is left, what is in use, until when.")
final class PoolCommand implements Callable<Integer> {
  private final Session session;

  PoolCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var pools = session.grid().pools();
    if (session.isJson()) {
      session.print(Json.writePools(pools));
      return ExitCode.DONE;
    }
    var table = new Table("POOL", "CU-SECONDS", "SU-SECONDS", "CU", "SU", "NODES", "EMPTY AT");
    for (var pool : pools) {
      table.add(
          String.valueOf(pool.poolId()),
          whole(pool.cus()),
          whole(pool.sus()),
          String.valueOf(pool.activeCu()),
          String.valueOf(pool.activeSu()),
          String.valueOf(pool.nodeIds().size()),
          pool.emptyAt() > Instant.MAX.getEpochSecond()
              ? "never"
              : Instant.ofEpochSecond(pool.emptyAt()).toString());
    }
    session.print(table.toString());
    return ExitCode.DONE;
  }

  private static String whole(double amount) {
    return String.format(Locale.ROOT, "%.0f", amount);
  }
}
