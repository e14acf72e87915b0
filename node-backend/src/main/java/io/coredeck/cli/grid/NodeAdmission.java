package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The subcommands of `node` about nodes that ask to join a farm.
final class NodeAdmission {

  private NodeAdmission() {}

  /// `node asking`.
  @Command(
      name = "asking",
      description = "Lists nodes that have registered in a farm of yours and ask to join it.")
  static final class Asking implements Callable<Integer> {
    private final Session session;

    Asking(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var asking = new FarmerClient(session.grid()).nodesAsking();
      if (session.isTree()) {
        session.answer(Json.writeNodes(asking));
        return ExitCode.DONE;
      }
      var table = new Table("NODE", "FARM", "HOST", "COUNTRY");
      for (var node : asking) {
        table.add(
            node.nodeId(),
            String.valueOf(node.farmId()),
            node.hostname(),
            node.location().country());
      }
      session.print(table);
      return ExitCode.DONE;
    }
  }

  /// What is said of one node.
  abstract static class One implements Callable<Integer> {
    private final Session session;
    private final boolean isAdmitted;

    @Parameters(paramLabel = "NODE", description = "Its id, 32 bytes in base58.")
    private String id = "";

    One(Session session, boolean isAdmitted) {
      this.session = session;
      this.isAdmitted = isAdmitted;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      new FarmerClient(session.grid()).admit(id, isAdmitted);
      session.print(
          session.isTree()
              ? "null"
              : "node %s is %sadmitted".formatted(id, isAdmitted ? "" : "not "));
      return ExitCode.DONE;
    }
  }

  /// `node admit ID`.
  @Command(name = "admit", description = "Lets a node of your farm have workloads.")
  static final class Admit extends One {
    Admit(Session session) {
      super(session, true);
    }
  }

  /// `node refuse ID`.
  @Command(
      name = "refuse",
      description = "Lets a node of your farm have no further workloads; those it has go on.")
  static final class Refuse extends One {
    Refuse(Session session) {
      super(session, false);
    }
  }
}
