package io.coredeck.node.telemetry;

import io.coredeck.model.Bytes;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.node.telemetry.stats.UsageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A container whose logs and statistics are wanted.
///
/// @param gwid its global id, e.g. `12-1`
/// @param tenant id of the user whose it is
/// @param logFile where conmon writes (k8s-file); need not be there yet
/// @param reopener tells conmon that the file was renamed
/// @param usage its numbers
/// @param memoryLimit its hard limit
/// @param logs where its output goes, at most {@value #MOST_ENDPOINTS}
/// @param stats where its statistics go, at most {@value #MOST_ENDPOINTS}
public record Watched(
    String gwid,
    long tenant,
    Path logFile,
    LogReopener reopener,
    UsageSource usage,
    Bytes memoryLimit,
    List<Output> logs,
    List<Endpoint> stats) {

  /// How many endpoints of each sort a container may have.
  public static final int MOST_ENDPOINTS = 16;

  private static final Pattern GWID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  public Watched {
    logs = List.copyOf(logs);
    stats = List.copyOf(stats);
    requireGwid(gwid);
    requireFewEndpoints(gwid, logs, stats);
  }

  /// @throws IllegalArgumentException if there are more than {@value #MOST_ENDPOINTS} of a sort
  public static void requireFewEndpoints(String gwid, List<Output> logs, List<Endpoint> stats) {
    if (logs.size() > MOST_ENDPOINTS || stats.size() > MOST_ENDPOINTS) {
      throw new IllegalArgumentException(
          "%s has %d log and %d stats endpoints; it may have up to %d of each"
              .formatted(gwid, logs.size(), stats.size(), MOST_ENDPOINTS));
    }
  }

  /// Tells the writer of a log file that the file was renamed and must be opened anew.
  @FunctionalInterface
  public interface LogReopener {

    /// Asks for it; need not wait until it is done. Called by a thread that may wait.
    ///
    /// @throws IOException if the writer cannot be told; asked again some seconds later
    void reopen() throws IOException;
  }

  /// A pair of endpoints for a container's output.
  ///
  /// @param stdout nothing if stdout goes nowhere
  /// @param stderr nothing if stderr goes nowhere
  public record Output(Optional<Endpoint> stdout, Optional<Endpoint> stderr) {

    /// @param stdout URL, empty for none
    /// @param stderr URL, empty for none
    /// @throws IllegalArgumentException as {@link Endpoint#parseLog} says
    public static Output parse(String stdout, String stderr) {
      return new Output(
          stdout.isEmpty() ? Optional.empty() : Optional.of(Endpoint.parseLog(stdout)),
          stderr.isEmpty() ? Optional.empty() : Optional.of(Endpoint.parseLog(stderr)));
    }
  }

  static String requireGwid(String gwid) {
    if (!GWID.matcher(gwid).matches()) {
      throw new IllegalArgumentException(
          "gwid is '%s'; it must be letters, digits, dots and dashes, e.g. 12-1".formatted(gwid));
    }
    return gwid;
  }
}
