package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `node`: the nodes of the grid and what they have left.
@Command(name = "node", description = "Lists the nodes of the grid: state, used of all resources.")
final class NodeCommand implements Callable<Integer> {

  /// A node silent for longer counts as down, as the original SDK has it.
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Session session;

  NodeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var nodes = session.grid().nodes();
    if (session.isJson()) {
      session.print(Json.writeNodes(nodes));
      return ExitCode.DONE;
    }
    var table = new Table("NODE", "FARM", "STATE", "CPU", "MEMORY GiB", "SSD GiB", "HDD GiB");
    for (var node : nodes) {
      var used = node.reservedResources();
      var total = node.totalResources();
      table.add(
          node.nodeId(),
          String.valueOf(node.farmId()),
          isUp(node) ? "up" : "down",
          used.cru() + "/" + total.cru(),
          part(used.mru(), total.mru()),
          part(used.sru(), total.sru()),
          part(used.hru(), total.hru()));
    }
    session.print(table.toString());
    return ExitCode.DONE;
  }

  private static boolean isUp(Node node) {
    return Instant.ofEpochSecond(node.updated()).plus(SILENCE).isAfter(Instant.now());
  }

  private static String part(double used, double total) {
    return String.format(Locale.ROOT, "%.1f/%.1f", used, total);
  }
}
