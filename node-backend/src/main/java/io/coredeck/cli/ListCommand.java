package io.coredeck.cli;

import io.coredeck.cli.grid.ReservationLists;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `list`: the user's reservations.
@Command(name = "list", description = "Lists your reservations, without those that are deleted.")
final class ListCommand extends ReservationLists {

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only containers, volumes or networks: container, volume, network.")
  private String type = "";

  ListCommand(Session session) {
    super(session);
  }

  @Override
  protected String type() throws CliException {
    return switch (type) {
      case "", "container", "volume" -> type;
      case "network" -> "network_resource";
      default ->
          throw new CliException(
              ExitCode.WRONG_CALL,
              "--type is '%s'; it must be container, volume or network".formatted(type));
    };
  }
}
