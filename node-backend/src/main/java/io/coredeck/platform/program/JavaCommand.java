package io.coredeck.platform.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the Java of a program is called.
final class JavaCommand {

  /// A JVM that is told two of them does not start.
  private static final Pattern COLLECTOR =
      Pattern.compile("-XX:\\+Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC");

  /// The thorough compiler waits for ten times as many calls and loops as by default: what it does
  /// in the first minutes is taken away from what people wait for on a machine of few cores.
  private static final List<String> COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private JavaCommand() {}

  /// @param heap most memory, e.g. `256m`
  /// @param logging configuration of its log
  /// @param asked further options, which count where they say otherwise
  /// @return the command up to what is to be run
  static List<String> of(String heap, Path logging, List<String> asked) {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    argv.add("-Xmx" + heap);
    if (asked.stream().noneMatch(option -> COLLECTOR.matcher(option).matches())) {
      argv.add("-XX:+UseSerialGC");
    }
    argv.addAll(COMPILER);
    argv.add("-XX:+ExitOnOutOfMemoryError");
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.add("-Djava.util.logging.config.file=" + logging);
    argv.addAll(asked); // the last of an option counts
    return argv;
  }
}
