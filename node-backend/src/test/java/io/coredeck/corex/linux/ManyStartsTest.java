package io.coredeck.corex.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.OwnEntries;
import io.coredeck.corex.linux.spawn.Identity;
import io.coredeck.corex.linux.system.ProcStat;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.process.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// Starting and stopping costs nothing that stays: no descriptor, no thread, no zombie.
@Timeout(180)
@Isolated
class ManyStartsTest {
  private static final int CYCLES = 1100;

  private static Plan sleeper(int round) {
    var user =
        round % 4 == 3 && Identity.isRoot() ? Optional.of("daemon") : Optional.<String>empty();
    return Plan.of(
        new Launch(
            List.of("sleep", "300"), Map.of("ROUND", "x"), Optional.of("/"), user, round % 2 == 0));
  }

  @Test
  void nothing_stays() throws Exception {
    try (var processes =
        new Processes(new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/")))) {
      for (var round = 0; round < 10; round++) {
        cycle(processes, round);
      }
      var descriptors = OwnEntries.count("fd");
      var threads = OwnEntries.count("task");
      for (var round = 0; round < CYCLES; round++) {
        cycle(processes, round);
      }
      OwnEntries.awaitAtMost("fd", descriptors);
      OwnEntries.awaitAtMost("task", threads);
      var self = (int) ProcessHandle.current().pid();
      assertThat(ProcStat.all()).noneMatch(process -> process.parent() == self && process.zombie());
    }
  }

  private static void cycle(Processes processes, int round) throws Exception {
    var process = processes.start(sleeper(round), WindowSize.DEFAULT);
    assertThat(process.info().error()).isEmpty();
    process.stopAll();
    process.end().get();
    processes.clean();
  }
}
