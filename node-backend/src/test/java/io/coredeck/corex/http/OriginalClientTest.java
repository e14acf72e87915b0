package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The demo of the original's Python client, request for request as its HTTP library sends them: it
/// puts two slashes behind `api`.
@Timeout(60)
class OriginalClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");

  private TestCorex corex;
  private Socket connection;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(RealPrograms.terminals());
    connection = new Socket(InetAddress.getLoopbackAddress(), corex.port());
    connection.setSoTimeout((int) LIMIT.toMillis());
  }

  @AfterEach
  void stop() throws Exception {
    connection.close();
    corex.close();
  }

  @Test
  void it_starts_reads_stops_and_forgets_processes() throws Exception {
    assertThat(get("/api//processes")).isEqualTo("{\"processes\":[]}");
    assertThat(get("/api//process/start?arg%5B%5D=%2Fbin%2Fls&arg%5B%5D=%2F"))
        .matches("\\{\"status\":\"success\",\"pid\":[0-9]+,\"id\":1}");
    await("/api//process/logs?id=1", printed -> printed.contains("etc"));
    assertThat(get("/api//process/start?arg%5B%5D=%2Fbin%2Fcat")).contains("\"id\":2");
    assertThat(get("/api//process/stop?id=2")).isEqualTo("{\"status\":\"success\"}");
    assertThat(get("/api//process/stop?id=1"))
        .isEqualTo("{\"status\":\"error\",\"reason\":\"process already stopped\"}");
    assertThat(get("/api//process/start?arg%5B%5D=%2Fbin%2Fcat")).contains("\"id\":3");
    assertThat(get("/api//process/kill?id=3&signal=9")).isEqualTo("{\"status\":\"success\"}");
    await("/api//processes", list -> !list.contains("running") && !list.contains("stopping"));
    assertThat(get("/api//process/clean")).isEqualTo("{\"status\":\"success\"}");
    assertThat(get("/api//processes")).isEqualTo("{\"processes\":[]}");
  }

  private void await(String target, Predicate<String> wanted) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    for (var body = get(target); !wanted.test(body); body = get(target)) {
      assertThat(System.nanoTime()).as(body).isLessThan(deadline);
    }
  }

  /// @return the body; the connection is kept, as its library does
  private String get(String target) throws Exception {
    var request =
        """
        GET %s HTTP/1.1\r
        Host: localhost:%d\r
        User-Agent: python-requests/2.25.1\r
        Accept-Encoding: gzip, deflate\r
        Accept: */*\r
        Connection: keep-alive\r
        \r
        """
            .formatted(target, corex.port());
    connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var input = connection.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) input.read());
    }
    assertThat(head).startsWith("HTTP/1.1 200");
    var length = LENGTH.matcher(head);
    assertThat(length.find()).isTrue();
    return new String(input.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
  }
}
