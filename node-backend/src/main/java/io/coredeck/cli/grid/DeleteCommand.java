package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `delete ID…`: asks for the deletion of all of them, then waits until they are gone.
@Command(
    name = "delete",
    description = "Deletes reservations and waits until their node has taken them down.")
class DeleteCommand implements Callable<Integer> {
  private static final String DEFAULT_WAIT = "120";

  private final Session session;
  private final String kind;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Like 3 or 3-1.")
  private List<String> ids = List.of();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = DEFAULT_WAIT,
      description = "How long to wait for each (" + DEFAULT_WAIT + ").")
  private long wait;

  DeleteCommand(Session session) {
    this(session, "");
  }

  /// @param kind the only one that is deleted, as {@link Words#kind} has it; empty for all
  DeleteCommand(Session session, String kind) {
    this.session = session;
    this.kind = kind;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var grid = session.grid();
    var asked = new ArrayList<Long>();
    for (var id : ids) { // all are known before one is deleted
      asked.add(ofKind(session.workload(id)).id());
    }
    for (var id : asked) {
      grid.decommission(id);
    }
    for (var id : asked) {
      tell(grid.awaitDeleted(id, Duration.ofSeconds(wait)));
    }
    return ExitCode.DONE;
  }

  private Reservation ofKind(Reservation found) throws CliException {
    if (kind.isEmpty() || kind.equals(Words.kind(found))) {
      return found;
    }
    throw new CliException(
        ExitCode.WRONG_CALL,
        "%s is a %s, no %s; coredeck delete takes all"
            .formatted(found.gwid(), Words.kind(found), kind));
  }

  private void tell(Reservation gone) {
    if (!session.isTree()) {
      session.print("%s %s is gone".formatted(Words.kind(gone), gone.gwid()));
      return;
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", gone.id());
    tree.put("gwid", gone.gwid());
    tree.put("state", "deleted");
    session.answerTree(tree);
  }
}
