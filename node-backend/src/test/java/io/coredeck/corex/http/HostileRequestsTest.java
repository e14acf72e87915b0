package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.linux.LinuxTerminals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that browsers of visitors of evil pages, and worse programs, could send.
@Timeout(60)
class HostileRequestsTest {
  private TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = start(Bounds.USUAL);
  }

  private static TestCorex start(Bounds bounds) throws Exception {
    return TestCorex.start(
        new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/")),
        TestCorex.options("", false, 0),
        bounds);
  }

  @AfterEach
  void close() {
    corex.close();
  }

  /// @return the status of the first answer, 0 if there is none
  private int status(String head) throws Exception {
    var answer = corex.raw(head + "\r\nConnection: close\r\n\r\n");
    return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "127.0.0.1., 403",
    "127.1, 403",
    "2130706433, 403",
    "0x7f000001, 403",
    "0177.0.0.1, 403",
    "127.0.0.256, 403",
    "localhost., 403",
    "LOCALHOST, 200",
    "[::1], 200",
    "[::ffff:7f00:1], 200",
    "127.0.0.1:1, 200",
    "127.0.0.1%00.evil.example, 403",
    "user@127.0.0.1, 403",
    "127.0.0.1:7681:80, 403",
    "corex.example., 403",
    "xn--lcalhost-n4a, 403"
  })
  void a_host_is_one_of_ours_or_refused(String host, int expected) throws Exception {
    var status = status("GET /api/processes HTTP/1.1\r\nHost: " + host);
    assertThat(expected == 403 ? status == 403 || status == 400 : status == expected)
        .as("%s: %d", host, status)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/processes HTTP/1.1",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example",
        "GET /api/processes HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1",
        "GET http://evil.example/api/processes HTTP/1.1\r\nHost: 127.0.0.1",
        "GET http://127.0.0.1/api/processes HTTP/1.1\r\nHost: evil.example",
        "GET http://evil.example/api/processes HTTP/1.0",
        "GET http://evil.example/api/processes HTTP/1.1\r\nHost: evil.example",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nOrigin: http://evil.example",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin:",
        "GET /api/processes HTTP/1.0\r\nOrigin: http://127.0.0.1",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nX-Forwarded-Proto: https",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: ws://127.0.0.1",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1/",
        "GET /api/processes HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://x@127.0.0.1"
      })
  void what_could_mean_two_things_is_refused(String head) throws Exception {
    assertThat(status(head)).isIn(400, 403);
  }

  @Test
  void an_old_program_without_host_is_answered() throws Exception {
    assertThat(status("GET /api/processes HTTP/1.0")).isEqualTo(200);
    assertThat(
            status(
                "GET /api/processes HTTP/1.1\r\nHost: corex.example\r\n"
                    + "Origin: https://corex.example\r\nX-Forwarded-Proto: https"))
        .isEqualTo(200);
  }

  @Test
  void a_head_that_is_too_long_is_told_so() throws Exception {
    var line = "GET /" + "x".repeat(200_000) + " HTTP/1.1\r\nHost: localhost";
    assertThat(status(line)).isIn(414, 431);
    var header = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(200_000);
    assertThat(status(header)).isEqualTo(431);
    var headers =
        IntStream.range(0, 200).mapToObj(i -> "\r\nX-" + i + ": 1").collect(Collectors.joining());
    assertThat(status("GET / HTTP/1.1\r\nHost: localhost" + headers)).isEqualTo(431);
  }

  @Test
  void an_answer_to_nonsense_repeats_nothing_of_it() throws Exception {
    for (var nonsense :
        new String[] {
          "GET /<script> HTTP/9.9\r\n\r\n", "<script>\r\n\r\n", "GET /%zz<script> HTTP/1.1\r\n\r\n"
        }) {
      assertThat(corex.raw(nonsense)).doesNotContain("<script>", "Jetty", "jetty");
    }
  }

  @Test
  void a_command_of_too_many_or_too_long_words_is_told_so() throws Exception {
    var many = "arg[]=x&".repeat(4097);
    assertThat(corex.rawGet("/api/process/start?" + many))
        .contains("the command has 4097 words; it may have 4096");
    var json = Stream.generate(() -> "\"x\"").limit(4097).collect(Collectors.joining(","));
    assertThat(corex.post("/api/v2/processes", "{\"argv\":[" + json + "]}").statusCode())
        .isEqualTo(413);
    var word = "é".repeat(70_000);
    var answer = corex.post("/api/v2/processes", "{\"argv\":[\"true\",\"" + word + "\"]}");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("word 2 of the command has 140000 bytes");
    assertThat(corex.body("/api/processes")).isEqualTo("{\"processes\":[]}");
  }

  @Test
  void the_longest_command_that_is_allowed_runs() throws Exception {
    var words = Stream.generate(() -> "\"x\"").limit(4095).collect(Collectors.joining(","));
    corex.post("/api/v2/processes", "{\"argv\":[\"true\"," + words + "]}");
    corex.post("/api/v2/processes", "{\"argv\":[\"true\",\"" + "y".repeat(131_071) + "\"]}");
    corex.awaitList("\"state\":\"stopped\",\"id\":1");
    corex.awaitList("\"state\":\"stopped\",\"id\":2");
  }

  @Test
  void one_connection_too_many_of_an_address_is_closed_and_room_comes_back() throws Exception {
    corex.close();
    corex = start(new Bounds(100, 3, Duration.ofSeconds(60)));
    var held = new ArrayList<Socket>();
    for (var i = 0; i < 3; i++) {
      held.add(connect());
      assertThat(isAnswered(held.getLast())).isTrue();
    }
    try (var fourth = connect()) {
      assertThat(isAnswered(fourth)).isFalse();
    }
    held.getFirst().close();
    var answered = false;
    for (var deadline = deadline(); !answered; assertBefore(deadline)) {
      try (var next = connect()) {
        answered = isAnswered(next);
      }
    }
    for (var socket : held) {
      socket.close();
    }
  }

  @Test
  void who_says_one_letter_now_and_then_is_not_waited_for() throws Exception {
    corex.close();
    corex = start(new Bounds(100, 100, Duration.ofMillis(400)));
    try (var slow = connect();
        var silent = connect();
        var idle = connect()) {
      assertThat(isAnswered(idle)).isTrue();
      slow.getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      slow.setSoTimeout(20);
      var deadline = deadline();
      while (!isClosed(slow)) {
        assertBefore(deadline);
      }
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void who_asks_again_and_again_is_not_slow() throws Exception {
    corex.close();
    corex = start(new Bounds(100, 100, Duration.ofMillis(1500)));
    try (var busy = connect()) {
      var end = System.nanoTime() + Duration.ofMillis(2200).toNanos();
      while (System.nanoTime() < end) {
        assertThat(isAnswered(busy)).isTrue();
      }
    }
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), corex.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// @return whether a request is answered, and the connection stays open
  private static boolean isAnswered(Socket socket) throws IOException {
    try {
      socket
          .getOutputStream()
          .write(
              "GET /api/process/logs HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var text = new StringBuilder();
      for (var next = 0; next >= 0 && text.indexOf("}") < 0; text.append((char) next)) {
        next = socket.getInputStream().read();
      }
      return text.indexOf("missing id") > 0;
    } catch (SocketException e) {
      return false;
    }
  }

  private static long deadline() {
    return System.nanoTime() + Duration.ofSeconds(20).toNanos();
  }

  private static void assertBefore(long deadline) {
    assertThat(System.nanoTime()).isLessThan(deadline);
  }
}
