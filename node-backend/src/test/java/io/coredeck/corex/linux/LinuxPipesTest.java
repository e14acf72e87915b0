package io.coredeck.corex.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.process.Pty;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is promised of programs on pipes.
@Timeout(30)
class LinuxPipesTest {
  private static LinuxTerminals terminals;

  @BeforeAll
  static void open() {
    terminals = new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/"));
  }

  @AfterAll
  static void close() {
    terminals.close();
  }

  /// Keeps both streams apart.
  static final class Heard implements Pty.Events {
    private final StringBuilder output = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();
    final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private int mostAtOnce;

    @Override
    public synchronized boolean output(byte[] buffer, int length) {
      mostAtOnce = Math.max(mostAtOnce, length);
      output.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
      notifyAll();
      return true;
    }

    @Override
    public synchronized boolean errorOutput(byte[] buffer, int length) {
      errors.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
      notifyAll();
      return true;
    }

    @Override
    public void ended(ExitStatus exit) {
      end.complete(exit);
    }

    synchronized String output() {
      return output.toString();
    }

    synchronized int mostAtOnce() {
      return mostAtOnce;
    }

    synchronized String errors() {
      return errors.toString();
    }

    synchronized void awaitOutput(String wanted) throws InterruptedException {
      while (output.indexOf(wanted) < 0) {
        wait();
      }
    }

    ExitStatus awaitEnd() throws Exception {
      return end.get(20, TimeUnit.SECONDS);
    }
  }

  private static Launch pipes(String... argv) {
    return new Launch(List.of(argv), Map.of(), Optional.empty(), Optional.empty(), false);
  }

  private static Heard run(String script) throws Exception {
    var heard = new Heard();
    terminals.start(pipes("sh", "-c", script), WindowSize.DEFAULT, heard);
    heard.awaitEnd();
    return heard;
  }

  @Test
  void both_streams_come_apart_and_as_they_are() throws Exception {
    var heard = run("echo out; echo wrong >&2; exit 3");
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(3));
    assertThat(heard.output()).isEqualTo("out\n");
    assertThat(heard.errors()).isEqualTo("wrong\n");
  }

  @Test
  void ends_of_lines_alone_fit_on_the_screen_with_what_they_need_there() throws Exception {
    var heard = run("yes '' | head -c 1000000");
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(0));
    assertThat(heard.output()).hasSize(1_000_000);
    assertThat(heard.mostAtOnce()).isBetween(2, Broadcast.APPEND_LIMIT / 2);
  }

  @Test
  void it_leads_a_session_and_has_no_terminal() throws Exception {
    var heard = run("set -- $(cat /proc/$$/stat); echo $5 $6 $7 $$; tty");
    assertThat(heard.output()).matches("(\\d+) \\1 0 \\1\nnot a tty\n");
  }

  @Test
  void it_inherits_three_pipes_and_no_other_descriptor() throws Exception {
    var neighbour = new Heard();
    var cat = terminals.start(pipes("cat"), WindowSize.DEFAULT, neighbour);
    assertThat(run("ls /proc/self/fd").output().strip().split("\\s+"))
        .containsExactly("0", "1", "2", "3");
    assertThat(run("readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2").output())
        .matches("(pipe:\\[\\d+]\n){3}");
    cat.closeInput();
    assertThat(neighbour.awaitEnd()).isEqualTo(ExitStatus.returned(0));
  }

  @Test
  void it_has_no_blocked_or_ignored_signals() throws Exception {
    // Bit 32 and 33 belong to the C library.
    assertThat(run("grep -E 'Sig(Blk|Ign)' /proc/self/status").output())
        .matches("SigBlk:\t0{16}\nSigIgn:\t0{7}.[08]0{7}\n");
  }

  @Test
  void input_reaches_it_and_ends_when_it_is_closed() throws Exception {
    var heard = new Heard();
    var pty = terminals.start(pipes("md5sum"), WindowSize.DEFAULT, heard);
    for (var i = 0; i < 10; i++) {
      pty.write("x".repeat(100_000).getBytes(StandardCharsets.UTF_8), () -> {});
    }
    pty.closeInput();
    pty.closeInput();
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(0));
    var digest =
        java.security.MessageDigest.getInstance("MD5")
            .digest("x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
    assertThat(heard.output()).contains(java.util.HexFormat.of().formatHex(digest));
  }

  @Test
  void input_it_does_not_take_hurts_nobody() throws Exception {
    var heard = new Heard();
    var pty =
        terminals.start(
            pipes("sh", "-c", "exec <&-; echo closed; sleep 60"), WindowSize.DEFAULT, heard);
    heard.awaitOutput("closed");
    var accepted = new CompletableFuture<Void>();
    pty.write(new byte[400_000], () -> accepted.complete(null));
    accepted.get(20, TimeUnit.SECONDS);
    pty.signal(15);
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.killedBy(15));
  }

  @Test
  void much_output_arrives_whole() throws Exception {
    var heard = run("head -c 3000000 /dev/zero | tr '\\0' x; head -c 500000 /dev/zero >&2");
    assertThat(heard.output()).hasSize(3_000_000);
    assertThat(heard.errors()).hasSize(500_000);
  }

  @Test
  void what_it_leaves_behind_does_not_hold_up_its_end() throws Exception {
    var heard = run("sleep 60 & echo done");
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(0));
    assertThat(heard.output()).isEqualTo("done\n");
  }

  @Test
  void what_it_leaves_behind_may_even_flood() throws Exception {
    var heard = new Heard();
    var pty = terminals.start(pipes("sh", "-c", "yes & exit 5"), WindowSize.DEFAULT, heard);
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(5));
    pty.signalSession(9);
  }

  @Test
  void the_system_s_words_tell_why_it_cannot_be_started(@TempDir Path dir) throws Exception {
    assertThatThrownBy(() -> terminals.start(pipes("/no/such"), WindowSize.DEFAULT, new Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage("No such file or directory");
    var broken = Files.write(dir.resolve("broken"), new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9});
    broken.toFile().setExecutable(true);
    assertThatThrownBy(
            () -> terminals.start(pipes(broken.toString()), WindowSize.DEFAULT, new Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage("Exec format error");
    assertThatThrownBy(() ->
            terminals.start(pipes("true", "x".repeat(200_000)), WindowSize.DEFAULT, new Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage("Argument list too long");
  }

  @Test
  void the_directory_and_variables_are_as_wanted(@TempDir Path dir) throws Exception {
    var place = Files.createDirectory(dir.resolve("here"));
    for (var terminal : List.of(true, false)) {
      var heard = new Heard();
      terminals.start(
          new Launch(
              List.of("sh", "-c", "pwd; echo $GREETING $PATH"),
              Map.of("GREETING", "grüß dich", "PATH", "/bin"),
              Optional.of(place.toString()),
              Optional.empty(),
              terminal),
          WindowSize.DEFAULT,
          heard);
      heard.awaitEnd();
      assertThat(heard.output().lines()).containsExactly(place.toString(), "grüß dich /bin");
    }
  }

  @Test
  void a_directory_that_is_none_is_told(@TempDir Path dir) throws Exception {
    var file = Files.createFile(dir.resolve("file")).toString();
    var wanted = new Launch(List.of("pwd"), Map.of(), Optional.of(file), Optional.empty(), false);
    assertThatThrownBy(() -> terminals.check(wanted))
        .hasMessage("directory: %s: Not a directory".formatted(file));
    assertThatThrownBy(() -> terminals.start(wanted, WindowSize.DEFAULT, new Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage("directory: %s: Not a directory".formatted(file));
  }
}
