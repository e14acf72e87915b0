package io.coredeck.node.work;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.node.telemetry.Watched;
import io.coredeck.node.telemetry.Watched.Output;
import io.coredeck.node.telemetry.stats.UsageSource.Usage;
import io.coredeck.node.work.check.RefusedWorkloadException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Where a container's lines and numbers go, and how they get there.
final class Watching {

  private static final System.Logger LOG = System.getLogger(Watching.class.getName());
  private static final String REDIS = "redis";

  private final Machine machine;
  private final SecretReader secrets;

  Watching(Machine machine, SecretReader secrets) {
    this.machine = machine;
    this.secrets = secrets;
  }

  /// A container's endpoints, checked.
  ///
  /// @param logs pairs for stdout and stderr
  /// @param stats for samples
  /// @param memory the container's limit
  record Endpoints(List<Output> logs, List<Endpoint> stats, Bytes memory) {}

  /// @throws RefusedWorkloadException if one of them is no URL or cannot be decrypted
  Endpoints endpoints(Reservation reservation, Container container)
      throws RefusedWorkloadException, IOException, InterruptedException {
    var logs = new ArrayList<Output>();
    for (var target : container.logs()) {
      if (isKnown(reservation, "log", target.type())) {
        logs.add(output(reservation, target));
      }
    }
    var stats = new ArrayList<Endpoint>();
    for (var target : container.stats()) {
      if (isKnown(reservation, "statistics", target.type())) {
        stats.add(statsEndpoint(target.endpoint()));
      }
    }
    Watched.requireFewEndpoints(reservation.gwid(), logs, stats);
    return new Endpoints(logs, stats, container.capacity().memory());
  }

  /// Begins to follow a container's log and numbers.
  ///
  /// @param tenant id of the user whose it is
  void watch(String gwid, long tenant, Endpoints endpoints) throws IOException {
    var containers = machine.containers();
    machine
        .telemetry()
        .watch(
            new Watched(
                gwid,
                tenant,
                containers.logFile(gwid),
                () -> containers.reopenLog(gwid),
                () ->
                    containers
                        .usage(gwid, 0)
                        .map(sample ->
                            new Usage(
                                sample.memoryUsage(),
                                sample.memoryCache(),
                                sample.cpuUsage(),
                                sample.pids())),
                endpoints.memory(),
                endpoints.logs(),
                endpoints.stats()));
  }

  private Output output(Reservation reservation, LogTarget target)
      throws RefusedWorkloadException, IOException, InterruptedException {
    var stdout = secrets.text(reservation, "log URL 'secret_stdout'", target.secretStdout());
    var stderr = secrets.text(reservation, "log URL 'secret_stderr'", target.secretStderr());
    try {
      return Output.parse(
          stdout.isEmpty() ? target.stdout() : stdout, stderr.isEmpty() ? target.stderr() : stderr);
    } catch (IllegalArgumentException e) {
      throw new RefusedWorkloadException("log endpoint: " + e.getMessage(), e);
    }
  }

  private static Endpoint statsEndpoint(String url) throws RefusedWorkloadException {
    try {
      return Endpoint.parseStats(url);
    } catch (IllegalArgumentException e) {
      throw new RefusedWorkloadException("statistics endpoint: " + e.getMessage(), e);
    }
  }

  private static boolean isKnown(Reservation reservation, String what, String type) {
    if (!type.equals(REDIS)) {
      LOG.log(
          Level.WARNING,
          "{0}: {1} endpoint of type ''{2}'' is ignored; only redis is known",
          reservation.gwid(),
          what,
          type);
      return false;
    }
    return true;
  }
}
