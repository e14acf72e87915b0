package io.coredeck.cli.grid;

import io.coredeck.cli.deploy.Deployment;
import io.coredeck.cli.setup.Session;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/// Where something new goes, and how long it is waited for.
final class Where {
  private static final String DEFAULT_WAIT = "300";

  @Option(names = "--node", paramLabel = "NODE", description = "On this node (the default node).")
  private String node = "";

  @Option(names = "--pool", paramLabel = "POOL", description = "Paid by it (the default pool).")
  private long pool;

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

  /// @param members of the entry; changed
  void put(Map<String, Object> members) {
    members.put("node_id", node);
    members.put("pool_id", pool);
  }

  Deployment deployment(Session session) {
    return new Deployment(
        session, new Deployment.Options(Duration.ofSeconds(wait), isFollowing, false));
  }
}
