package io.coredeck.cli.grid;

import io.coredeck.cli.setup.Commands;
import io.coredeck.cli.setup.Session;
import picocli.CommandLine;

/// The commands of this package, each with its subcommands.
public final class GridCommands {

  private GridCommands() {}

  /// @param commands gets them
  public static void addTo(Commands commands, Session session) {
    commands.addOne("delete", () -> new DeleteCommand(session));
    commands.add(
        "node",
        () ->
            new CommandLine(new NodeCommand(session))
                .addSubcommand(new NodeCommand.ListNodes(session))
                .addSubcommand(new NodeCommand.Get(session))
                .addSubcommand(new NodeAdmission.Asking(session))
                .addSubcommand(new NodeAdmission.Admit(session))
                .addSubcommand(new NodeAdmission.Refuse(session)));
    commands.add(
        "pool",
        () ->
            new CommandLine(new PoolCommand(session))
                .addSubcommand(new PoolCommand.ListPools(session))
                .addSubcommand(new PoolCommand.Get(session))
                .addSubcommand(new PoolOrders.Create(session))
                .addSubcommand(new PoolOrders.TopUp(session)));
    commands.add(
        "volume",
        () ->
            new CommandLine(new VolumeCommands(session))
                .addSubcommand(new VolumeCommands.ListVolumes(session))
                .addSubcommand(new VolumeCommands.Create(session))
                .addSubcommand(new VolumeCommands.Delete(session)));
    commands.add(
        "network",
        () ->
            new CommandLine(new NetworkCommands(session))
                .addSubcommand(new NetworkCommands.ListNetworks(session))
                .addSubcommand(new NetworkCommands.Create(session))
                .addSubcommand(new NetworkCommands.Delete(session)));
  }
}
