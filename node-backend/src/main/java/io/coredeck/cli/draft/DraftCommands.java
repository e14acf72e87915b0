package io.coredeck.cli.draft;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Commands;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.text.Yaml;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.DraftClient;
import io.coredeck.wire.JsonValue;
import picocli.CommandLine;

/// The commands of this package, each with its subcommands.
public final class DraftCommands {

  private DraftCommands() {}

  /// @param commands gets them
  public static void addTo(Commands commands, Session session) {
    commands.addOne("redeploy", () -> new RedeployCommand(session));
    commands.addOne("clone", () -> new CloneCommand(session));
    commands.add(
        "template",
        () ->
            new CommandLine(new TemplateList(session))
                .addSubcommand(new TemplateList.ListAll(session))
                .addSubcommand(new TemplateCommands.Show(session))
                .addSubcommand(new TemplateSave(session))
                .addSubcommand(new TemplateCommands.Use(session))
                .addSubcommand(new TemplateCommands.Delete(session)));
  }

  /// @return the calls about drafts
  static DraftClient calls(Session session)
      throws CliException, GridException, InterruptedException {
    return new DraftClient(session.grid());
  }

  /// Prints a draft: for people as YAML, which can be deployed as it is.
  static void print(Session session, JsonValue draft) {
    if (session.isTree()) {
      session.answer(draft.json());
    } else {
      session.print(Yaml.print(draft));
    }
  }
}
