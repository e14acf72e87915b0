package io.coredeck.cli.image;

import io.coredeck.cli.setup.Commands;
import io.coredeck.cli.setup.Session;
import picocli.CommandLine;

/// The commands of this package, each with its subcommands.
public final class ImageCommands {

  private ImageCommands() {}

  /// @param commands gets them
  public static void addTo(Commands commands, Session session) {
    commands.add("hub", () -> hub(session));
    commands.add(
        "flist",
        () ->
            new CommandLine(new FlistCommands())
                .addSubcommand(new FlistCommands.Info(session))
                .addSubcommand(new FlistCommands.Tree(session)));
  }

  private static CommandLine hub(Session session) {
    var hub = new HubAccess(session);
    return new CommandLine(new HubReads.Hub(session, hub))
        .addMixin("hub", hub)
        .addSubcommand(new HubReads.ListImages(session, hub))
        .addSubcommand(new HubReads.Info(session, hub))
        .addSubcommand(new HubReads.Tree(session, hub))
        .addSubcommand(new HubReads.Cat(session, hub))
        .addSubcommand(new HubChanges.Upload(session, hub))
        .addSubcommand(new HubChanges.Rename(session, hub))
        .addSubcommand(new HubChanges.Copy(session, hub))
        .addSubcommand(new HubChanges.Delete(session, hub));
  }
}
