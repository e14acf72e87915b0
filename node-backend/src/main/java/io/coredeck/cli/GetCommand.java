package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Listing;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `get ID`: all about one reservation.
@Command(name = "get", description = "Shows a reservation; with -o json all of it.")
final class GetCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Like 3 or 3-1.")
  private String id = "";

  GetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var found = session.workload(id);
    if (session.isTree()) {
      session.answer(Json.write(found));
    } else if (session.isTable()) {
      session.print(Listing.of(List.of(found)));
    } else {
      show(found);
    }
    return ExitCode.DONE;
  }

  private void show(Reservation of) {
    var addresses = Addresses.of(of.result());
    session.print(
        "%s %s: %s"
            .formatted(Words.kind(of), of.gwid(), session.around().style().state(Words.state(of))));
    session.show(Words.kind(of).equals("container") ? "flist" : "what", Words.subject(of));
    session.show("node", of.nodeId());
    session.show("pool", String.valueOf(of.poolId()));
    session.show("ipv4", addresses.ipv4());
    session.show("ipv6", addresses.ipv6());
    session.show("yggdrasil", addresses.yggdrasil());
    session.show("console", Words.console(of));
    session.show("message", of.result().message());
    session.show("asked", Instant.ofEpochSecond(of.epoch()).toString());
    session.show("note", of.description());
  }
}
