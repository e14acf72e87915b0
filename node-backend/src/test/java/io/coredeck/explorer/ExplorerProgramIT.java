package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.testkit.ExplorerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The explorer as a program of its own: how it is started and ends.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExplorerProgramIT {
  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void sigterm_ends_it_and_its_version_can_be_asked() throws Exception {
    var running = ExplorerProcess.start(folder, "jdbc:sqlite:" + folder.resolve("explorer.db"));
    started.add(running.process());
    running.process().destroy();
    assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();

    var asked = launch("--version");
    assertThat(asked.inputReader().readLine()).startsWith("coredeck explorer ");
    assertThat(asked.waitFor()).isZero();
  }

  @Test
  void wrong_arguments_and_a_bad_configuration_are_one_sentence_each() throws Exception {
    var wrong = launch("--help");
    assertThat(wrong.errorReader().readLine()).startsWith("usage: explorer --config FILE");
    assertThat(wrong.waitFor()).isEqualTo(2);
    var missing = launch("--config", folder.resolve("none").toString());
    assertThat(missing.errorReader().readLine()).contains("none: cannot be read");
    assertThat(missing.waitFor()).isEqualTo(1);
  }

  private Process launch(String... arguments) throws IOException {
    var process = ExplorerProcess.launch(List.of(), arguments);
    started.add(process);
    return process;
  }
}
