package io.coredeck.cli.corex;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.CommandRun;
import io.coredeck.cli.TerminalRun;
import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.corex.RunningCorex;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `corex` promises, with a real CoreX, and at real terminals.
@Timeout(90)
class CorexCommandTest {
  private static final Map<String, String> ACCESS = Map.of("COREX_CREDENTIAL", "ada:secret");
  private static final String DETACH = "\u001d";

  @TempDir private static Path folder;
  private static RunningCorex running;

  @BeforeAll
  static void start() throws Exception {
    running =
        RunningCorex.start(
            folder.resolve("log"), Map.of(), List.of(), "-p", "0", "-i", "lo", "-c", "ada:secret");
    running.awaitListening(1);
  }

  @AfterAll
  static void end() {
    running.close();
  }

  @Test
  void a_process_is_started_listed_read_stopped_and_forgotten() throws Exception {
    var number = started("sh", "-c", "echo hello; exec sleep 1000");
    assertThat(run("ps").out())
        .contains("NUMBER  STATE")
        .containsPattern("(?m)^%s +running .* sh -c echo hello".formatted(number));
    assertThat(run("ps", "-o", "wide").out()).contains("VIEWERS");
    assertThat(Json.tree(run("ps", "-o", "json").out()).items()).isNotEmpty();
    // whether it has ended when the answer is written is up to the machine
    assertThat(run("stop", number).out()).matches(number + " is (stopping|exited): sh -c .*\n");
    try (var terminal = attach(number)) {
      assertThat(terminal.awaitEnd().status()).isEqualTo(128 + 15);
    }
    assertThat(run("logs", number).out()).contains("hello");
    assertThat(run("clean", number).out()).isEqualTo("[%s] are forgotten\n".formatted(number));
    var gone = run("logs", number);
    assertThat(gone.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(gone.err()).hasLineCount(1);
  }

  @Test
  void a_signal_is_sent_by_name_and_by_number() throws Exception {
    for (var signal : List.of("USR1", "SIGUSR1", "10")) {
      var number = started("sh", "-c", "trap 'exit 7' USR1; while :; do sleep 0.1; done");
      run("kill", "-s", signal, number);
      try (var terminal = attach(number)) {
        assertThat(terminal.awaitEnd().status()).isIn(7, 128 + 10);
      }
    }
    var wrong = run("kill", "-s", "NONSENSE", started("sleep", "1000"));
    assertThat(wrong.code()).isEqualTo(ExitCode.FAILED);
    assertThat(wrong.err()).contains("NONSENSE").hasLineCount(1);
  }

  @Test
  void a_program_that_cannot_be_executed_is_told() {
    var run = run("start", "/no/such/program");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("could not be executed");
  }

  @Test
  void what_is_typed_arrives_and_the_end_is_that_of_the_process() throws Exception {
    try (var terminal = attach(started("sh", "-c", "read word; echo you said $word; exit 9"))) {
      terminal.await("\033[2J");
      terminal.type("hello\r");
      terminal.await("you said hello");
      var end = terminal.awaitEnd();
      assertThat(end.status()).isEqualTo(9);
      assertThat(end.isAsBefore()).as(terminal.shown()).isTrue();
    }
  }

  @Test
  void control_c_is_the_process_s() throws Exception {
    var script = "trap 'echo caught; exit 3' INT; echo ready; while :; do sleep 0.05; done";
    try (var terminal = attach(started("sh", "-c", script))) {
      terminal.await("ready");
      terminal.type("\u0003");
      terminal.await("caught");
      assertThat(terminal.awaitEnd().status()).isEqualTo(3);
    }
  }

  @Test
  void the_window_s_size_is_the_process_s() throws Exception {
    var script = "while read line; do stty size; done";
    try (var terminal = attach(started("sh", "-c", script))) {
      terminal.await("\033[2J");
      terminal.type("\r");
      terminal.await("30 100");
      terminal.resize(77, 22);
      // The program hears of it in its own time; it is asked until it has.
      for (var tries = 0; tries < 200 && !terminal.shown().contains("22 77"); tries++) {
        terminal.type("\r");
        terminal.await("\n");
      }
      assertThat(terminal.shown()).contains("22 77");
      terminal.type(DETACH);
      assertThat(terminal.awaitEnd().isAsBefore()).isTrue();
    }
  }

  @Test
  void who_leaves_leaves_the_process_running_and_the_terminal_as_it_was() throws Exception {
    var number = started("sh", "-c", "printf '\\033[?1049h\\033[?25lfull screen'; exec cat");
    try (var terminal = attach(number)) {
      terminal.await("full screen");
      terminal.type("some" + DETACH + "more");
      terminal.await("\033[?1049l");
      var end = terminal.awaitEnd();
      assertThat(end.status()).isEqualTo(ExitCode.DONE);
      assertThat(end.isAsBefore()).as(terminal.shown()).isTrue();
      assertThat(terminal.shown()).contains("\033[?25h");
    }
    assertThat(run("ps").out()).containsPattern("(?m)^%s +running".formatted(number));
    try (var terminal = attach(number, "--detach-key", "a")) {
      terminal.await("full screen");
      terminal.type("\u0001");
      assertThat(terminal.awaitEnd().status()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void one_leaves_also_where_nobody_listens_any_more() throws Exception {
    try (var terminal = attach(started("sh", "-c", "stty -echo; echo ready; exec cat"))) {
      terminal.await("ready");
      running.signal("STOP");
      for (var i = 0; i < 40; i++) { // more than may be on their way
        terminal.type("lost".repeat(1000));
      }
      terminal.type(DETACH);
      var end = terminal.awaitEnd();
      assertThat(end.status()).isEqualTo(ExitCode.DONE);
      assertThat(end.isAsBefore()).as(terminal.shown()).isTrue();
    } finally {
      running.signal("CONT");
    }
  }

  @Test
  void a_terminal_whose_command_is_ended_is_as_it_was() throws Exception {
    try (var terminal = attach(started("sh", "-c", "echo ready; exec cat"))) {
      terminal.await("ready");
      terminal.terminate();
      var end = terminal.awaitEnd();
      assertThat(end.status()).isEqualTo(128 + 15);
      assertThat(end.isAsBefore()).as(terminal.shown()).isTrue();
    }
  }

  @Test
  void a_program_can_be_started_and_attached_to_at_once() throws Exception {
    try (var terminal =
        TerminalRun.start(
            ACCESS, line("start", "-a", "--name", "mine", "sh", "-c", "stty size; exit 4"))) {
      terminal.await("30 100");
      var end = terminal.awaitEnd();
      assertThat(end.status()).isEqualTo(4);
      assertThat(end.isAsBefore()).isTrue();
    }
  }

  @Test
  void a_program_that_ends_at_once_is_shown_too() {
    for (var i = 0; i < 20; i++) {
      var run = run("start", "-a", "sh", "-c", "echo quick; exit 6");
      assertThat(run.code()).isEqualTo(6);
      assertThat(run.out()).contains("quick");
    }
  }

  @Test
  void pipes_and_a_terminal_do_not_go_together() {
    var around = new Surroundings(ACCESS, new Terminal(true, true, true));
    var run = CommandRun.around(around, "", List.of(line("start", "-a", "--pipes", "cat")));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("--pipes stands beside --attach");
  }

  @Test
  void without_a_terminal_input_and_output_are_pipes() {
    var number = started("sh", "-c", "read word; echo you said $word; exit 5");
    var run = typed("hello\n", "attach", number);
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out()).contains("you said hello").doesNotContain("\033[2J");
  }

  @Test
  void a_corex_that_asks_for_a_credential_or_is_not_there_is_told() {
    var locked =
        CommandRun.around(new Surroundings(Map.of(), Terminal.NONE), "", List.of(line("ps")));
    assertThat(locked.code()).isEqualTo(ExitCode.FAILED);
    assertThat(locked.err()).hasLineCount(1);
    var gone =
        CommandRun.around(
            new Surroundings(Map.of(), Terminal.NONE),
            "",
            List.of("corex", "--url", "http://127.0.0.1:1", "ps"));
    assertThat(gone.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(gone.err()).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"COREX_CREDENTIAL,ada:secret", "COREX_TOKEN,secret"})
  void what_opens_a_corex_goes_nowhere_in_clear(String variable, String secret) {
    var run =
        CommandRun.around(
            new Surroundings(Map.of(variable, secret), Terminal.NONE),
            "",
            List.of("corex", "--url", "http://192.0.2.1:7681", "ps"));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("could be read on the way").hasLineCount(1);
  }

  private static String started(String... argv) {
    var args = Stream.concat(Stream.of("-o", "json", "start"), Stream.of(argv));
    var run = run(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return String.valueOf(Json.tree(run.out()).member("id").integer());
  }

  private static TerminalRun attach(String number, String... options) throws Exception {
    var args = Stream.concat(Stream.of("attach", number), Stream.of(options));
    return TerminalRun.start(ACCESS, line(args.toArray(String[]::new)));
  }

  private static CommandRun run(String... args) {
    return CommandRun.around(new Surroundings(ACCESS, Terminal.NONE), "", List.of(line(args)));
  }

  private static CommandRun typed(String input, String command, String number) {
    return CommandRun.around(
        new Surroundings(ACCESS, Terminal.NONE), input, List.of(line(command, number)));
  }

  private static String[] line(String... args) {
    return Stream.concat(Stream.of("corex", "--url", url()), Stream.of(args))
        .toArray(String[]::new);
  }

  private static String url() {
    try {
      return "http://127.0.0.1:" + running.port();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
