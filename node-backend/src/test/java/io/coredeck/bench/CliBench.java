package io.coredeck.bench;

import io.coredeck.cli.CommandRun;
import io.coredeck.identity.KeyPair;
import io.coredeck.testkit.ScriptedExplorer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Time from calling `./coredeck` to the first byte it answers, with the cache of the command line
/// and, in turn, without:
///
/// - `version_ms`, `version_without_ms`: a command that asks nobody
/// - `list_ms`, `list_without_ms`: one signed question to an explorer that answers at once
///
/// Usage: `./coredeck bench cli [ROUNDS]`; nothing needs to be up.
final class CliBench {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 20;
  private static final String QUESTION =
      "GET /reservations/workloads/search?customer=7&next_action=deploy%2Cdelete&size=1000";

  private CliBench() {}

  /// Entry point.
  public static void main(String[] arguments) throws Exception {
    var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    var data = Files.createTempDirectory("coredeck-bench");
    var medians = new Medians();
    try (var explorer = new ScriptedExplorer()) {
      explorer.on(QUESTION, "[]");
      var node = KeyPair.generate().nodeId();
      CommandRun.platform(data, explorer.uri(), "redis://127.0.0.1:1", node, 7, KeyPair.generate());
      for (var round = -1; round < rounds; round++) {
        for (var command : List.of("version", "list")) {
          var word = command.equals("version") ? "--version" : command;
          var with = millis(data, front(), word);
          var without = millis(data, java(), word);
          if (round >= 0) { // the first fills the machine's own caches
            medians.add(command + "_ms", with);
            medians.add(command + "_without_ms", without);
          }
        }
      }
    }
    System.out.println(medians.json());
  }

  /// The working directory of a benchmark is node-backend.
  private static List<String> front() {
    return List.of("../coredeck");
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        "target/dist/lib/*",
        "io.coredeck.cli.CliMain");
  }

  private static double millis(Path data, List<String> program, String word)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(program);
    line.add(word);
    var builder = new ProcessBuilder(line).redirectError(new File("/dev/null"));
    builder.environment().put("COREDECK_DATA", data.toString());
    var asked = System.nanoTime();
    var process = builder.start();
    try (var out = process.getInputStream()) {
      var first = out.read();
      var took = (System.nanoTime() - asked) / 1e6;
      out.transferTo(java.io.OutputStream.nullOutputStream());
      if (first < 0 || !process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(line + " answers nothing");
      }
      return took;
    }
  }
}
