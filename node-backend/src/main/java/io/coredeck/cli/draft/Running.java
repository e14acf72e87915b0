package io.coredeck.cli.draft;

import io.coredeck.cli.deploy.Deployment;
import io.coredeck.cli.setup.Session;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How what a draft asks for is run: the options of `deploy`.
final class Running {
  private static final String DEFAULT_WAIT = "300";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = DEFAULT_WAIT,
      description = "How long to wait for the node's answer (" + DEFAULT_WAIT + ").")
  private long wait;

  @Option(
      names = "--secrets-from-env",
      description = "Take secrets without a value from the variables of their names.")
  private boolean takesVariables;

  Duration limit() {
    return Duration.ofSeconds(wait);
  }

  Deployment deployment(Session session) {
    return new Deployment(session, new Deployment.Options(limit(), false, takesVariables));
  }
}
