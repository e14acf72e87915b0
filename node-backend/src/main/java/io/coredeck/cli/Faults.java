package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Proxies;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.corex.CorexException;
import io.coredeck.sdk.hub.HubException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What a command that cannot go on tells, in one sentence on the error output, and how it ends.
final class Faults {

  private static final int NOT_FOUND = 404;

  private Faults() {}

  static CommandLine handle(CommandLine line, Session session) {
    help(line);
    var ansi = session.around().style().isColoured() ? Ansi.ON : Ansi.OFF;
    return line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // an argument is what it says, never what is in a file
        .setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, _) -> wrongCall(e, session))
        .setExecutionExceptionHandler((e, _, _) -> failed(e, session));
  }

  private static void help(CommandLine line) {
    for (var sub : line.getSubcommands().values()) {
      sub.getCommandSpec().mixinStandardHelpOptions(true);
      help(sub);
    }
  }

  private static int wrongCall(ParameterException e, Session session) {
    var command = e.getCommandLine().getCommandSpec().qualifiedName();
    session.say("%s%s; try %s --help".formatted(e.getMessage(), meant(e), command));
    return ExitCode.WRONG_CALL;
  }

  /// @return which known names are near, if that is what is wrong; picocli finds them
  private static String meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unknown)) {
      return "";
    }
    var near = unknown.getSuggestions();
    return near.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", near));
  }

  private static int failed(Exception e, Session session) throws Exception {
    session.out().flush();
    var code =
        switch (e) {
          case CliException told -> told.exitCode();
          case Proxies.NoProxyException _ -> ExitCode.WRONG_CALL;
          case NoResultException _ -> ExitCode.LATE;
          case GridException refused -> code(refused);
          case HubException refused -> code(refused.status());
          case CorexException refused -> code(refused.status());
          case IOException _ -> ExitCode.FAILED;
          case InterruptedException _ -> ExitCode.INTERRUPTED;
          default -> throw e;
        };
    session.say("coredeck: " + (code == ExitCode.INTERRUPTED ? "broken off" : sentence(e)));
    return code;
  }

  private static String sentence(Exception e) {
    var said = String.valueOf(e.getMessage());
    return e instanceof NoSuchFileException ? said + " does not exist" : said;
  }

  /// @param status of an answer; 0 if there was none
  private static int code(int status) {
    return switch (status) {
      case 0 -> ExitCode.NO_PLATFORM;
      case NOT_FOUND -> ExitCode.UNKNOWN;
      default -> ExitCode.FAILED;
    };
  }

  private static int code(GridException refused) {
    if (refused.status() == GridException.NO_ANSWER) {
      return ExitCode.NO_PLATFORM;
    }
    return refused.isNotFound() ? ExitCode.UNKNOWN : ExitCode.FAILED;
  }
}
