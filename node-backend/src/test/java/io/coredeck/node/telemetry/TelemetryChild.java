package io.coredeck.node.telemetry;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// An agent of its own process that can be killed: watches one log until then.
///
/// Arguments: state directory, log file, URL of the platform, URL of stdout. A writer that renames
/// the file itself is not asked to reopen it.
final class TelemetryChild {
  private TelemetryChild() {}

  public static void main(String[] args) throws Exception {
    var config = TelemetryConfig.of(Path.of(args[0]), args[2]);
    try (var telemetry =
        Telemetry.start(
            new TelemetryConfig(config.stateDir(), config.platform(), Workbench.LIMITS),
            io.coredeck.testkit.Loopback.REACH)) {
      var reopen = Path.of(args[1]).resolveSibling("reopen");
      telemetry.watch(
          new Watched(
              Workbench.GWID,
              7,
              Path.of(args[1]),
              () -> java.nio.file.Files.write(reopen, new byte[] {1}),
              Optional::empty,
              io.coredeck.model.Bytes.ofMiB(1024),
              java.util.List.of(Watched.Output.parse(args[3], "")),
              java.util.List.of()));
      new CountDownLatch(1).await();
    }
  }
}
