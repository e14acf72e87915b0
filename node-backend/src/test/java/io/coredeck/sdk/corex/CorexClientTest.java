package io.coredeck.sdk.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.coredeck.sdk.corex.CorexFiles.Entry;
import io.coredeck.sdk.corex.CorexFiles.Upload;
import io.coredeck.sdk.corex.CorexProcess.State;
import io.coredeck.sdk.corex.ProcessPlan.Restart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the SDK promises of the processes and files of a container.
class CorexClientTest extends RealCorex {

  @Test
  void a_process_is_started_listed_stopped_and_forgotten() throws Exception {
    var started = corex.start(ProcessPlan.of("sleep", "1000").named("sleeper").sized(100, 30));
    assertThat(started.argv()).containsExactly("sleep", "1000");
    assertThat(started.name()).isEqualTo("sleeper");
    assertThat(started.columns()).isEqualTo(100);
    assertThat(corex.list()).extracting(CorexProcess::id).contains(started.id());

    try (var terminal = corex.attach(started.id())) {
      corex.stop(started.id());
      var ended = awaitEnd(terminal);
      assertThat(ended.state()).isEqualTo(State.STOPPED);
      assertThat(ended.exitCode()).isEqualTo(128 + 15);
    }
    assertThat(corex.process(started.id()).isOver()).isTrue();

    corex.clean();
    assertThatThrownBy(() -> corex.process(started.id()))
        .isInstanceOfSatisfying(CorexException.class, e -> assertThat(e.isNotFound()).isTrue());
    assertThat(corex.list()).extracting(CorexProcess::id).doesNotContain(started.id());
  }

  @Test
  void a_signal_may_be_given_by_name_or_number_and_without_one_it_kills() throws Exception {
    var script =
        "trap 'echo usr1' USR1; trap 'exit 7' USR2; echo ready; while :; do sleep 0.05; done";
    var trapping = sh(script);
    try (var terminal = corex.attach(trapping.id())) {
      awaitText(terminal, "ready");
      corex.kill(trapping.id(), "USR1");
      awaitText(terminal, "usr1");
      corex.kill(trapping.id(), 12);
      assertThat(awaitEnd(terminal).exitCode()).isEqualTo(7);
    }
    var sleeping = corex.start("sleep", "1000");
    try (var terminal = corex.attach(sleeping.id())) {
      corex.kill(sleeping.id());
      assertThat(awaitEnd(terminal).signal()).hasValue(9);
    }
  }

  @Test
  void what_a_process_printed_can_be_read_after_its_end() throws Exception {
    var told = sh("echo über; exit 3");
    try (var terminal = corex.attach(told.id())) {
      assertThat(awaitEnd(terminal).status()).isEqualTo(3);
    }
    assertThat(corex.logs(told.id())).isEqualTo("über\r\n");
    corex.startAgain(told.id());
    try (var terminal = corex.attach(told.id())) {
      awaitEnd(terminal);
    }
    assertThat(corex.logs(told.id())).contains("über\r\n", "started again", "\r\nüber\r\n");
  }

  @Test
  void a_plan_says_how_a_process_runs(@TempDir Path directory) throws Exception {
    var script = "echo \"$GREETING from $PWD\"; echo wrong >&2";
    var plan =
        ProcessPlan.of("sh", "-c", script)
            .onPipes()
            .inDirectory(directory.toString())
            .withVariable("GREETING", "hello")
            .withVariable("OTHER", "kept")
            .inGroup("shop")
            .keeping(100)
            .restarted(Restart.NEVER, 3)
            .stoppedBy("INT", Duration.ofSeconds(2));
    assertThat(plan.toString()).contains("shop").doesNotContain("hello");
    var process = corex.start(plan);
    assertThat(process.hasTerminal()).isFalse();
    assertThat(process.group()).isEqualTo("shop");
    try (var terminal = corex.attach(process.id())) {
      awaitEnd(terminal);
    }
    assertThat(corex.logs(process.id())).contains("hello from " + directory, "wrong");
  }

  @Test
  void what_cannot_be_executed_is_a_crashed_process_that_says_why() throws Exception {
    var crashed = corex.start("/no/such/program");
    assertThat(crashed.state()).isEqualTo(State.CRASHED);
    assertThat(crashed.error()).isEqualTo("No such file or directory");
  }

  @Test
  void a_refusal_says_what_is_wrong() throws Exception {
    var plan = ProcessPlan.of("true").inDirectory("/no/such/directory");
    assertThatThrownBy(() -> corex.start(plan))
        .isInstanceOf(CorexException.class)
        .hasMessageContaining("/no/such/directory")
        .hasMessageContaining("(400)");
    assertThatThrownBy(() -> corex.stop(4711)).hasMessageContaining("(404)");
    assertThatThrownBy(() -> corex.attach(4711))
        .isInstanceOfSatisfying(CorexException.class, e -> assertThat(e.isNotFound()).isTrue());
  }

  @Test
  void who_shows_nothing_or_the_wrong_thing_is_told_so() throws Exception {
    try (var nobody = client(CorexAccess.OPEN);
        var wrong = client(CorexAccess.ofCredential("ada:guess"))) {
      assertThatThrownBy(nobody::list)
          .hasMessageContaining("wants a credential")
          .isInstanceOfSatisfying(CorexException.class, e -> assertThat(e.isLocked()).isTrue());
      assertThatThrownBy(wrong::list).hasMessageContaining("does not open it");
      assertThatThrownBy(() -> wrong.attach(1)).hasMessageContaining("does not open it");
    }
    assertThat(CorexAccess.ofCredential("ada:secret").toString()).doesNotContain("secret");
    assertThat(EYES.toString()).doesNotContain("0123");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorexAccess.ofCredential("ada"))
        .withMessageContaining("user:password");
  }

  @Test
  void a_token_that_may_only_look_lists_and_does_not_start() throws Exception {
    try (var eyes = client(EYES)) {
      assertThat(eyes.list()).isNotNull();
      assertThatThrownBy(() -> eyes.start("true")).hasMessageContaining("(403)");
    }
  }

  @Test
  void a_corex_that_is_not_there_is_told_from_one_that_refuses() {
    try (var nowhere = CorexClient.connect(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(nowhere::list)
          .isInstanceOfSatisfying(
              CorexException.class, e -> assertThat(e.status()).isEqualTo(CorexException.NO_ANSWER))
          .hasMessageContaining("cannot be reached");
      assertThatThrownBy(() -> nowhere.attach(1)).hasMessageContaining("cannot be reached");
    }
    assertThat(CorexClient.at("172.24.1.10")).hasToString("http://172.24.1.10:7681");
  }

  @Test
  void files_go_in_and_come_out_whole(@TempDir Path here, @TempDir Path inside) throws Exception {
    var content = new byte[3_000_000];
    Arrays.fill(content, (byte) 'x');
    var file = Files.write(here.resolve("big"), content);
    var place = inside.resolve("a/b c+ü.txt").toString();

    assertThatThrownBy(() -> corex.files().upload(file, place, Upload.NEW))
        .hasMessageContaining("(404)");
    var how = new Upload(0_600, false, true);
    assertThat(corex.files().upload(file, place, how)).isEqualTo(3_000_000);
    assertThatThrownBy(() -> corex.files().upload(file, place, how)).hasMessageContaining("(409)");

    corex.files().download(place, here.resolve("back"));
    assertThat(here.resolve("back")).hasBinaryContent(content);
    assertThat(here).isDirectoryNotContaining("glob:**/.download-*");

    var listed = corex.files().list(inside.resolve("a").toString());
    assertThat(listed.isWhole()).isTrue();
    assertThat(listed.entries())
        .extracting(Entry::name, Entry::kind, Entry::size, Entry::mode)
        .containsExactly(tuple("b c+ü.txt", Entry.Kind.FILE, 3_000_000L, "0600"));

    corex.files().upload("short".getBytes(StandardCharsets.UTF_8), place, Upload.REPLACING);
    try (var download = corex.files().download(place)) {
      assertThat(download.size()).hasValue(5);
      assertThat(download.bytes()).hasContent("short");
    }
    try (var tar = corex.files().download(inside.toString())) {
      assertThat(new String(tar.bytes().readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains("ustar");
    }
  }

  @Test
  void a_file_that_is_not_there_is_told_and_leaves_nothing(@TempDir Path here) {
    assertThatThrownBy(() -> corex.files().download("/no/such/file", here.resolve("it")))
        .isInstanceOfSatisfying(CorexException.class, e -> assertThat(e.isNotFound()).isTrue());
    assertThat(here).isEmptyDirectory();
    assertThatIllegalArgumentException().isThrownBy(() -> new Upload(01_000, false, false));
  }

  @Test
  void what_a_process_prints_can_be_recorded() throws Exception {
    var process = sh("echo before; read line; echo \"after $line\"; read line");
    try (var terminal = corex.attach(process.id())) {
      awaitText(terminal, "before");
      corex.record(process.id());
      terminal.write("all\n");
      awaitText(terminal, "after all");
      corex.stopRecording(process.id());
    }
    corex.kill(process.id());
    try (var recording = corex.recording(process.id())) {
      assertThat(new String(recording.bytes().readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"version\":2", "after all");
    }
  }
}
