package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.wire.Json;
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
    if (session.isJson()) {
      session.print(Json.write(found));
    } else {
      show(found);
    }
    return ExitCode.DONE;
  }

  private void show(Reservation of) {
    var addresses = Addresses.of(of.result());
    session.print("%s %s: %s".formatted(Words.kind(of), of.gwid(), Words.state(of)));
    show(Words.kind(of).equals("container") ? "flist" : "what", Words.subject(of));
    show("node", of.nodeId());
    show("pool", String.valueOf(of.poolId()));
    show("ipv4", addresses.ipv4());
    show("ipv6", addresses.ipv6());
    show("yggdrasil", addresses.yggdrasil());
    show("console", Words.console(of));
    show("message", of.result().message());
    show("asked", java.time.Instant.ofEpochSecond(of.epoch()).toString());
    show("note", of.description());
  }

  private void show(String name, String value) {
    if (!value.isEmpty()) {
      session.print("  %-10s %s".formatted(name, value));
    }
  }
}
