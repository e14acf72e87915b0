package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The subcommands of `pool` that order capacity.
final class PoolOrders {

  private static final String DEFAULT_WAIT = "60";

  private PoolOrders() {}

  /// What is ordered.
  abstract static class Order implements Callable<Integer> {
    final Session session;

    @Option(
        names = "--cus",
        paramLabel = "N",
        description = "Compute unit seconds: one unit for a day is 86400.")
    private long cus;

    @Option(
        names = "--sus",
        paramLabel = "N",
        description = "Storage unit seconds: one unit for a day is 86400.")
    private long sus;

    @Option(
        names = "--wait",
        paramLabel = "SECONDS",
        defaultValue = DEFAULT_WAIT,
        description = "How long to wait until it is paid for (" + DEFAULT_WAIT + ").")
    private long wait;

    Order(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      if (cus < 0 || sus < 0 || cus + sus == 0) {
        throw new CliException(
            ExitCode.WRONG_CALL,
            "--cus is %d and --sus is %d; they must be 0 or more, and one of them more"
                .formatted(cus, sus));
      }
      order(cus, sus, Duration.ofSeconds(wait));
      return ExitCode.DONE;
    }

    abstract void order(long cus, long sus, Duration wait)
        throws CliException, GridException, InterruptedException;
  }

  /// `pool create`.
  @Command(name = "create", description = "Makes a pool and waits until it can be used.")
  static final class Create extends Order {
    @Option(
        names = "--node",
        paramLabel = "NODE",
        description = "A node it may be used on, repeatable (the default node).")
    private List<String> nodes = List.of();

    Create(Session session) {
      super(session);
    }

    @Override
    void order(long cus, long sus, Duration wait)
        throws CliException, GridException, InterruptedException {
      var grid = session.grid();
      var made = grid.orderPool(0, cus, sus, nodes.isEmpty() ? defaultNode() : nodes);
      PoolCommand.show(session, grid.awaitCapacity(made, wait));
    }

    private List<String> defaultNode() throws CliException, GridException, InterruptedException {
      var node = session.defaults().nodeId();
      if (node.isEmpty()) {
        throw new CliException(
            ExitCode.WRONG_CALL, "there is no default node; name one with --node, see node list");
      }
      return List.of(node);
    }
  }

  /// `pool topup ID`.
  @Command(name = "topup", description = "Adds to a pool and waits until it is there.")
  static final class TopUp extends Order {
    @Parameters(paramLabel = "POOL", description = "Its number.")
    private long id;

    TopUp(Session session) {
      super(session);
    }

    @Override
    void order(long cus, long sus, Duration wait)
        throws CliException, GridException, InterruptedException {
      var grid = session.grid();
      var before = grid.pool(id);
      var _ = grid.orderPool(id, cus, sus, before.nodeIds());
      PoolCommand.show(session, grid.awaitCapacity(id, wait));
    }
  }
}
