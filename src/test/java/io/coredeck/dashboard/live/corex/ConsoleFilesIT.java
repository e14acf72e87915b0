package io.coredeck.dashboard.live.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coredeck.dashboard.live.corex.door.Route;
import io.coredeck.waiting.Patience;
import io.coredeck.wire.account.AuditMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files and recordings go through the dashboard, for those who may change things.
@Timeout(120)
class ConsoleFilesIT extends ConsoleProxy {

  /// It is told after the browser has its answer.
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String FILES = "/api/v2/files?path=";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path directory;

  private String at(String name) {
    return FILES + URLEncoder.encode(directory + "/" + name, StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(
      String who, String method, String path, byte[] body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(server.uri(path))
            .method(method, BodyPublishers.ofByteArray(body))
            .header("Origin", server.origin());
    if (!who.isEmpty()) {
      request.header("X-Who", who);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_large_file_goes_in_and_comes_back_the_same() throws Exception {
    var content = bytes(40_000_000);
    var name = "\u00fcber.bin";
    var put = send("ines", "PUT", at(name), content, "X-Mode", "0750");
    assertThat(put.statusCode()).as(new String(put.body(), StandardCharsets.UTF_8)).isEqualTo(201);
    assertThat(new String(put.body(), StandardCharsets.UTF_8)).contains("\"bytes\":40000000");
    var told =
        new AuditMessages.Transfer(
            "3-1", AuditMessages.Kind.UPLOAD, directory + "/" + name, 40_000_000, "done");
    Patience.await("an entry of the audit", SOON, () -> server.isAudited(told));
    var back = send("ines", "GET", at(name), new byte[0]);
    assertThat(back.body()).isEqualTo(content);
    assertThat(back.headers().map())
        .containsEntry("content-type", List.of("application/octet-stream"))
        .containsEntry("content-length", List.of("40000000"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry(
            "content-disposition",
            List.of("attachment; filename=\"_ber.bin\"; filename*=UTF-8''%C3%BCber.bin"));
    assertThat(send("ines", "PUT", at(name), bytes(9)).statusCode()).isEqualTo(409);
    assertThat(send("ines", "PUT", at(name), bytes(9), "X-Overwrite", "true").statusCode())
        .isEqualTo(201);
    var listed = send("ines", "GET", at("").replace("files?", "files/list?"), new byte[0]);
    assertThat(new String(listed.body(), StandardCharsets.UTF_8))
        .contains("\"name\":\"\u00fcber.bin\"", "\"size\":9");
    var tar = send("ines", "GET", FILES + directory, new byte[0]);
    assertThat(tar.headers().firstValue("content-type")).hasValue("application/x-tar");
    assertThat(tar.body().length).isGreaterThan(2000);
  }

  @ParameterizedTest
  @CsvSource({"'', 401", "stranger, 403", "vera, 403"})
  void who_may_not_change_things_reaches_no_file_and_no_recording(String who, int status)
      throws Exception {
    Files.write(directory.resolve("a"), bytes(3));
    var id = shell("exec sleep 1000");
    for (var path : List.of(at("a"), at("").replace("files?", "files/list?"), recording(id))) {
      assertThat(send(who, "GET", path, new byte[0]).statusCode()).as(path).isEqualTo(status);
    }
    assertThat(send(who, "PUT", at("b"), bytes(1)).statusCode()).isEqualTo(status);
    for (var call :
        List.of(
            one(id) + "/start",
            one(id) + "/restart",
            one(id) + "/close-input",
            recording(id),
            "/api/v2/groups/web.1/stop",
            "/api/v2/reload")) {
      assertThat(ConsoleClient.call(server, who, "POST", call, "{}").statusCode())
          .as(call)
          .isEqualTo(status);
    }
    assertThat(directory.resolve("b")).doesNotExist();
  }

  private static String recording(long id) {
    return one(id) + "/recording";
  }

  @Test
  void a_recording_is_started_stopped_and_fetched() throws Exception {
    var id = shell("echo recorded; exec sleep 1000");
    assertThat(ConsoleClient.call(server, "ines", "POST", recording(id), "{}").statusCode())
        .isEqualTo(201);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", recording(id), "").statusCode())
        .isEqualTo(200);
    var file = send("ines", "GET", recording(id) + "?version=3", new byte[0]);
    assertThat(file.headers().firstValue("content-type")).hasValue("application/x-asciicast");
    assertThat(file.headers().firstValue("content-disposition").orElseThrow())
        .contains("filename=\"process-" + id + ".cast\"");
    assertThat(new String(file.body(), StandardCharsets.UTF_8)).startsWith("{\"version\":3,");
  }

  /// No client of ours sends such a thing; it must not get as far as to a place among the
  /// transfers.
  @Test
  void a_path_that_cannot_be_decoded_is_none() {
    var files = "/live/corex/3-1/api/v2/files";
    for (var wrong : List.of("path=%zz", "path=/a%", "path=%2")) {
      assertThat(Route.of("GET", files, wrong)).isInstanceOf(Route.Unknown.class);
    }
    assertThat(Route.of("GET", files, "path=%2Fa%20b")).isInstanceOf(Route.Transfer.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v2/files, 404",
    "GET, /api/v2/files?, 404",
    "GET, /api/v2/files?path=/etc/passwd&x=1, 404",
    "GET, /api/v2/files?x=1, 404",
    "GET, /api/v2/files/?path=/etc/passwd, 404",
    "GET, /api/v2/files/x?path=/etc/passwd, 404",
    "PUT, /api/v2/files/list?path=/tmp, 404",
    "POST, /api/v2/groups/../stop, 404",
    "POST, /api/v2/groups/web/kill, 404",
    "GET, /api/v2/groups/web/stop, 405",
    "GET, /api/v2/reload, 405",
    "GET, /api/v2/processes/1/recording?version=9, 404",
    "PUT, /api/v2/processes/1/recording, 405",
    "GET, /api/v2/processes/1/logs?file=/etc/passwd, 404"
  })
  void what_is_not_named_is_not_there(String method, String path, int status) throws Exception {
    var answer = send("ines", method, path, new byte[0]);
    assertThat(answer.statusCode()).isIn(status, path.contains("..") ? 400 : status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null"})
  void pages_of_other_sites_are_refused(String origin) throws Exception {
    Files.write(directory.resolve("a"), bytes(3));
    for (var method : List.of("GET", "PUT")) {
      var answer =
          ConsoleClient.call(server, "ines", method, at("a"), "", "Origin", origin).statusCode();
      assertThat(answer).as(method).isEqualTo(403);
    }
    assertThat(ConsoleClient.call(server, "ines", "PUT", at("c"), "x", "X-None", "1").statusCode())
        .isEqualTo(403);
    assertThat(
            ConsoleClient.call(server, "ines", "GET", at("a"), "", "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing_in_the_container() throws Exception {
    var origin = server.origin();
    var port = Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var head =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nX-Who: ines\r\nContent-Length: 1000000\r\n\r\n"
              .formatted(
                  server.uri(at("half")).toString().substring(origin.length()), port, origin);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes(300_000));
      awaitFiles(1);
    }
    awaitFiles(0);
  }

  private void awaitFiles(int count) throws IOException {
    while (true) {
      try (var all = Files.list(directory)) {
        if (all.count() == count) {
          return;
        }
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void what_a_container_says_of_a_file_is_not_believed() throws Exception {
    try (var liar = new LyingContainer()) {
      server.moveTo(liar.address());
      var answer = send("ines", "GET", FILES + "/a", new byte[0]);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/octet-stream");
      assertThat(answer.headers().firstValue("content-disposition")).hasValue("attachment");
      assertThat(answer.headers().firstValue("content-security-policy"))
          .hasValue("default-src 'none'; sandbox");
      assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }
  }

  @Test
  void a_file_that_breaks_off_is_not_taken_for_whole() throws Exception {
    var breaking = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    breaking.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0); // in chunks
          exchange.getResponseBody().write(bytes(100_000));
          exchange.getResponseBody().flush();
          throw new IOException("the end");
        });
    breaking.start();
    try {
      server.moveTo(breaking.getAddress());
      assertThatThrownBy(() -> send("ines", "GET", FILES + "/a", new byte[0]))
          .isInstanceOf(IOException.class);
    } finally {
      breaking.stop(0);
    }
  }
}
