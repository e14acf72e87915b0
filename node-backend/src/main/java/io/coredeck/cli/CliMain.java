package io.coredeck.cli;

import io.coredeck.cli.corex.CorexCommand;
import io.coredeck.cli.deploy.DeployCommand;
import io.coredeck.cli.draft.DraftCommands;
import io.coredeck.cli.grid.GridCommands;
import io.coredeck.cli.help.HelpCommands;
import io.coredeck.cli.image.ImageCommands;
import io.coredeck.cli.people.AccountCommands;
import io.coredeck.cli.people.AdmissionCommands;
import io.coredeck.cli.people.AuditCommand;
import io.coredeck.cli.people.KeyCommands;
import io.coredeck.cli.people.TokenCommands;
import io.coredeck.cli.people.UserCommand;
import io.coredeck.cli.people.WebhookCommands;
import io.coredeck.cli.profile.ProfileCommands;
import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.CliConfig;
import io.coredeck.cli.setup.Commands;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Proxies;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.cli.watch.LogsCommand;
import io.coredeck.cli.watch.StatsCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line. `--help` lists the commands.
@Command(
    name = "coredeck",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs containers on a grid and looks after them.",
    footer = {
      "",
      "Exit codes: 0 done, 1 refused or failed, 2 wrong call, 3 unknown id,",
      "4 the platform cannot be reached, 5 not done in the time given,",
      "130 broken off."
    })
public final class CliMain {

  private CliMain() {}

  /// @param args a command with its options
  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING); // a command says what it has to say itself
    var out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8);
    System.exit(run(List.of(args), System.in, out, System.err, ofProcess()));
  }

  /// @return what is around this process; from now on calls go through the proxies that it names
  static Surroundings ofProcess() {
    var around = new Surroundings(CliConfig.variables(), Terminal.ofProcess());
    Proxies.of(around).ifPresent(ProxySelector::setDefault);
    return around;
  }

  /// @return one of {@link ExitCode}
  static int run(
      List<String> args, InputStream in, PrintStream out, PrintStream err, Surroundings around) {
    try (var session = new Session(in, out, err, around)) {
      var line = new CommandLine(new CliMain()).addMixin("session", session);
      commands(session).addTo(line, args, HelpCommands.ABOUT_ALL);
      var code = Faults.handle(line, session).execute(args.toArray(String[]::new));
      if (code == ExitCode.DONE && out.checkError()) {
        session.say("coredeck: not all of the answer could be written; did who reads it end?");
        return ExitCode.FAILED;
      }
      return code;
    } finally {
      out.flush();
    }
  }

  private static Commands commands(Session session) {
    var commands = new Commands();
    commands.addOne("deploy", () -> new DeployCommand(session));
    DraftCommands.addTo(commands, session);
    commands.addOne("get", () -> new GetCommand(session));
    commands.addOne("list", () -> new ListCommand(session));
    GridCommands.addTo(commands, session);
    commands.addOne("logs", () -> new LogsCommand(session));
    commands.addOne("stats", () -> new StatsCommand(session));
    commands.add("corex", () -> CorexCommand.of(session));
    ImageCommands.addTo(commands, session);
    commands.add("user", () -> user(session));
    commands.add("token", () -> token(session));
    commands.add("webhook", () -> WebhookCommands.of(session));
    commands.addOne("audit", () -> new AuditCommand(session));
    ProfileCommands.addTo(commands, session);
    HelpCommands.addTo(commands, session);
    return commands;
  }

  private static CommandLine user(Session session) {
    return new CommandLine(new UserCommand(session))
        .addSubcommand(new AccountCommands.ListAccounts(session))
        .addSubcommand(new AccountCommands.Add(session))
        .addSubcommand(new AccountCommands.ChangeRole(session))
        .addSubcommand(new AccountCommands.Disable(session))
        .addSubcommand(new AccountCommands.Enable(session))
        .addSubcommand(new AccountCommands.Reset(session))
        .addSubcommand(new AccountCommands.Delete(session))
        .addSubcommand(new AdmissionCommands.Asking(session))
        .addSubcommand(new AdmissionCommands.Admit(session))
        .addSubcommand(new AdmissionCommands.Refuse(session))
        .addSubcommand(
            new CommandLine(new KeyCommands())
                .addSubcommand(new KeyCommands.Export(session))
                .addSubcommand(new KeyCommands.Import(session)));
  }

  private static CommandLine token(Session session) {
    return new CommandLine(new TokenCommands(session))
        .addSubcommand(new TokenCommands.Add(session))
        .addSubcommand(new TokenCommands.Revoke(session));
  }
}
