package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Listing;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `list`: the user's reservations.
@Command(name = "list", description = "Lists your reservations, without those that are deleted.")
final class ListCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-a", "--all"},
      description = "Deleted ones too.")
  private boolean all;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var found = all ? session.grid().workloads() : session.grid().liveWorkloads();
    if (session.isTree()) {
      session.answer(Json.writeReservations(found));
    } else {
      session.print(Listing.of(found));
    }
    return ExitCode.DONE;
  }
}
