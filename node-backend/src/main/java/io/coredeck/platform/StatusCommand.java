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
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// One line for each program and each container.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "One line for each program and each container; exit status 3 if not all run.")
final class StatusCommand implements Callable<Integer> {

  private static final int NOT_RUNNING = 3;

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
  @Nullable Path data;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var layout = new Layout(PlatformConfig.data(data));
    if (!Files.isDirectory(layout.run())) {
      throw new PlatformException(
          layout.data() + ": nothing was ever started there; check --data or COREDECK_DATA");
    }
    var host = new LinuxHost();
    var all = true;
    for (var name : Programs.NAMES) {
      var process =
          new PidFile(host, layout.pid(name)).running().flatMap(key -> ProcessHandle.of(key.pid()));
      all &= process.isPresent();
      System.out.println(
          process
              .map(running ->
                  "%-10s running  pid %-8d %s".formatted(name, running.pid(), age(running)))
              .orElse("%-10s stopped".formatted(name)));
    }
    if (Files.exists(layout.config("node"))) {
      System.out.print(host.run(NodeTool.command(layout, "--list")));
    }
    return all ? 0 : NOT_RUNNING;
  }

  private static String age(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> "for " + words(Duration.between(start, Instant.now())))
        .orElse("");
  }

  private static String words(Duration age) {
    if (age.toHours() > 0) {
      return "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
        : age.toSeconds() + " s";
  }
}
