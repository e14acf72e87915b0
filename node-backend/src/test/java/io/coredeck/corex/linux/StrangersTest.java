package io.coredeck.corex.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.ProcStat;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.run.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// What is promised of processes that come to CoreX when who has started them ends. The JVM of the
/// tests is made a reaper for it.
@Timeout(60)
@Isolated
class StrangersTest {
  private static final int SET_CHILD_SUBREAPER = 36;

  private static Optional<ProcStat> process(int pid) {
    return ProcStat.all().stream().filter(process -> process.pid() == pid).findAny();
  }

  @Test
  void no_zombie_stays_and_nobody_else_s_status_is_taken() throws Exception {
    assertThat(Libc.control(SET_CHILD_SUBREAPER, 1, 0)).isZero();
    try (var terminals = new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/"))) {
      var heard = new LinuxPipesTest.Heard();
      var argv = List.of("sh", "-c", "(setsid sh -c 'echo $$; exec sleep 0.3' &) ; exit 0");
      terminals.start(
          new Launch(argv, Map.of(), Optional.empty(), Optional.empty(), false),
          WindowSize.DEFAULT,
          heard);
      heard.awaitOutput("\n");
      var grandchild = Integer.parseInt(heard.output().strip());
      assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(0));
      assertThat(process(grandchild).map(ProcStat::parent))
          .contains((int) ProcessHandle.current().pid());
      var ofJava = new ProcessBuilder("sh", "-c", "sleep 1; exit 7").start();
      while (process(grandchild).isPresent()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(ofJava.waitFor()).isEqualTo(7);
    } finally {
      Libc.control(SET_CHILD_SUBREAPER, 0, 0);
    }
  }

  @Test
  void our_own_keep_their_status() throws Exception {
    assertThat(Libc.control(SET_CHILD_SUBREAPER, 1, 0)).isZero();
    try (var terminals = new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/"))) {
      for (var round = 0; round < 100; round++) {
        var heard = new LinuxPipesTest.Heard();
        terminals.start(Launch.of(List.of("sh", "-c", "exit " + round)), WindowSize.DEFAULT, heard);
        terminals.lookForStrangers();
        assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(round));
      }
    } finally {
      Libc.control(SET_CHILD_SUBREAPER, 0, 0);
    }
  }
}
