package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deploy FILE|-`: signs the workloads of a file, asks for them one after the other, waits for
/// each. Stops at the first that does not run.
@Command(
    name = "deploy",
    description = {
      "Runs the workload in FILE (JSON with comments or YAML; - is the input), or the list of"
          + " workloads in it, one after the other, and waits for each.",
      "Node, pool, user, times and signatures are filled in; a container without"
          + " network_connection gets the next free address of the default network, a network"
          + " without keys gets some.",
      "Values under secret_environment are encrypted for the node. The volume_id #1 means the"
          + " first entry of the file."
    })
public final class DeployCommand implements Callable<Integer> {
  private static final String DEFAULT_WAIT = "300";

  private final Session session;

  @Parameters(
      paramLabel = "FILE|-",
      description = "JSON or YAML: one workload, or a list of them; - for the input.")
  private String file = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = DEFAULT_WAIT,
      description = "How long to wait for the node's answer (" + DEFAULT_WAIT + ").")
  private long wait;

  @Option(
      names = {"-f", "--follow"},
      description = "Say what the node does meanwhile.")
  private boolean isFollowing;

  @Option(
      names = "--secrets-from-env",
      description = "Take secrets without a value from the variables of their names.")
  private boolean takesVariables;

  @Option(
      names = "--dry-run",
      description = {
        "Create nothing: say which nodes fit and why the others do not, what is in the way, what it"
            + " costs and how long such ones took lately.",
        "What an entry needs of those before it counts as there. Ends with 0 if all of it would run,"
            + " else with 1, or 2 if the file is wrong."
      })
  private boolean isDry;

  @Option(
      names = "--unchecked",
      description =
          "Do not refuse here what no node would run: explorer and node are asked and judge.")
  private boolean isUnchecked;

  /// @param session of this run
  public DeployCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var source = SourceFile.read(session, file);
    if (isDry) {
      return explained(source);
    }
    var options =
        new Deployment.Options(Duration.ofSeconds(wait), isFollowing, takesVariables, !isUnchecked);
    var deployment = new Deployment(session, options);
    var before = new ArrayList<String>();
    try {
      for (var entry : source.entries()) {
        try {
          var answer = deployment.deploy(entry, before);
          before.add(answer.gwid());
          if (!Words.isRunning(answer)) {
            break;
          }
        } catch (IllegalArgumentException e) {
          throw source.fault(e, entry.path());
        }
      }
    } finally { // what runs is told even if a later entry is refused
      deployment.answer(source.isOne());
    }
    return deployment.exitCode();
  }

  private int explained(SourceFile source)
      throws CliException, GridException, InterruptedException {
    var dry = new DryRunning(session, source, takesVariables);
    for (var entry : source.entries()) {
      try {
        dry.explain(entry);
      } catch (IllegalArgumentException e) {
        throw source.fault(e, entry.path());
      }
    }
    dry.answer();
    return dry.exitCode();
  }
}
