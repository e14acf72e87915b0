package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.process.FakeTerminals;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call, and who may not.
@Timeout(30)
class GateTest {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8));
  private static final List<String> CHANGING =
      List.of(
          "/api/process/start?arg[]=puppet",
          "/api/process/stop?id=1",
          "/api/process/kill?id=1",
          "/api/process/clean");

  private TestCorex corex;

  @AfterEach
  void close() {
    corex.close();
  }

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(new FakeTerminals());
    corex.run("puppet");
  }

  /// @return status of a request with these headers, Host among them
  private int status(String method, String path, String... headers) throws Exception {
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
    for (var header : headers) {
      text.append(header).append("\r\n");
    }
    return Integer.parseInt(corex.raw(text + "\r\n").substring(9, 12));
  }

  private int upgrade(String... headers) throws Exception {
    var all =
        Stream.concat(
                Stream.of(
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Protocol: tty"),
                Stream.of(headers))
            .toArray(String[]::new);
    var text = new StringBuilder("GET /ws/1 HTTP/1.1\r\nConnection: Upgrade\r\n");
    for (var header : all) {
      text.append(header).append("\r\n");
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), corex.port())) {
      socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:7681",
        "10.0.0.1:80",
        "[::1]",
        "[fd5c:24:1::10]:7681",
        "localhost",
        "LOCALHOST:7681",
        "corex.example",
        "CoreX.example:7681"
      })
  void these_names_are_ours(String host) throws Exception {
    assertThat(status("GET", "/api/processes", "Host: " + host)).isEqualTo(200);
    assertThat(status("GET", "/", "Host: " + host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:7681",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "xlocalhost",
        "corex.example.evil.example",
        "1.2.3.4.5"
      })
  void a_foreign_name_that_points_at_us_is_refused_everywhere(String host) throws Exception {
    for (var path : List.of("/", "/api/processes", "/api/process/logs?id=1", "/auth_token.js")) {
      assertThat(status("GET", path, "Host: " + host)).as(path).isEqualTo(403);
    }
    assertThat(upgrade("Host: " + host)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:7681", "null",
    "http://127.0.0.1:7681.evil.example", "http://localhost:7681", "file://", "x"
  })
  void a_page_of_another_origin_cannot_change_read_or_attach(String origin) throws Exception {
    var from = "Origin: " + origin;
    for (var path : CHANGING) {
      assertThat(status("GET", path, "Host: 127.0.0.1", from)).as(path).isEqualTo(403);
    }
    assertThat(status("GET", "/api/processes", "Host: 127.0.0.1", from)).isEqualTo(403);
    assertThat(status("POST", "/api/v2/processes", "Host: 127.0.0.1", from)).isEqualTo(403);
    assertThat(upgrade("Host: 127.0.0.1", from)).isEqualTo(403);
    assertThat(corex.body("/api/processes")).contains("\"state\":\"running\",\"id\":1");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7681, http://127.0.0.1:7681",
    "127.0.0.1:7681, https://127.0.0.1:7681",
    "127.0.0.1, http://127.0.0.1",
    "127.0.0.1:80, http://127.0.0.1",
    "corex.example, https://corex.example",
    "[::1]:7681, http://[::1]:7681"
  })
  void our_own_page_may(String host, String origin) throws Exception {
    var headers =
        new String[] {"Host: " + host, "Origin: " + origin, "Sec-Fetch-Site: same-origin"};
    for (var path : CHANGING) {
      assertThat(status("GET", path, headers)).as(path).isEqualTo(200);
    }
  }

  @Test
  void our_own_page_may_attach() throws Exception {
    assertThat(upgrade("Host: 127.0.0.1:7681", "Origin: http://127.0.0.1:7681")).isEqualTo(101);
  }

  @Test
  void a_link_or_picture_on_another_page_cannot_change_anything() throws Exception {
    for (var site : List.of("cross-site", "same-site", "none", "nonsense")) {
      for (var path : CHANGING) {
        assertThat(status("GET", path, "Host: 127.0.0.1", "Sec-Fetch-Site: " + site))
            .as(site + " " + path)
            .isEqualTo(403);
      }
    }
  }

  /// As browsers are on a line that is not encrypted and leads to another machine: of a link, a
  /// picture or a typed address they say nothing.
  @Test
  void a_browser_that_says_nothing_changes_only_what_a_page_of_ours_asks_for() throws Exception {
    var browser = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";
    var host = "Host: corex.example:7681";
    for (var path : CHANGING) {
      for (var referer : List.of("http://evil.example/", "http://corex.example/", "x")) {
        assertThat(status("GET", path, host, browser, "Referer: " + referer))
            .as(referer + " " + path)
            .isEqualTo(403);
      }
      assertThat(status("GET", path, host, browser)).as(path).isEqualTo(403);
      assertThat(status("GET", path, host, browser, "Referer: http://corex.example:7681/a?b"))
          .as(path)
          .isEqualTo(200);
      assertThat(status("GET", path, host, browser, "Origin: http://corex.example:7681"))
          .as(path)
          .isEqualTo(200);
      var shell = "User-Agent: Mozilla/5.0 (Windows NT; en-US) WindowsPowerShell/5.1.17763.1";
      assertThat(status("GET", path, host, shell)).as(path).isEqualTo(200);
    }
    assertThat(status("GET", "/api/processes", host, browser)).isEqualTo(200);
  }

  @Test
  void only_a_typed_address_may_read_beside_our_own_page() throws Exception {
    for (var path : List.of("/api/processes", "/api/process/logs?id=1", "/auth_token.js")) {
      assertThat(status("GET", path, "Host: 127.0.0.1", "Sec-Fetch-Site: none")).isEqualTo(200);
      assertThat(status("GET", path, "Host: 127.0.0.1", "Sec-Fetch-Site: cross-site"))
          .isEqualTo(403);
    }
    assertThat(status("GET", "/", "Host: 127.0.0.1", "Sec-Fetch-Site: cross-site")).isEqualTo(200);
  }

  @Test
  void every_answer_forbids_guessing_and_embedding() throws Exception {
    for (var path : List.of("/", "/api/processes", "/api/process/logs?id=1", "/nonsense")) {
      var headers = corex.get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(headers.firstValue("Server")).isEmpty();
    }
    assertThat(corex.get("/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("script-src 'self';", "frame-ancestors 'none'", "default-src 'none'"));
  }

  @Test
  void with_a_credential_nothing_is_told_without_it() throws Exception {
    corex.close();
    corex = TestCorex.start(new FakeTerminals(), "user:pass", false);
    for (var path :
        List.of("/", "/attach/1", "/assets/theme.css", "/api/processes", "/auth_token.js")) {
      var answer = corex.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"ttyd\"");
      assertThat(corex.get(path, "Authorization", "Bearer " + BASIC.substring(6)).statusCode())
          .isEqualTo(401);
      assertThat(corex.get(path, "Authorization", "Basic dXNlcjpwYXN").statusCode()).isEqualTo(401);
      assertThat(corex.get(path, "Authorization", BASIC).statusCode()).isEqualTo(200);
    }
    assertThat(corex.get("/auth_token.js", "Authorization", BASIC).body())
        .isEqualTo("var tty_auth_token = 'dXNlcjpwYXNz';\n");
    assertThat(corex.send("DELETE", "/api/v2/processes", "").statusCode()).isEqualTo(401);
  }

  /// Elsewhere they ignore it and complain in the console of every page.
  @Test
  void an_opener_policy_is_sent_where_browsers_heed_it() throws Exception {
    for (var host : List.of("127.0.0.1:7681", "localhost:7681", "[::1]:7681", "corex.example")) {
      assertThat(page(host)).contains("Cross-Origin-Opener-Policy: same-origin");
    }
    for (var host : List.of("172.24.1.5:7681", "172.24.1.5", "[fd35:7552:4738:1::5]:7681")) {
      assertThat(page(host)).startsWith("HTTP/1.1 200 ").doesNotContain("Opener-Policy");
    }
  }

  private String page(String host) throws Exception {
    return corex.raw("GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));
  }
}
