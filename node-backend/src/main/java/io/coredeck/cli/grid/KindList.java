package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Listing;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// Lists the user's reservations of one kind.
abstract class KindList implements Callable<Integer> {
  private final Session session;
  private final String kind;

  @Option(
      names = {"-a", "--all"},
      description = "Deleted ones too.")
  private boolean all;

  /// @param kind as {@link Words#kind} has it
  KindList(Session session, String kind) {
    this.session = session;
    this.kind = kind;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var grid = session.grid();
    var found =
        (all ? grid.workloads() : grid.liveWorkloads())
            .stream().filter(one -> Words.kind(one).equals(kind)).toList();
    if (session.isTree()) {
      session.answer(Json.writeReservations(found));
    } else {
      session.print(Listing.of(found));
    }
    return ExitCode.DONE;
  }
}
