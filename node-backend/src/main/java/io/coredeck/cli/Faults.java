package io.coredeck.cli;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What a command that cannot go on tells, in one sentence on the error output, and how it ends.
final class Faults {

  private Faults() {}

  static CommandLine handle(CommandLine line, Session session) {
    help(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
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
    session.say("%s; try %s --help".formatted(e.getMessage(), command));
    return ExitCode.WRONG_CALL;
  }

  private static int failed(Exception e, Session session) throws Exception {
    session.out().flush();
    var code =
        switch (e) {
          case CliException told -> told.exitCode();
          case NoResultException _ -> ExitCode.LATE;
          case GridException refused -> code(refused);
          case InterruptedException _ -> ExitCode.INTERRUPTED;
          default -> throw e;
        };
    session.say("coredeck: " + (code == ExitCode.INTERRUPTED ? "broken off" : e.getMessage()));
    return code;
  }

  private static int code(GridException refused) {
    if (refused.status() == GridException.NO_ANSWER) {
      return ExitCode.NO_PLATFORM;
    }
    return refused.isNotFound() ? ExitCode.UNKNOWN : ExitCode.FAILED;
  }
}
