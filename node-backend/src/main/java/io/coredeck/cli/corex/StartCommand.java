package io.coredeck.cli.corex;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.corex.ProcessPlan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `corex ID start PROGRAM ARG…`.
@Command(
    name = "start",
    description = {
      "Starts a program on a terminal of its own, or on pipes.",
      "Options stand before the program; what follows it is its own."
    })
final class StartCommand implements Callable<Integer> {
  private final Session session;
  private final CorexCommand access;

  @Parameters(paramLabel = "PROGRAM", arity = "1..*", description = "With its arguments.")
  private List<String> argv = List.of();

  @Option(
      names = {"-a", "--attach"},
      description = "Be at its terminal, and end with its status.")
  private boolean isAttached;

  @Option(names = "--name", paramLabel = "NAME", description = "What you call it.")
  private String name = "";

  @Option(names = "--directory", paramLabel = "DIR", description = "Where it starts.")
  private String directory = "";

  @Option(names = "--user", paramLabel = "USER", description = "As whom, name or number[:GROUP].")
  private String user = "";

  @Option(names = "--pipes", description = "On three pipes instead of a terminal.")
  private boolean isOnPipes;

  @Mixin private DetachKey key;

  StartCommand(Session session, CorexCommand access) {
    this.session = session;
    this.access = access;
    this.key = new DetachKey();
  }

  @Override
  public Integer call() throws CliException, GridException, IOException, InterruptedException {
    if (isAttached && isOnPipes && session.around().terminal().isIn()) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "--pipes stands beside --attach, and nobody would show there what you type; leave one"
              + " out");
    }
    try (var corex = access.client()) {
      var size = Window.size(session.around().terminal());
      var process = corex.start(plan().sized(size.columns(), size.rows()));
      if (isAttached && process.error().isEmpty()) {
        return new Attachment(session, key.code()).run(corex, process.id());
      }
      ProcessCommands.tell(session, process);
      if (!process.error().isEmpty()) {
        session.say("coredeck: it could not be executed: " + process.error());
      }
      return process.error().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private ProcessPlan plan() {
    var plan = ProcessPlan.of(argv);
    plan = name.isEmpty() ? plan : plan.named(name);
    plan = directory.isEmpty() ? plan : plan.inDirectory(directory);
    plan = user.isEmpty() ? plan : plan.as(user);
    return isOnPipes ? plan.onPipes() : plan;
  }
}
