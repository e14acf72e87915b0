package io.coredeck.dashboard.live.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Consoles that go through the dashboard, with a real CoreX behind.
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConsoleProxy {

  static final String SHELL = "{\"argv\":[\"/bin/sh\"],\"columns\":90,\"rows\":20}";
  static final String PROCESSES = "/api/v2/processes";

  ConsoleServer server;

  @BeforeAll
  void start() throws Exception {
    server = ConsoleServer.start();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @AfterEach
  void asBefore() throws IOException {
    server.run(true);
    server.moveBack();
    server.signIn("omar");
    server.corex().killAll();
  }

  /// Starts a shell.
  ///
  /// @param command for it; empty for one that is typed into
  /// @return number of the process
  long shell(String command) throws Exception {
    var argv = command.isEmpty() ? SHELL : "{\"argv\":[\"/bin/sh\",\"-c\",\"" + command + "\"]}";
    var answer = ConsoleClient.call(server, "ines", "POST", PROCESSES, argv);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Long.parseLong(answer.body().replaceFirst(".*?\"id\":([0-9]+).*", "$1"));
  }

  static String one(long id) {
    return PROCESSES + "/" + id;
  }
}
