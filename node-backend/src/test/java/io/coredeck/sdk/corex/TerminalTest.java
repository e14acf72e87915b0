package io.coredeck.sdk.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.RunningCorex;
import io.coredeck.sdk.corex.TerminalEvent.Ended;
import io.coredeck.sdk.corex.TerminalEvent.Output;
import io.coredeck.sdk.corex.TerminalEvent.People;
import io.coredeck.sdk.corex.TerminalEvent.Refused;
import io.coredeck.sdk.corex.TerminalEvent.Resized;
import io.coredeck.sdk.corex.TerminalEvent.Screen;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the SDK promises of a terminal.
class TerminalTest extends RealCorex {

  /// Prints some 20 MB when it is told to.
  private static final String FLOOD =
      "stty -echo; echo ready; read line; seq 1 3000000; echo; echo done";

  @Test
  void what_is_typed_goes_in_and_what_is_printed_comes_out_until_the_end() throws Exception {
    var process = sh("stty -echo; echo ready; read line; echo \"got $line\"; exit 5");
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "ready");
      var ended = terminal.ended();
      assertThat(ended).isNotDone();
      terminal.write("hello\n");
      var out = new ByteArrayOutputStream();
      assertThat(terminal.copyTo(out).exitCode()).isEqualTo(5);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("got hello\r\n");
      assertThat(ended.get(1, TimeUnit.SECONDS).exitCode()).isEqualTo(5);
      assertThat(terminal.next()).isInstanceOf(Ended.class);
      assertThatThrownBy(() -> terminal.write("more")).hasMessageContaining("has ended");
    }
  }

  @Test
  void who_attaches_after_the_end_sees_the_screen_and_the_end() throws Exception {
    var process = sh("echo last words; exit 4");
    try (var terminal = corex.attach(process.id())) {
      awaitEnd(terminal);
    }
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "last words");
      assertThat(awaitEnd(terminal).exitCode()).isEqualTo(4);
    }
  }

  @Test
  void a_slow_reader_holds_little_and_ends_at_the_screen_as_it_is() throws Exception {
    var process = sh(FLOOD);
    var options = TerminalOptions.USUAL.withWindow(32 << 10);
    try (var terminal = corex.attach(process.id(), options)) {
      awaitText(terminal, "ready");
      terminal.write("\n");
      try (var quick = corex.attach(process.id())) {
        awaitEnd(quick);
      }
      var shown = 0L;
      var skipped = 0L;
      var last = "";
      while (true) {
        var event = terminal.next();
        if (event instanceof Output(var bytes)) {
          shown += bytes.length;
          last = new String(bytes, StandardCharsets.UTF_8);
        } else if (event instanceof Screen screen) {
          skipped += screen.skipped();
        } else if (event instanceof Ended) {
          break;
        }
      }
      assertThat(last).contains("done");
      assertThat(skipped).isGreaterThan(1_000_000);
      assertThat(shown).isGreaterThan(0).isLessThan(12_000_000);
    }
  }

  @Test
  void a_reader_that_missed_something_gets_a_reset_in_its_place() throws Exception {
    var process = sh(FLOOD);
    var options = TerminalOptions.USUAL.withWindow(32 << 10);
    try (var terminal = corex.attach(process.id(), options)) {
      awaitText(terminal, "ready");
      terminal.write("\n");
      try (var quick = corex.attach(process.id())) {
        awaitEnd(quick);
      }
      var out = new ByteArrayOutputStream();
      terminal.copyTo(out);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("\033c", "done");
    }
  }

  @Test
  void much_input_arrives_whole_however_slowly_it_is_read() throws Exception {
    var process = sh("stty raw -echo; echo ready; sleep 0.3; head -c 3000000 | sha256sum");
    var input = new byte[3_000_000];
    new Random(1).nextBytes(input);
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "ready");
      var typing = inBackground(() -> terminal.write(input));
      var digest = MessageDigest.getInstance("SHA-256").digest(input);
      awaitText(terminal, HexFormat.of().formatHex(digest));
      typing.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void who_waits_for_room_is_told_when_the_process_ends() throws Exception {
    var process = sh("stty raw -echo; echo ready; exec sleep 1000");
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "ready");
      var typing = inBackground(() -> terminal.write(new byte[8_000_000]));
      corex.kill(process.id());
      awaitEnd(terminal);
      assertThatThrownBy(() -> typing.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("the process has ended");
    }
  }

  @Test
  void a_size_is_told_to_the_program_and_to_who_looks() throws Exception {
    var script = "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done";
    var process = sh(script);
    try (var terminal = corex.attach(process.id(), TerminalOptions.USUAL.sized(90, 20));
        var other = corex.attach(process.id(), TerminalOptions.USUAL.watching())) {
      await(other, Screen.class);
      awaitText(terminal, "ready");
      terminal.take();
      terminal.resize(111, 33);
      awaitText(terminal, "33 111");
      var seen = await(other, Resized.class);
      while (seen.columns() != 111) {
        seen = await(other, Resized.class);
      }
      assertThat(seen.rows()).isEqualTo(33);
    }
    corex.kill(process.id());
  }

  @Test
  void who_comes_back_to_its_place_misses_nothing_and_sees_nothing_twice() throws Exception {
    var process = sh("stty -echo; echo one; read line; echo two; read line");
    var place = Optional.<TerminalOptions.Place>empty();
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "one\r\n");
      terminal.write("\n");
      awaitText(terminal, "two");
      place = terminal.place();
    }
    assertThat(place).isPresent();
    try (var terminal = corex.attach(process.id(), TerminalOptions.USUAL.from(place))) {
      terminal.write("\n");
      var out = new ByteArrayOutputStream();
      terminal.copyTo(out);
      assertThat(out.toString(StandardCharsets.UTF_8)).isIn("\r\n", "");
    }
  }

  @Test
  void who_only_looks_is_told_that_input_does_not_arrive() throws Exception {
    var process = sh("echo ready; read line");
    try (var eyes = client(EYES);
        var terminal = eyes.attach(process.id(), TerminalOptions.USUAL.named("Eve"))) {
      awaitText(terminal, "ready");
      terminal.write("x".repeat(1_000_000));
      await(terminal, Refused.class);
    }
    corex.kill(process.id());
  }

  @Test
  void one_types_at_a_time_and_hands_over_when_asked() throws Exception {
    var process = sh("stty -echo; echo ready; exec cat");
    try (var ada = corex.attach(process.id(), TerminalOptions.USUAL.named("Ada"));
        var ben = corex.attach(process.id(), TerminalOptions.USUAL.named("Ben"))) {
      awaitText(ada, "ready");
      ada.write("first\n");
      awaitText(ada, "first");
      awaitText(ben, "first");
      ben.write("second\n");
      await(ben, Refused.class);
      ben.ask();
      var people = await(ada, People.class);
      while (people.people().size() < 2) {
        people = await(ada, People.class);
      }
      assertThat(people.people())
          .extracting(TerminalEvent.Person::name)
          .containsExactlyInAnyOrder("Ada", "Ben");
      assertThat(people.answers()).isTrue();
    }
    corex.kill(process.id());
  }

  @Test
  void a_terminal_is_left_and_the_process_goes_on() throws Exception {
    var process = sh("echo ready; read line");
    var terminal = corex.attach(process.id());
    awaitText(terminal, "ready");
    var reading = inBackground(() -> awaitText(terminal, "never"));
    terminal.close();
    terminal.close();
    assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS))
        .hasMessageContaining("the terminal is closed");
    assertThatThrownBy(() -> terminal.write("x")).hasMessageContaining("the terminal is closed");
    assertThat(terminal.ended()).isCompletedExceptionally();
    assertThat(corex.process(process.id()).isOver()).isFalse();
    corex.kill(process.id());
  }

  @Test
  void nothing_for_a_while_is_no_end() throws Exception {
    var process = sh("echo ready; read line");
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "ready");
      while (terminal.next(Duration.ofMillis(50)).isPresent()) {}
      assertThat(terminal.ended()).isNotDone();
    }
    corex.kill(process.id());
  }

  @Test
  void a_corex_that_dies_is_a_terminal_lost(@TempDir Path folder) throws Exception {
    var log = folder.resolve("log");
    try (var dying = RunningCorex.start(log, Map.of(), List.of(), "-p", "0", "-i", "lo")) {
      dying.awaitListening(1);
      try (var client = CorexClient.connect(URI.create("http://127.0.0.1:" + dying.port()))) {
        var process = client.start("sh", "-c", "echo ready; read line");
        try (var terminal = client.attach(process.id())) {
          awaitText(terminal, "ready");
          kill(dying);
          assertThatThrownBy(() -> awaitEnd(terminal))
              .isInstanceOf(CorexException.class)
              .hasMessageContaining("attach again");
          assertThat(terminal.ended()).isCompletedExceptionally();
        }
      }
    }
  }

  private static void kill(RunningCorex corex) {
    corex.close();
  }

  @Test
  void options_are_checked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TerminalOptions.USUAL.sized(0, 24))
        .withMessageContaining("0 × 24");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TerminalOptions.USUAL.withWindow(1))
        .withMessageContaining("32768");
  }

  private interface Action {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Action action) {
    var over = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            action.run();
            over.complete(null);
          } catch (Exception e) {
            over.completeExceptionally(e);
          }
        });
    return over;
  }
}
