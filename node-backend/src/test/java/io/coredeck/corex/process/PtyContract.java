package io.coredeck.corex.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every way of running programs on terminals promises.
@Timeout(30)
public abstract class PtyContract {
  protected static final WindowSize SIZE = new WindowSize(100, 30);

  protected abstract Pty.Starter starter();

  /// @return a command that prints a text and ends
  protected abstract List<String> printing(String text, int status);

  /// @return a command that prints every line it is given, and ends by SIGTERM
  protected abstract List<String> echoing();

  /// @return a command that prints the size of its terminal, columns first
  protected abstract List<String> tellingItsSize();

  /// Keeps everything that is told.
  public static final class Heard implements Pty.Events {
    private final StringBuilder text = new StringBuilder();
    public final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private boolean wantsMore = true;

    @Override
    public synchronized boolean output(byte[] buffer, int length) {
      text.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
      notifyAll();
      return wantsMore;
    }

    @Override
    public void ended(ExitStatus exit) {
      end.complete(exit);
    }

    public synchronized String text() {
      return text.toString();
    }

    public synchronized void wantMore(boolean more) {
      wantsMore = more;
    }

    public synchronized void awaitText(String wanted) throws InterruptedException {
      while (text.indexOf(wanted) < 0) {
        wait();
      }
    }

    public ExitStatus awaitEnd() throws Exception {
      return end.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void everything_printed_is_told_before_the_end() throws Exception {
    var heard = new Heard();
    starter().start(Launch.of(printing("hello", 3)), SIZE, heard);
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.returned(3));
    assertThat(heard.text()).isEqualTo("hello");
  }

  @Test
  void input_reaches_the_program() throws Exception {
    var heard = new Heard();
    var pty = starter().start(Launch.of(echoing()), SIZE, heard);
    var accepted = new CountDownLatch(1);
    pty.write("grüß dich\n".getBytes(StandardCharsets.UTF_8), accepted::countDown);
    assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();
    heard.awaitText("grüß dich");
    pty.signal(9);
    heard.awaitEnd();
  }

  @Test
  void a_signal_is_told_as_the_end() throws Exception {
    var heard = new Heard();
    var pty = starter().start(Launch.of(echoing()), SIZE, heard);
    pty.signal(15);
    assertThat(heard.awaitEnd()).isEqualTo(ExitStatus.killedBy(15));
  }

  @Test
  void signal_0_changes_nothing() throws Exception {
    var heard = new Heard();
    var pty = starter().start(Launch.of(echoing()), SIZE, heard);
    pty.signal(0);
    pty.write("still here\n".getBytes(StandardCharsets.UTF_8), () -> {});
    heard.awaitText("still here");
    pty.signal(9);
    heard.awaitEnd();
  }

  @Test
  void after_the_end_nothing_fails_and_input_is_accepted() throws Exception {
    var heard = new Heard();
    var pty = starter().start(Launch.of(printing("x", 0)), SIZE, heard);
    heard.awaitEnd();
    var accepted = new CountDownLatch(1);
    pty.write("late".getBytes(StandardCharsets.UTF_8), accepted::countDown);
    pty.signal(9);
    pty.resize(new WindowSize(1, 1));
    pty.resume();
    assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothing_is_told_while_paused_and_nothing_is_lost() throws Exception {
    var heard = new Heard();
    heard.wantMore(false);
    var pty = starter().start(Launch.of(echoing()), SIZE, heard);
    pty.write("one\n".getBytes(StandardCharsets.UTF_8), () -> {});
    heard.awaitText("one");
    var before = heard.text();
    heard.wantMore(true);
    pty.write("two\n".getBytes(StandardCharsets.UTF_8), () -> {});
    assertThat(heard.text()).isEqualTo(before);
    pty.resume();
    heard.awaitText("two");
    pty.signal(9);
    heard.awaitEnd();
  }

  @Test
  void a_program_knows_its_size_from_the_beginning() throws Exception {
    var heard = new Heard();
    starter().start(Launch.of(tellingItsSize()), SIZE, heard);
    heard.awaitEnd();
    assertThat(heard.text()).contains("100 30");
  }

  @Test
  void a_missing_program_is_told_in_the_words_of_the_system() {
    assertThatThrownBy(
            () -> starter().start(Launch.of(List.of("/no/such", "x")), SIZE, new Heard()))
        .isInstanceOf(ExecFailedException.class)
        .hasMessage("No such file or directory");
  }
}
