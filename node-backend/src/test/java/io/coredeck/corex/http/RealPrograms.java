package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.linux.LinuxTerminals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A CoreX for each test: real programs, real terminals, real connections.
@Timeout(90)
abstract class RealPrograms {
  TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(terminals());
  }

  static LinuxTerminals terminals() {
    return new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/"));
  }

  @AfterEach
  void close() {
    corex.close();
  }

  long sh(String script) throws Exception {
    return corex.run("sh", "-c", script);
  }

  String log(long id) throws Exception {
    return corex.body("/api/process/logs?id=" + id);
  }

  void awaitLog(long id, String wanted) throws Exception {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!log(id).contains(wanted)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  void awaitStopped(long id) throws Exception {
    corex.awaitList("\"state\":\"stopped\",\"id\":" + id + ",");
  }
}
