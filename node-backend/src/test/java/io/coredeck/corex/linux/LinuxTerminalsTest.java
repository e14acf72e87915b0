package io.coredeck.corex.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.OwnEntries;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.process.Pty;
import io.coredeck.corex.process.PtyContract;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Linux and Pty4J together promise, beyond the contract.
class LinuxTerminalsTest extends PtyContract {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "TERM", "xterm-256color", "WORDS", "grüß dich");

  private static LinuxTerminals terminals;

  @BeforeAll
  static void start() {
    terminals = new LinuxTerminals(ENVIRONMENT, Path.of("/"));
  }

  @AfterAll
  static void close() {
    terminals.close();
  }

  @Override
  protected Pty.Starter starter() {
    return terminals;
  }

  @Override
  protected List<String> printing(String text, int status) {
    return List.of("sh", "-c", "printf %s \"$1\"; exit " + status, "sh", text);
  }

  @Override
  protected List<String> echoing() {
    return List.of("cat");
  }

  @Override
  protected List<String> tellingItsSize() {
    return List.of("sh", "-c", "set -- $(stty size); echo $2 $1");
  }

  private String output(String script) throws Exception {
    var heard = new Heard();
    terminals.start(Launch.of(List.of("sh", "-c", script)), SIZE, heard);
    heard.awaitEnd();
    return heard.text();
  }

  @Test
  void a_program_has_a_session_and_a_controlling_terminal_of_its_own() throws Exception {
    assertThat(output("set -- $(cat /proc/$$/stat); echo $6 $$ >/dev/tty"))
        .matches("(\\d+) \\1\r\n");
    assertThat(output("tty")).startsWith("/dev/pts/");
  }

  @Test
  void a_program_inherits_the_environment_given_and_nothing_else() throws Exception {
    var variables = new HashMap<String, String>();
    for (var line : output("env").split("\r\n", -1)) {
      var parts = line.split("=", 2);
      if (parts.length == 2) {
        variables.put(parts[0], parts[1]);
      }
    }
    variables.keySet().removeAll(List.of("PWD", "SHLVL", "_", "OLDPWD"));
    assertThat(variables).isEqualTo(ENVIRONMENT);
  }

  @Test
  void a_program_inherits_no_descriptor_also_beside_others() throws Exception {
    var neighbour = terminals.start(Launch.of(List.of("cat")), SIZE, new Heard());
    assertThat(output("ls /proc/self/fd").strip().split("\\s+"))
        .containsExactly("0", "1", "2", "3");
    neighbour.signal(9);
  }

  @Test
  void a_program_has_no_blocked_or_ignored_signals() throws Exception {
    // Bit 32 and 33 belong to the C library.
    assertThat(output("grep -E 'Sig(Blk|Ign)' /proc/self/status"))
        .matches("SigBlk:\t0{16}\r\nSigIgn:\t0{7}.[08]0{7}\r\n");
  }

  @Test
  void erasing_a_character_erases_all_its_bytes() throws Exception {
    assertThat(output("stty -a")).contains("iutf8").doesNotContain("-iutf8");
  }

  @Test
  void output_of_a_program_that_ends_at_once_arrives_whole() throws Exception {
    for (var round = 0; round < 30; round++) {
      assertThat(output("head -c 20000 /dev/zero | tr '\\0' x; exit 0")).hasSize(20_000);
    }
  }

  @Test
  void a_signal_right_after_the_start_is_not_lost() throws Exception {
    for (var round = 0; round < 30; round++) {
      var heard = new Heard();
      terminals.start(Launch.of(List.of("sleep", "60")), SIZE, heard).signal(15);
      assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.killedBy(15));
    }
  }

  @Test
  void a_file_the_system_cannot_execute_is_told_so(@TempDir Path dir) throws Exception {
    var file = Files.write(dir.resolve("broken"), new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(
            () -> terminals.start(Launch.of(List.of(file.toString())), SIZE, new Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage("Exec format error");
  }

  @Test
  void a_program_that_leaves_others_behind_ends_all_the_same() throws Exception {
    var heard = new Heard();
    terminals.start(
        Launch.of(List.of("sh", "-c", "(trap '' HUP; sleep 5) & echo done")), SIZE, heard);
    assertThat(heard.awaitEnd().status()).isZero();
    assertThat(heard.text()).isEqualTo("done\r\n");
  }

  @Test
  void a_program_that_closes_its_terminal_is_not_taken_for_ended() throws Exception {
    var heard = new Heard();
    var pty =
        terminals.start(
            Launch.of(
                List.of(
                    "sh", "-c", "T=$(tty); exec <&- >&- 2>&-; sleep 0.5; echo back >$T; exit 4")),
            SIZE,
            heard);
    assertThat(heard.awaitEnd().status()).isEqualTo(4);
    assertThat(heard.text()).isEqualTo("back\r\n");
    assertThat(pty.pid()).isPositive();
  }

  @Test
  void a_program_that_does_not_read_stops_input_and_nothing_else() throws Exception {
    var heard = new Heard();
    var pty =
        terminals.start(
            Launch.of(List.of("sh", "-c", "stty raw -echo; echo ready; sleep 60")), SIZE, heard);
    heard.awaitText("ready");
    var accepted = new CountDownLatch(3);
    for (var i = 0; i < 3; i++) {
      pty.write(new byte[200_000], accepted::countDown);
    }
    assertThat(accepted.getCount()).isEqualTo(2);
    assertThat(output("echo other")).isEqualTo("other\r\n");
    pty.signal(9);
    assertThat(heard.awaitEnd().signal()).isEqualTo(9);
    assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void much_input_arrives_whole() throws Exception {
    var heard = new Heard();
    var pty =
        terminals.start(
            Launch.of(List.of("sh", "-c", "stty raw -echo; echo ready; head -c 1000000 | md5sum")),
            SIZE,
            heard);
    heard.awaitText("ready");
    pty.write("x".repeat(600_000).getBytes(StandardCharsets.UTF_8), () -> {});
    pty.write("x".repeat(400_000).getBytes(StandardCharsets.UTF_8), () -> {});
    heard.awaitEnd();
    var digest =
        java.security.MessageDigest.getInstance("MD5")
            .digest("x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
    assertThat(heard.text()).contains(java.util.HexFormat.of().formatHex(digest));
  }

  @Test
  void descriptors_and_threads_do_not_grow() throws Exception {
    output("true");
    var descriptors = OwnEntries.count("fd");
    var threads = OwnEntries.count("task");
    for (var i = 0; i < 50; i++) {
      output("true");
    }
    OwnEntries.awaitAtMost("fd", descriptors + 3);
    OwnEntries.awaitAtMost("task", threads + 3);
  }
}
