package io.coredeck.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// To whom the command line shows what opens a container or a hub.
class ShownSecretsTest extends ScriptedPlatform {

  @Test
  void a_container_asked_for_by_its_id_is_shown_no_credential() throws Exception {
    explorer.on("GET /reservations/workloads/3", RUNS.replace("172.24.1.2", "127.83.0.7"));
    try (var container = new ServerSocket(7681, 1, InetAddress.getByName("127.83.0.7"));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          executor.submit(() -> {
            try (var call = container.accept()) {
              var head = new StringBuilder();
              while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) call.getInputStream().read());
              }
              call.getOutputStream()
                  .write("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
              return head.toString();
            }
          });
      var around = new Surroundings(Map.of("COREX_CREDENTIAL", "ada:secret"), Terminal.NONE);
      CommandRun.around(around, "", List.of("corex", "3", "ps", "--data", data.toString()));
      assertThat(asked.get()).startsWith("GET /api/v2/processes").doesNotContain("Authorization");
    }
  }

  @Test
  void the_platform_s_hub_token_goes_to_no_other_hub() throws Exception {
    Files.writeString(data.resolve("keys/secrets.properties"), "upload.token=s3cret");
    var args = List.of("hub", "delete", "a/b.flist", "--hub", "http://127.0.0.1:1");
    var own = CommandRun.of(data, "", args.toArray(String[]::new));
    assertThat(own.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(own.err()).contains("set COREDECK_HUB_TOKEN to that hub's").hasLineCount(1);
    var around = new Surroundings(Map.of("COREDECK_HUB_TOKEN", "s3cret"), Terminal.NONE);
    assertThat(CommandRun.around(around, "", args).code()).isEqualTo(ExitCode.NO_PLATFORM);
    var clear = List.of("hub", "delete", "a/b.flist", "--hub", "http://192.0.2.1:8091");
    var told = CommandRun.around(around, "", clear);
    assertThat(told.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(told.err()).contains("could be read on the way");
  }
}
