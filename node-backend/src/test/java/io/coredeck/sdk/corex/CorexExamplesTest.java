package io.coredeck.sdk.corex;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.sdk.corex.CorexFiles.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples that the documentation of the CoreX client shows.
class CorexExamplesTest extends RealCorex {

  @Test
  void processes_are_started_looked_at_and_ended() throws Exception {
    var shown = new ArrayList<String>();
    var address = uri();
    var access = CorexAccess.ofCredential("ada:secret");
    // @start region="corex"
    try (var corex = CorexClient.connect(address, access)) { // or ofContainer("172.24.1.10")
      var sleeper = corex.start("sleep", "1000");
      var greeter = corex.start("sh", "-c", "echo hello; exit 3");
      try (var terminal = corex.attach(greeter.id())) {
        terminal.copyTo(System.out); // until it has ended
      }
      shown.add(corex.logs(greeter.id()));
      corex.stop(sleeper.id()); // kill does not ask
      for (var process : corex.list()) {
        shown.add(process.id() + " " + process.state());
      }
      corex.clean(); // forgets what has ended
    }
    // @end
    assertThat(shown).contains("hello\r\n");
  }

  @Test
  void a_terminal_is_typed_into_and_read() throws Exception {
    var out = new ByteArrayOutputStream();
    var shell = corex.start("sh");
    // @start region="terminal"
    try (var terminal = corex.attach(shell.id(), TerminalOptions.USUAL.sized(100, 30))) {
      terminal.write("echo it is $((6 * 7)); exit 5\n");
      terminal.resize(120, 40);
      var ended = terminal.copyTo(out); // next() tells one thing after the other
      System.out.println("ended with " + ended.exitCode());
    }
    // @end
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("it is 42");
    assertThat(corex.process(shell.id()).exitCode()).isEqualTo(5);
  }

  @Test
  void files_go_in_and_come_out(@TempDir Path here, @TempDir Path there) throws Exception {
    var local = Files.writeString(here.resolve("site.conf"), "listen 80");
    var remote = there.resolve("site.conf").toString();
    // @start region="files"
    var files = corex.files();
    files.upload(local, remote, Upload.REPLACING);
    files.download(remote, here.resolve("copy.conf"));
    for (var file : files.list(there.toString()).entries()) {
      System.out.println(file.name() + " " + file.size());
    }
    // @end
    assertThat(here.resolve("copy.conf")).hasContent("listen 80");
  }

  @Test
  void what_a_process_prints_is_taken_along(@TempDir Path here) throws Exception {
    var file = here.resolve("run.cast");
    var process = corex.start("sh", "-c", "sleep 1000");
    // @start region="recording"
    corex.record(process.id());
    corex.stopRecording(process.id());
    try (var recording = corex.recording(process.id())) {
      Files.copy(recording.bytes(), file); // as it comes, of any length
    }
    // @end
    assertThat(file).content().contains("\"version\"");
    corex.kill(process.id());
  }

  @Test
  void a_plan_says_how_a_process_is_run() throws Exception {
    // @start region="plan"
    var plan =
        ProcessPlan.of("sh", "-c", "echo $MODE; sleep 1000")
            .named("web")
            .inGroup("shop")
            .inDirectory("/tmp")
            .withVariable("MODE", "live")
            .restarted(ProcessPlan.Restart.ON_FAILURE, 10)
            .stoppedBy("INT", Duration.ofSeconds(5));
    var process = corex.start(plan);
    // @end
    assertThat(process.name()).isEqualTo("web");
    corex.kill(process.id());
  }
}
