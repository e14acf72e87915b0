package io.coredeck.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.Host.Resource;
import io.coredeck.node.host.Host.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What Linux promises to everybody.
@Timeout(30)
class LinuxHostTest {
  private final LinuxHost host = new LinuxHost();

  @TempDir Path dir;

  @Test
  void a_program_gets_its_arguments_as_they_are_and_answers_in_utf_8() throws Exception {
    assertThat(host.run(Command.of("printf", "%s|", "two words", "$HOME", "ü")))
        .isEqualTo("two words|$HOME|ü|");
  }

  @Test
  void a_program_gets_input_directory_and_only_the_given_environment() throws Exception {
    var command = Command.of("sh", "-c", "cat; pwd; env | grep -v '^_=\\|^PWD='");
    assertThat(
            host.run(command.withInput("in\n").in(dir.toRealPath()).with(Map.of("A", "b"))).lines())
        .containsExactlyInAnyOrder(
            "in",
            dir.toRealPath().toString(),
            "A=b",
            "LC_ALL=C",
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  }

  @Test
  void a_failing_program_tells_its_status_and_the_end_of_what_it_said() {
    var command = Command.of("sh", "-c", "seq 1 5000 >&2; echo 'the reason' >&2; exit 3");
    assertThatThrownBy(() -> host.run(command))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith("sh -c")
        .hasMessageContaining("ended with status 3: ")
        .hasMessageEndingWith("the reason")
        .hasMessageNotContaining("\n100\n");
  }

  @Test
  void a_program_that_does_not_exist_is_named() {
    assertThatThrownBy(() -> host.run(Command.of("/no/such/program")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("/no/such/program: cannot be started")
        .hasMessageContaining("No such file");
  }

  @Test
  void a_program_over_its_limit_is_killed_with_its_children() throws Exception {
    var pids = dir.resolve("pids");
    var command =
        Command.of("sh", "-c", "sleep 77 & echo $! > " + pids + "; sleep 78")
            .within(Duration.ofMillis(300));
    assertThatThrownBy(() -> host.run(command))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("did not end within PT0.3S");
    var child = ProcessHandle.of(Long.parseLong(Files.readString(pids).strip()));
    if (child.isPresent()) {
      child.get().onExit().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_program_that_floods_us_is_stopped() {
    assertThatThrownBy(() -> host.run(Command.of("cat", "/dev/zero")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("wrote more than 1048576 bytes");
  }

  @Test
  void a_program_that_leaves_a_daemon_with_its_output_open_is_not_waited_for() throws Exception {
    var started = System.nanoTime();
    var pid = host.run(Command.of("sh", "-c", "sleep 20 & echo $!")).strip();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    var daemon = host.process(Long.parseLong(pid)).orElseThrow();
    assertThat(host.signal(daemon, Signal.KILL)).isTrue();
  }

  @Test
  void a_started_program_runs_in_its_own_session_and_writes_to_its_log() throws Exception {
    var log = dir.resolve("log");
    var process = host.start(Command.of("sh", "-c", "ps -o sid= -p $$; echo oops >&2"), log);
    process.waitFor();
    assertThat(Files.readAllLines(log).stream().map(String::strip))
        .containsExactly(Long.toString(process.pid()), "oops");
  }

  @Test
  void a_signal_reaches_only_the_process_that_was_meant() throws Exception {
    var process = host.start(Command.of("sleep", "60"), dir.resolve("log"));
    try {
      var key = host.process(process.pid()).orElseThrow();
      var earlier = new ProcessKey(key.pid(), key.startTime() - 1);
      assertThat(host.signal(earlier, Signal.KILL)).isFalse();
      assertThat(process.isAlive()).isTrue();
      assertThat(host.signal(key, Signal.TERMINATE)).isTrue();
      assertThat(process.waitFor()).isEqualTo(128 + 15);
      assertThat(host.signal(key, Signal.TERMINATE)).isFalse();
      assertThat(host.process(key.pid())).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void blanks_in_mount_points_are_read() {
    assertThat(LinuxHost.unescaped("/a\\040b\\134c")).isEqualTo("/a b\\c");
  }

  @Test
  void limits_are_numbers() throws Exception {
    assertThat(host.hardLimit(Resource.OPEN_FILES)).isPositive();
    assertThat(host.hardLimit(Resource.PROCESSES)).isPositive();
    assertThat(host.hardLimit(Resource.CORE_SIZE)).isNotNegative();
  }
}
