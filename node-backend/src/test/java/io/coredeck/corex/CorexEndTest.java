package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the program ends, with what it runs.
@Timeout(120)
class CorexEndTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  /// @param grace seconds
  /// @param file put in place of FILE in the script
  private RunningCorex start(int grace, String script, Path file, String... arguments)
      throws Exception {
    var definition =
        "[[process]]\nname = 'it'\ngrace = %d\ncommand = ['sh', '-c', \"%s\"]\n"
            .formatted(grace, script.replace("FILE", file.toString()));
    // Who is started in the background of a script may have been told to ignore SIGINT.
    return RunningCorex.start(
        List.of("env", "--default-signal=INT"),
        folder.resolve("log"),
        Map.of("COREX_PROCESSES", definition),
        List.of(),
        arguments);
  }

  private static void awaitReady(RunningCorex corex) throws Exception {
    corex.awaitListening(1);
    try (var client = HttpClient.newHttpClient()) {
      corex.awaitText(client, "/api/process/logs?id=1", "ready");
    }
  }

  /// @return the status of kill(1): not 0 if it is gone
  private static int tell(String signal, RunningCorex corex) throws Exception {
    return new ProcessBuilder("kill", "-" + signal, String.valueOf(corex.pid())).start().waitFor();
  }

  @Test
  void on_a_machine_a_program_has_the_grace_it_asks_for() throws Exception {
    var said = folder.resolve("said");
    var program = "trap 'sleep 2.5; echo saved >FILE; exit' TERM; echo ready; sleep 60 & wait";
    try (var corex = start(10, program, said, "serve", "-p", "0")) {
      awaitReady(corex);
      assertThat(corex.stop()).isEqualTo(143);
      assertThat(said).hasContent("saved");
      assertThat(corex.printed())
          .contains(
              "corex: processes that are being stopped: 1, for at most 30 s; a second signal ends them at once");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void a_second_signal_ends_it_and_its_processes_at_once(String second) throws Exception {
    var file = folder.resolve("pid");
    var program = "trap '' TERM; echo $$ >FILE; echo ready; while :; do sleep 0.05; done";
    try (var corex = start(3600, program, file, "serve", "-p", "0", "--stop-limit", "600")) {
      awaitReady(corex);
      var pid = Long.parseLong(Files.readString(file).strip());
      assertThat(tell("TERM", corex)).isZero();
      var deadline = System.nanoTime() + LIMIT.toNanos();
      while (!corex.printed().contains("a second signal ends them at once")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
      assertThat(ProcessHandle.of(pid)).hasValueSatisfying(ProcessHandle::isAlive);
      tell("TERM", corex); // so soon it is the same wish
      do {
        tell(second, corex);
        assertThat(System.nanoTime()).isLessThan(deadline);
      } while (!corex.endsWithin(Duration.ofMillis(50)));
      assertThat(corex.awaitEnd()).isEqualTo(second.equals("INT") ? 130 : 143);
      while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }
}
