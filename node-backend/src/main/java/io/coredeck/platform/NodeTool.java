package io.coredeck.platform;

import io.coredeck.node.host.Command;
import io.coredeck.platform.instance.Layout;
import java.nio.file.Path;
import java.util.Map;

/// The node agent run for one task instead of for good.
final class NodeTool {

  private NodeTool() {}

  /// @param task `--destroy` or `--list`
  static Command command(Layout layout, String task) {
    return Command.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.config.file=" + layout.config("logging"),
            "-cp",
            System.getProperty("java.class.path"),
            "io.coredeck.node.NodeMain",
            "--config",
            layout.config("node").toString(),
            task)
        .with(Map.of("LC_ALL", "C.UTF-8"));
  }
}
