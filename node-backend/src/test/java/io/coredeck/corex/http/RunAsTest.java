package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.process.FakeTerminals;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is promised where programs have fewer rights than CoreX: nobody who calls it has more.
@Timeout(60)
class RunAsTest {
  private static final String ALL = "/api/v2/processes";
  private static final String FILES = "/api/v2/files";
  private TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    var options = TestCorex.runningAs("daemon:4712", TestCorex.options("", false, 0));
    corex = TestCorex.start(new FakeTerminals(), options, Bounds.USUAL);
  }

  @AfterEach
  void close() {
    corex.close();
  }

  @Test
  void who_asks_for_a_process_cannot_choose_its_user() throws Exception {
    for (var user : new String[] {"root", "0", "daemon", "daemon:4712"}) {
      var refused = corex.post(ALL, "{\"argv\":[\"puppet\"],\"user\":\"%s\"}".formatted(user));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains(
              "user: CoreX was started with --uid or --gid", "as daemon:4712", "leave user out");
    }
    assertThat(corex.body("/api/processes")).isEqualTo("{\"processes\":[]}");
    assertThat(corex.post(ALL, "{\"argv\":[\"puppet\"]}").statusCode()).isEqualTo(201);
  }

  @Test
  void files_stay_where_they_are(@TempDir Path directory) throws Exception {
    var there = FILES + "?path=" + directory;
    assertRefused("GET", there, "");
    assertRefused("GET", FILES + "/list?path=" + directory, "");
    assertRefused("PUT", there + "/new", "text");
    assertThat(directory).isEmptyDirectory();
  }

  private void assertRefused(String method, String path, String body) throws Exception {
    var refused = corex.send(method, path, body);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("--uid or --gid", "with the rights of CoreX");
  }
}
