package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.files.TransferLog;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.process.FakeTerminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files go into the container and out of it.
@Timeout(60)
class FilesTest {
  private static final String FILES = "/api/v2/files?path=";

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(new FakeTerminals());
  }

  @AfterEach
  void close() {
    corex.close();
    client.close();
  }

  private String at(String name) {
    return FILES + URLEncoder.encode(directory + "/" + name, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> put(String path, byte[] content, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(corex.uri(path)).PUT(BodyPublishers.ofByteArray(content));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(corex.uri(path)).build(), BodyHandlers.ofByteArray());
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private List<String> names() throws IOException {
    try (var all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_file_goes_in_and_comes_back_the_same() throws Exception {
    var content = bytes(3_000_000);
    var answer = put(at("a b+c.bin"), content);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body())
        .isEqualTo("{\"path\":\"%s/a b+c.bin\",\"bytes\":3000000}".formatted(directory));
    assertThat(directory.resolve("a b+c.bin")).hasBinaryContent(content);
    assertThat(Files.getPosixFilePermissions(directory.resolve("a b+c.bin")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    var back = get(at("a b+c.bin"));
    assertThat(back.body()).isEqualTo(content);
    assertThat(back.headers().map())
        .containsEntry("content-length", List.of("3000000"))
        .containsEntry("content-type", List.of("application/octet-stream"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry(
            "content-disposition",
            List.of("attachment; filename=\"a b+c.bin\"; filename*=UTF-8''a%20b+c.bin"));
  }

  @Test
  void an_empty_file_is_a_file_too() throws Exception {
    assertThat(put(at("empty"), new byte[0]).statusCode()).isEqualTo(201);
    var back = get(at("empty"));
    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.headers().firstValue("content-length")).hasValue("0");
  }

  @Test
  void names_outside_ascii_are_bytes_and_what_is_no_utf_8_is_refused() throws Exception {
    assertThat(put(at("\u00fcber \u6f22.txt"), bytes(5)).statusCode()).isEqualTo(201);
    var listed = corex.body("/api/v2/files/list?path=" + directory);
    assertThat(listed).contains("\"name\":\"\u00fcber \u6f22.txt\",\"type\":\"file\",\"size\":5");
    var back = get(at("\u00fcber \u6f22.txt"));
    assertThat(back.body()).isEqualTo(bytes(5));
    assertThat(back.headers().firstValue("content-disposition"))
        .hasValue(
            "attachment; filename=\"_ber _.txt\"; filename*=UTF-8''%C3%BCber%20%E6%BC%A2.txt");
    var wrong = get(FILES + directory + "/%FC");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(put(FILES + directory + "/%C3", bytes(1)).statusCode()).isEqualTo(400);
    assertThat(put(FILES + directory + "/a%00b", bytes(1)).statusCode()).isEqualTo(400);
  }

  @Test
  void the_mode_is_what_was_asked_for() throws Exception {
    assertThat(put(at("run"), bytes(1), "X-Mode", "0755").statusCode()).isEqualTo(201);
    assertThat(Files.getPosixFilePermissions(directory.resolve("run")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var mode : List.of("4755", "1000", "9", "rwx", "00644")) {
      assertThat(put(at("no"), bytes(1), "X-Mode", mode).statusCode()).as(mode).isEqualTo(400);
    }
    assertThat(names()).containsExactly("run");
  }

  @Test
  void a_file_that_is_there_is_replaced_only_on_demand() throws Exception {
    put(at("a"), bytes(3));
    var refused = put(at("a"), bytes(400_000));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("X-Overwrite");
    assertThat(directory.resolve("a")).hasBinaryContent(bytes(3));
    assertThat(put(at("a"), bytes(4), "X-Overwrite", "true").statusCode()).isEqualTo(201);
    assertThat(directory.resolve("a")).hasBinaryContent(bytes(4));
    assertThat(names()).containsExactly("a");
  }

  @Test
  void a_link_that_is_replaced_is_replaced_itself() throws Exception {
    Files.write(directory.resolve("other"), bytes(3));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("other"));
    assertThat(put(at("link"), bytes(9)).statusCode()).isEqualTo(409);
    assertThat(put(at("link"), bytes(9), "X-Overwrite", "true").statusCode()).isEqualTo(201);
    assertThat(directory.resolve("other")).hasBinaryContent(bytes(3));
    assertThat(Files.isSymbolicLink(directory.resolve("link"))).isFalse();
  }

  @Test
  void directories_are_made_only_on_demand() throws Exception {
    var refused = put(at("x/y/z"), bytes(2));
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("X-Make-Directories");
    assertThat(put(at("x/y/z"), bytes(2), "X-Make-Directories", "true").statusCode())
        .isEqualTo(201);
    assertThat(directory.resolve("x/y/z")).hasBinaryContent(bytes(2));
    assertThat(put(at("x/y/z/more"), bytes(2), "X-Make-Directories", "true").statusCode())
        .isIn(404, 409);
  }

  @ParameterizedTest
  @CsvSource({
    "/proc/self/comm, 403",
    "/proc/new/a, 403",
    "/sys/a, 403",
    "/dev/a, 403",
    "/dev/shm/a, 403",
    "/, 400",
    "relative, 400",
    "'', 400",
    "/tmp/, 400",
    "/tmp/../proc/a, 400",
    "/tmp/./a, 400",
    "/tmp, 409"
  })
  void there_is_no_writing_to(String path, int status) throws Exception {
    var answer = put(FILES + path, bytes(1), "X-Overwrite", "true", "X-Make-Directories", "true");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":\"");
  }

  @Test
  void a_link_does_not_lead_to_the_kernel() throws Exception {
    Files.createSymbolicLink(directory.resolve("p"), Path.of("/proc"));
    assertThat(put(at("p/sys/a"), bytes(1), "X-Make-Directories", "true").statusCode())
        .isEqualTo(403);
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), corex.port())) {
      send(socket, "half", 1_000_000, bytes(200_000));
      awaitNames(1);
    }
    awaitNames(0);
  }

  /// Begins an upload.
  private void send(Socket socket, String name, int length, byte[] first) throws IOException {
    var head =
        String.join(
            "\r\n",
            "PUT " + at(name) + " HTTP/1.1",
            "Host: localhost",
            "Content-Length: " + length,
            "",
            "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(first);
  }

  private void awaitNames(int count) throws IOException {
    while (names().size() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void more_than_may_be_is_refused_before_and_while_it_comes() throws Exception {
    var answer =
        corex.raw(
            "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741825\r\n\r\n"
                .formatted(at("large")));
    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertThat(names()).isEmpty();
  }

  @Test
  void four_transfers_at_a_time() throws Exception {
    var sockets = new ArrayList<Socket>();
    try {
      for (var i = 0; i < TransferLog.LIMIT; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), corex.port());
        sockets.add(socket);
        send(socket, "n" + i, 5, new byte[] {'1'});
      }
      awaitNames(TransferLog.LIMIT);
      assertThat(get(at("n0")).statusCode()).isEqualTo(503);
      assertThat(corex.get("/api/v2/processes").statusCode()).isEqualTo(200);
      for (var socket : sockets) {
        socket.getOutputStream().write("2345".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 201");
      }
      assertThat(names()).containsExactly("n0", "n1", "n2", "n3");
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void a_directory_comes_as_an_archive() throws Exception {
    var root = Files.createDirectories(directory.resolve("tree"));
    var deep = Files.createDirectories(root.resolve("d".repeat(120) + "/" + "e".repeat(120)));
    Files.write(deep.resolve("far"), bytes(700));
    put(at("tree/\u00fc"), bytes(512), "X-Mode", "0600");
    Files.createSymbolicLink(root.resolve("link"), Path.of("../elsewhere/" + "l".repeat(110)));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    run("mkfifo", root.resolve("fifo").toString());
    var answer = get(at("tree"));
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-tar");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .contains("filename=\"tree.tar\"");
    var out = Files.createDirectory(directory.resolve("out"));
    Files.write(directory.resolve("t.tar"), answer.body());
    run("tar", "-C", out.toString(), "-xf", directory.resolve("t.tar").toString());
    assertThat(out.resolve("tree").resolve(root.relativize(deep)).resolve("far"))
        .hasBinaryContent(bytes(700));
    assertThat(Files.readSymbolicLink(out.resolve("tree/link")).toString())
        .isEqualTo("../elsewhere/" + "l".repeat(110));
    assertThat(Files.readSymbolicLink(out.resolve("tree/up")).toString()).isEqualTo("..");
    run("rm", root.resolve("fifo").toString());
    run("diff", "-r", "--no-dereference", root.toString(), out.resolve("tree").toString());
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
  }

  @Test
  void what_is_no_file_is_not_read() throws Exception {
    run("mkfifo", directory.resolve("fifo").toString());
    assertThat(get(at("fifo")).statusCode()).isEqualTo(409);
    assertThat(get(at("none")).statusCode()).isEqualTo(404);
    assertThat(get(FILES + "/dev/null").statusCode()).isEqualTo(409);
    assertThat(get(FILES + "/proc").statusCode()).isEqualTo(403);
    var comm = get(FILES + "/proc/self/comm");
    assertThat(new String(comm.body(), StandardCharsets.US_ASCII)).endsWith("\n");
    assertThat(corex.get("/api/v2/files/list?path=" + directory + "/none").statusCode())
        .isEqualTo(404);
    assertThat(corex.get("/api/v2/files/list?path=/proc/self/comm").statusCode()).isEqualTo(404);
  }

  @Test
  void a_listing_tells_types_and_modes() throws Exception {
    Files.createDirectory(directory.resolve("b"));
    Files.write(directory.resolve("a"), bytes(3));
    Files.createSymbolicLink(directory.resolve("c"), Path.of("nowhere"));
    var listed = corex.body("/api/v2/files/list?path=" + directory);
    assertThat(listed)
        .startsWith("{\"path\":\"" + directory + "\",\"whole\":true,\"entries\":[{\"name\":\"a\"")
        .contains("\"name\":\"b\",\"type\":\"directory\"", "\"name\":\"c\",\"type\":\"link\"")
        .containsPattern("\"size\":3,\"mode\":\"0[0-7]{3}\",\"mtime\":\"20[^\"]+Z\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "HEAD", "PATCH"})
  void other_methods_are_not_there(String method) throws Exception {
    assertThat(corex.send(method, FILES + "/tmp/a", "").statusCode()).isEqualTo(405);
  }

  @Test
  void pages_of_other_sites_reach_no_file() throws Exception {
    Files.write(directory.resolve("a"), bytes(3));
    assertThat(corex.get(at("a"), "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(corex.get(at("a"), "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(put(at("b"), bytes(3), "Sec-Fetch-Site", "none").statusCode()).isEqualTo(403);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void who_may_only_look_gets_no_files_and_one_with_a_credential_asks_for_it() throws Exception {
    corex.close();
    corex = TestCorex.start(new FakeTerminals(), "ada:secret", true);
    assertThat(get(at("a")).statusCode()).isEqualTo(401);
    assertThat(put(at("a"), bytes(1)).statusCode()).isEqualTo(401);
    var basic = "Basic YWRhOnNlY3JldA==";
    var refused = put(at("a"), bytes(1), "Authorization", basic);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("--readonly");
    Files.write(directory.resolve("a"), bytes(1));
    assertThat(corex.get(at("a"), "Authorization", basic).statusCode()).isEqualTo(403);
    corex.close();
    corex = TestCorex.start(new FakeTerminals(), "ada:secret", false);
    assertThat(corex.get(at("a"), "Authorization", basic).statusCode()).isEqualTo(200);
  }

  @Test
  void a_transfer_may_take_longer_than_a_request_as_long_as_something_moves() throws Exception {
    corex.close();
    corex =
        TestCorex.start(
            new FakeTerminals(),
            TestCorex.options("", false, 0),
            new Bounds(100, 100, Duration.ofMillis(400)));
    var content = bytes(8 << 20);
    Files.write(directory.resolve("large"), content);
    var request = HttpRequest.newBuilder(corex.uri(at("large"))).build();
    try (var slow = client.send(request, BodyHandlers.ofInputStream()).body()) {
      var came = new ByteArrayOutputStream();
      for (var begun = System.nanoTime(); System.nanoTime() - begun < 1_500_000_000L; ) {
        came.writeBytes(slow.readNBytes(64 << 10));
        TimeUnit.MILLISECONDS.sleep(30);
      }
      came.writeBytes(slow.readAllBytes());
      assertThat(came.toByteArray()).isEqualTo(content);
    }
  }

  @Test
  void content_in_chunks_needs_no_length() throws Exception {
    var request =
        HttpRequest.newBuilder(corex.uri(at("c")))
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes(100_000))))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    assertThat(directory.resolve("c")).hasBinaryContent(bytes(100_000));
  }
}
