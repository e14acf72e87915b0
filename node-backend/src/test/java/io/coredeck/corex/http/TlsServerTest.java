package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.http.listen.Listening;
import io.coredeck.corex.http.tls.TestCertificates;
import io.coredeck.corex.http.tls.TlsFiles;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.sdk.corex.CorexAccess;
import io.coredeck.sdk.corex.CorexClient;
import io.coredeck.sdk.corex.CorexException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server whose connections are encrypted.
@Timeout(60)
class TlsServerTest {
  @TempDir private Path folder;
  private TestCertificates authority;
  private TlsFiles files;
  private TestCorex corex;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    authority = TestCertificates.authority("authority", "EC");
    files = authority.issue("server", "RSA").write(folder, "server", "RSA PRIVATE KEY");
    corex = start(files, Bounds.USUAL);
    client = client(authority.clientContext());
  }

  private static TestCorex start(TlsFiles tls, Bounds bounds) throws Exception {
    var listening =
        new Listening(0, Optional.of("lo"), false, List.of(), Optional.empty(), Optional.of(tls));
    var guard = new Guard(Optional.empty(), List.of(), false);
    return TestCorex.start(new FakeTerminals(), TestCorex.options(listening, guard, 0), bounds);
  }

  private static HttpClient client(SSLContext context) {
    return HttpClient.newBuilder()
        .sslContext(context)
        .connectTimeout(Duration.ofSeconds(20))
        .build();
  }

  @AfterEach
  void close() {
    client.close();
    corex.close();
  }

  private String origin() {
    return "https://127.0.0.1:" + corex.port();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return get(client, path, headers);
  }

  private HttpResponse<String> get(HttpClient by, String path, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(origin() + path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return by.send(request.build(), BodyHandlers.ofString());
  }

  private TestSocket socket(String path, String... headers) throws Exception {
    var uri = URI.create(origin().replace("https:", "wss:") + path);
    return TestSocket.open(client, uri, "coredeck.v1", headers);
  }

  @Test
  void the_client_of_the_sdk_trusts_whom_it_is_told() throws Exception {
    var out = new ByteArrayOutputStream();
    var trusted = authority.clientContext();
    try (var known = CorexClient.connect(URI.create(origin()), CorexAccess.OPEN, trusted);
        var usual = CorexClient.connect(URI.create(origin()), CorexAccess.OPEN)) {
      var process = known.start("print", "shown", "0");
      try (var terminal = known.attach(process.id())) {
        terminal.copyTo(out);
      }
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("shown");
      assertThatThrownBy(usual::list)
          .isInstanceOf(CorexException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void pages_and_calls_and_terminals_work() throws Exception {
    assertThat(get("/api/process/start?arg%5B%5D=print&arg%5B%5D=shown&arg%5B%5D=0").body())
        .contains("success");
    try (var socket = socket("/ws/1", "Origin", origin())) {
      socket.hello();
      socket.awaitMessage("5\u001bc");
    }
    var page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("connect-src 'self' wss://127.0.0.1:" + corex.port() + "; ")
                .doesNotContain("ws://127"));
    assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
  }

  @Test
  void an_origin_without_tls_is_another_one() throws Exception {
    var plain = "http://127.0.0.1:" + corex.port();
    assertThat(get("/api/processes", "Origin", origin()).statusCode()).isEqualTo(200);
    assertThat(get("/api/processes", "Origin", plain).statusCode()).isEqualTo(403);
    assertThat(get("/api/process/clean", "Origin", plain).statusCode()).isEqualTo(403);
    assertThatThrownBy(() -> socket("/ws/1", "Origin", plain)).isInstanceOf(IOException.class);
  }

  @Test
  void connections_go_on_when_the_certificate_is_renewed() throws Exception {
    get("/api/process/start?arg%5B%5D=echo");
    try (var socket = socket("/ws/1")) {
      socket.hello();
      var other = TestCertificates.authority("other", "RSA");
      other.issue("server", "EC").write(folder, "server", "EC PRIVATE KEY");
      var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      try (var next = client(other.clientContext())) {
        while (!isWelcome(next)) {
          assertThat(System.nanoTime()).isLessThan(deadline);
        }
      }
      socket.send("0still here");
      socket.awaitOutput("still here");
    }
  }

  private boolean isWelcome(HttpClient next) throws Exception {
    try {
      return get(next, "/api/processes").statusCode() == 200;
    } catch (SSLHandshakeException e) {
      return false;
    }
  }

  @Test
  void with_authorities_only_their_clients_get_in() throws Exception {
    corex.close();
    var people = TestCertificates.authority("people", "EC");
    var file = Files.writeString(folder.resolve("people.crt"), people.certificatePem());
    corex = start(new TlsFiles(files.certificate(), files.key(), Optional.of(file)), Bounds.USUAL);
    assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
    try (var alice = client(authority.clientContext(people.issue("alice", "RSA")));
        var mallory = client(authority.clientContext(authority.issue("mallory", "RSA")))) {
      assertThat(get(alice, "/").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(mallory, "/")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void who_speaks_no_tls_gets_no_answer_of_ours() throws Exception {
    assertThat(corex.raw("GET /api/processes HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .doesNotContain("processes");
    assertThat(get("/api/processes").statusCode()).isEqualTo(200);
  }

  @Test
  void who_never_ends_the_handshake_is_not_waited_for() throws Exception {
    corex.close();
    corex = start(files, new Bounds(100, 100, Duration.ofMillis(400)));
    try (var silent = new Socket(InetAddress.getLoopbackAddress(), corex.port())) {
      silent.setSoTimeout(20_000);
      silent.getOutputStream().write(new byte[] {0x16, 3, 1, 0x40, 0});
      assertThat(silent.getInputStream().readAllBytes()).hasSizeLessThan(64);
    }
  }

  @Test
  void wrong_files_are_told_before_anything_listens() throws Exception {
    Files.writeString(files.key(), "nothing");
    assertThatThrownBy(() -> start(files, Bounds.USUAL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--ssl-key " + files.key());
  }
}
