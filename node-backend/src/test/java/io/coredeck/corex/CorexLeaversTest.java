package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a program has started in a session of its own and left behind, when CoreX ends.
@Timeout(120)
class CorexLeaversTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ProcessHandle> started = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    client.close();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private RunningCorex start(String... arguments) throws Exception {
    var log = folder.resolve("log");
    var corex = RunningCorex.start(log, Map.of(), List.of(), arguments);
    corex.awaitListening(1);
    return corex;
  }

  /// @param onTerm what it does when it is told to end
  /// @return what has left, still running
  private ProcessHandle leaver(RunningCorex corex, String onTerm) throws Exception {
    var file = folder.resolve("pid-" + started.size());
    var program =
        "trap '%s' TERM; echo $$ >%s.new; mv %s.new %s; while :; do sleep 0.02; done"
            .formatted(onTerm, file, file, file);
    assertThat(
            corex.output(
                client,
                "http",
                "",
                "sh",
                "-c",
                "trap '' HUP; setsid sh -c \"$0\" </dev/null >/dev/null 2>&1 & echo left",
                program))
        .contains("left");
    while (!Files.exists(file)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    var pid = Long.parseLong(Files.readString(file).strip());
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    assertThat(process).isPresent();
    started.add(process.get());
    return process.get();
  }

  @Test
  void in_a_container_it_is_asked_to_end_and_then_ended() throws Exception {
    try (var corex = start("-p", "0", "-i", "lo")) {
      var said = folder.resolve("said");
      var polite = leaver(corex, "echo bye >%s; exit".formatted(said));
      var stubborn = leaver(corex, "");
      assertThat(polite.parent().map(ProcessHandle::pid)).contains(corex.pid());
      corex.stop();
      assertThat(said).hasContent("bye");
      polite.onExit().get();
      stubborn.onExit().get();
    }
  }

  @Test
  void on_a_machine_it_goes_on_as_it_was_meant_to() throws Exception {
    try (var corex = start("serve", "-p", "0", "-i", "lo")) {
      var left = leaver(corex, "exit");
      corex.stop();
      assertThat(left.isAlive()).isTrue();
    }
  }
}
