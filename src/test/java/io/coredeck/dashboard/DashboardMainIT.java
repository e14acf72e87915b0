package io.coredeck.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packed program promises: its folder is complete, and it says what it does.
class DashboardMainIT {

  private static final int LIMIT_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void it_says_its_version() throws Exception {
    var run = start("--version");
    assertThat(new String(run.getInputStream().readAllBytes(), UTF_8))
        .startsWith("coredeck dashboard 0");
    assertThat(run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isZero();
  }

  @Test
  void it_serves_the_first_page_and_ends_when_asked() throws Exception {
    var run = start("--config", config("listen=127.0.0.1:0\n").toString());
    try {
      var url = announced(run);
      var page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("frame-ancestors 'none'");
      run.destroy();
      assertThat(run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.destroyForcibly();
    }
  }

  @Test
  void a_wrong_setting_ends_it_with_a_sentence() throws Exception {
    var run = start("--config", config("listen=somewhere\n").toString());
    var said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertThat(run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(1);
    assertThat(said)
        .contains("listen is 'somewhere'; it must be ADDRESS:PORT")
        .doesNotContain("Exception");
  }

  private Path config(String listen) throws IOException {
    return Files.writeString(
        folder.resolve("dashboard.properties"),
        listen + "explorer=http://127.0.0.1:9/api/v1\nhub=http://127.0.0.1:9\n");
  }

  private static URI announced(Process run) throws IOException {
    try (var lines = run.inputReader()) {
      return lines
          .lines()
          .filter(line -> line.contains("dashboard answers at "))
          .map(line -> URI.create(line.substring(line.indexOf("http"))))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Process start(String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-cp", "target/dist/lib/*"));
    command.add("io.coredeck.dashboard.DashboardMain");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
