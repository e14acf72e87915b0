package io.coredeck.cli.corex;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.cli.setup.Words;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.corex.CorexClient;
import io.coredeck.sdk.corex.CorexException;
import io.coredeck.sdk.corex.CorexProcess;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The subcommands of `corex` that make one call.
final class ProcessCommands {

  private ProcessCommands() {}

  /// What all of them do.
  abstract static class One implements Callable<Integer> {
    final Session session;
    private final CorexCommand access;

    One(Session session, CorexCommand access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, GridException, CorexException, InterruptedException {
      try (var corex = access.client()) {
        run(corex);
      }
      return ExitCode.DONE;
    }

    abstract void run(CorexClient corex) throws CliException, CorexException, InterruptedException;
  }

  /// `corex ID ps`.
  @Command(name = "ps", description = "Lists the processes, the newest first, ended ones too.")
  static final class Ps extends One {
    Ps(Session session, CorexCommand access) {
      super(session, access);
    }

    @Override
    void run(CorexClient corex) throws CorexException, InterruptedException {
      show(session, corex.list());
    }
  }

  /// `corex ID stop NUMBER…`.
  @Command(
      name = "stop",
      description = "Asks processes to end; those that do not in their grace are ended.")
  static final class Stop extends One {
    @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "As ps shows it.")
    private List<Long> numbers = List.of();

    Stop(Session session, CorexCommand access) {
      super(session, access);
    }

    @Override
    void run(CorexClient corex) throws CorexException, InterruptedException {
      for (var number : numbers) {
        tell(session, corex.stop(number));
      }
    }
  }

  /// `corex ID kill NUMBER…`.
  @Command(name = "kill", description = "Sends a signal to processes and their groups.")
  static final class Kill extends One {
    @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "As ps shows it.")
    private List<Long> numbers = List.of();

    @Option(
        names = {"-s", "--signal"},
        paramLabel = "NAME",
        defaultValue = "KILL",
        description = "With or without SIG, or a number (KILL).")
    private String signal = "KILL";

    Kill(Session session, CorexCommand access) {
      super(session, access);
    }

    @Override
    void run(CorexClient corex) throws CorexException, InterruptedException {
      for (var number : numbers) {
        tell(
            session,
            signal.matches("[0-9]{1,2}")
                ? corex.kill(number, Integer.parseInt(signal))
                : corex.kill(number, signal));
      }
    }
  }

  /// `corex ID logs NUMBER`.
  @Command(
      name = "logs",
      description = "Prints the end of what a process printed, up to 64 KiB, as it is.")
  static final class Logs extends One {
    @Parameters(paramLabel = "NUMBER", description = "As ps shows it.")
    private long number;

    Logs(Session session, CorexCommand access) {
      super(session, access);
    }

    @Override
    void run(CorexClient corex) throws CorexException, InterruptedException {
      var text = corex.logs(number);
      if (session.isTree()) {
        session.answerTree(text);
      } else {
        session.out().print(text);
      }
    }
  }

  /// `corex ID clean [NUMBER…]`.
  @Command(name = "clean", description = "Forgets processes that have ended: these, or all.")
  static final class Clean extends One {
    @Parameters(paramLabel = "NUMBER", arity = "0..*", description = "As ps shows it.")
    private List<Long> numbers = List.of();

    Clean(Session session, CorexCommand access) {
      super(session, access);
    }

    @Override
    void run(CorexClient corex) throws CorexException, InterruptedException {
      if (numbers.isEmpty()) {
        corex.clean();
      }
      for (var number : numbers) {
        corex.clean(number);
      }
      session.done(
          numbers.isEmpty() ? "all that have ended are forgotten" : numbers + " are forgotten");
    }
  }

  private static void show(Session session, List<CorexProcess> processes) {
    if (session.isTree()) {
      session.answerTree(processes.stream().map(ProcessCommands::tree).toList());
      return;
    }
    var table =
        new Table("NUMBER", "STATE", "SINCE", "COMMAND", "+NAME", "+PID", "+EXIT", "+VIEWERS");
    for (var one : processes) {
      table.add(
          String.valueOf(one.id()),
          state(one),
          since(one).toString(),
          String.join(" ", one.argv()),
          one.name(),
          one.pid() == 0 ? "-" : String.valueOf(one.pid()),
          one.isOver() ? String.valueOf(one.exitCode()) : "-",
          String.valueOf(one.viewers()));
    }
    session.print(table);
  }

  /// Says what became of one process.
  static void tell(Session session, CorexProcess process) {
    if (session.isTree()) {
      session.answerTree(tree(process));
    } else if (session.isTable()) {
      show(session, List.of(process));
    } else {
      session.print(
          "%d is %s: %s"
              .formatted(
                  process.id(), state(process), Words.plain(String.join(" ", process.argv()))));
    }
  }

  private static String state(CorexProcess process) {
    return switch (process.state()) {
      case STOPPED -> "exited";
      case CRASHED -> "failed";
      default -> process.state().name().toLowerCase(Locale.ROOT);
    };
  }

  private static Instant since(CorexProcess process) {
    return process.ended().orElse(process.started());
  }

  private static Map<String, Object> tree(CorexProcess process) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", process.id());
    tree.put("pid", process.pid());
    tree.put("argv", process.argv());
    tree.put("state", process.state().name().toLowerCase(Locale.ROOT));
    tree.put("exit_code", process.isOver() ? process.exitCode() : 0);
    tree.put("error", process.error());
    tree.put("name", process.name());
    tree.put("group", process.group());
    tree.put("started", process.started().toString());
    tree.put("ended", process.ended().map(Instant::toString).orElse(""));
    tree.put("terminal", process.hasTerminal());
    tree.put("viewers", process.viewers());
    return tree;
  }
}
