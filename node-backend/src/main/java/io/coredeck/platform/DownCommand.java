package io.coredeck.platform;

import io.coredeck.node.host.LinuxHost;
import io.coredeck.platform.instance.Layout;
import io.coredeck.platform.instance.PlatformConfig;
import io.coredeck.platform.instance.PlatformException;
import io.coredeck.platform.program.PidFile;
import io.coredeck.platform.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Stops the programs, and the containers only if asked to.
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stop the programs; containers keep running unless --containers is given.")
final class DownCommand implements Callable<Integer> {

  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final Duration REMOVE_LIMIT = Duration.ofMinutes(5);

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
  @Nullable Path data;

  @Option(
      names = "--containers",
      description =
          "Also remove every container, network, mount and cgroup. Data in volumes is kept.")
  boolean containers;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var layout = new Layout(PlatformConfig.data(data));
    if (!Files.isDirectory(layout.run())) {
      throw new PlatformException(
          layout.data() + ": nothing was ever started there; check --data or COREDECK_DATA");
    }
    stop(layout);
    if (containers && Files.exists(layout.config("node"))) {
      removeContainers(layout);
    }
    return 0;
  }

  private static void stop(Layout layout) throws IOException, InterruptedException {
    var host = new LinuxHost();
    var running = new PidFile(host, layout.pid("supervisor")).stop(STOP_LIMIT);
    // Programs that outlived a killed supervisor.
    for (var name : Programs.NAMES.reversed()) {
      running |= new PidFile(host, layout.pid(name)).stop(STOP_LIMIT);
    }
    Files.deleteIfExists(layout.ready());
    System.out.println(running ? "The programs are stopped." : "No program was running.");
  }

  private static void removeContainers(Layout layout) throws IOException, InterruptedException {
    System.out.print(
        new LinuxHost().run(NodeTool.command(layout, "--destroy").within(REMOVE_LIMIT)));
    System.out.println(
        "Containers, networks, mounts and cgroups are removed; volumes keep their data.");
  }
}
