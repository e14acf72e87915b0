package io.coredeck.cli.draft;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clone ID`: what was set of a workload, as a file that can be deployed, or deployed at once.
@Command(
    name = "clone",
    description = {
      "Prints what you set of a workload as a file that deploy takes (YAML; -o json), or with"
          + " --deploy runs it.",
      "The copy gets an address of its own. Secrets are named without values: nobody but the"
          + " node can read them."
    })
final class CloneCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Like 3 or 3-1.")
  private String id = "";

  @Mixin private DraftEdits edits;
  @Mixin private Running running;

  @Option(names = "--deploy", description = "Run it, in place of printing it.")
  private boolean isDeployed;

  CloneCommand(Session session) {
    this.session = session;
    this.edits = new DraftEdits();
    this.running = new Running();
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var stored = session.workload(id);
    var calls = DraftCommands.calls(session);
    var draft = edits.applied(calls.draftOf(stored.id()));
    if (isDeployed) {
      return running.deployment(session).run(draft.members());
    }
    DraftCommands.print(session, draft);
    return ExitCode.DONE;
  }
}
