package io.coredeck.cli.grid;

import io.coredeck.cli.setup.Session;
import picocli.CommandLine;

/// The commands of this package, each with its subcommands.
public final class GridCommands {

  private GridCommands() {}

  /// @param line gets them
  public static void addTo(CommandLine line, Session session) {
    line.addSubcommand(new DeleteCommand(session))
        .addSubcommand(
            new CommandLine(new NodeCommand(session))
                .addSubcommand(new NodeCommand.ListNodes(session))
                .addSubcommand(new NodeCommand.Get(session)))
        .addSubcommand(
            new CommandLine(new PoolCommand(session))
                .addSubcommand(new PoolCommand.ListPools(session))
                .addSubcommand(new PoolCommand.Get(session))
                .addSubcommand(new PoolOrders.Create(session))
                .addSubcommand(new PoolOrders.TopUp(session)))
        .addSubcommand(
            new CommandLine(new VolumeCommands(session))
                .addSubcommand(new VolumeCommands.ListVolumes(session))
                .addSubcommand(new VolumeCommands.Create(session))
                .addSubcommand(new VolumeCommands.Delete(session)))
        .addSubcommand(
            new CommandLine(new NetworkCommands(session))
                .addSubcommand(new NetworkCommands.ListNetworks(session))
                .addSubcommand(new NetworkCommands.Create(session))
                .addSubcommand(new NetworkCommands.Delete(session)));
  }
}
