package io.coredeck.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a handler and its caller can rely on.
class WebServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Router router = new Router();
  private final WebServer server;

  WebServerTest() throws IOException {
    server = WebServer.start("127.0.0.1", 0, router);
  }

  @AfterEach
  void close() {
    client.close(); // first: the server waits a second for idle connections
    server.close();
  }

  @Test
  void a_json_answer_has_exactly_the_plain_type_and_ends_with_a_newline() throws Exception {
    router.get("/users/{id:digits}", r -> Answer.json(200, "{\"id\":" + r.parameter("id") + "}"));
    var answer = get("/users/7");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"id\":7}\n");
  }

  @Test
  void an_unknown_path_is_a_plain_404_and_a_wrong_method_a_plain_405() throws Exception {
    router.post("/users", r -> Answer.json(201, "null"));
    router.get("/pools/{id:digits}", r -> Answer.json(200, "null"));
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/pools/seven").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain");
    assertThat(get("/users").statusCode()).isEqualTo(405);
    assertThat(get("/users").headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void a_refusal_becomes_an_error_of_its_status_with_the_message_escaped() throws Exception {
    router.get(
        "/",
        r -> {
          throw new RefusedException(409, "\"a\"\n\\ ü");
        });
    var answer = get("/");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("{\"error\":\"\\\"a\\\"\\n\\\\ ü\"}\n");
  }

  @Test
  void a_failure_of_ours_is_a_500_that_tells_nothing_of_the_inside() throws Exception {
    router.get(
        "/",
        r -> {
          throw new IOException("secret path");
        });
    var answer = get("/");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("\"error\"").doesNotContain("secret");
  }

  @Test
  void who_waited_in_vain_is_asked_to_come_again() throws Exception {
    router.get(
        "/",
        r -> {
          throw new IOException("the store is busy", new TimeoutException());
        });
    var answer = get("/");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).isEqualTo("{\"error\":\"the store is busy\"}\n");
  }

  @Test
  void parameters_and_query_arrive_decoded() throws Exception {
    router.get(
        "/{repo}/{name}.flist",
        r ->
            Answer.text(200, r.parameter("repo") + "," + r.parameter("name") + "," + r.query("q")));
    assertThat(get("/a%20b/x.y.flist?q=1%2B2").body()).isEqualTo("a b,x.y,Optional[1+2]\n");
  }

  @Test
  void a_query_that_cannot_be_decoded_is_a_400() throws Exception {
    router.get("/", r -> Answer.text(200, "fine"));
    assertThat(rawStatus("GET /?q=%zz HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(400);
  }

  @Test
  void a_request_that_makes_no_sense_is_a_4xx_and_leaves_the_server_standing() throws Exception {
    router.get("/{name}", r -> Answer.text(200, r.parameter("name")));
    var host = " HTTP/1.1\r\nHost: x\r\n\r\n";
    assertThat(rawStatus("GET /%zz" + host)).isEqualTo(400);
    assertThat(rawStatus("GET /%ff" + host)).isBetween(200, 499);
    assertThat(rawStatus("GET /a%2fb" + host)).isBetween(200, 499);
    assertThat(rawStatus("GET /a%00b" + host)).isBetween(200, 499);
    assertThat(rawStatus("OPTIONS *" + host)).isBetween(200, 499);
    assertThat(rawStatus("GET /../x" + host)).isBetween(200, 499);
    assertThat(rawStatus("nonsense\r\n\r\n")).isEqualTo(400);
    assertThat(rawStatus("GET /x HTTP/1.1\r\nHost: x\r\nA: " + "y".repeat(20_000) + "\r\n\r\n"))
        .isEqualTo(431);
    assertThat(get("/fine").body()).isEqualTo("fine\n");
  }

  @Test
  void a_body_larger_than_the_limit_is_a_413_announced_or_not() throws Exception {
    router.post("/", r -> Answer.text(200, "" + r.body().length));
    var much = new byte[WebRequest.BODY_LIMIT + 1];
    var announced = send("POST", "/", BodyPublishers.ofByteArray(much));
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("too large", "" + WebRequest.BODY_LIMIT);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much));
    assertThat(send("POST", "/", chunked).statusCode()).isEqualTo(413);
    var enough = BodyPublishers.ofByteArray(new byte[WebRequest.BODY_LIMIT]);
    assertThat(send("POST", "/", enough).body()).isEqualTo(WebRequest.BODY_LIMIT + "\n");
  }

  @Test
  void a_body_is_read_whatever_its_content_type() throws Exception {
    router.post("/", r -> Answer.text(200, r.text()));
    assertThat(send("POST", "/", BodyPublishers.ofString("ü")).body()).isEqualTo("ü\n");
  }

  @Test
  void an_answer_may_come_later_from_another_thread() throws Exception {
    var promise = new CompletableFuture<Answer>();
    router.addLater("GET", "/wait", r -> promise);
    var pending = client.sendAsync(request("GET", "/wait"), BodyHandlers.ofString());
    assertThat(pending).isNotDone();
    promise.complete(Answer.text(200, "now"));
    assertThat(pending.get(5, TimeUnit.SECONDS).body()).isEqualTo("now\n");
  }

  @Test
  void a_file_is_sent_whole_with_its_length(@TempDir Path dir) throws Exception {
    var file = Files.write(dir.resolve("image"), new byte[1_000_000]);
    router.get("/image", r -> Answer.file("application/octet-stream", file));
    var answer = get("/image");
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(1_000_000);
    assertThat(answer.body().length()).isEqualTo(1_000_000);
    var head = send("HEAD", "/image", BodyPublishers.noBody());
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(1_000_000);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void any_origin_may_read_the_named_headers_once_allowed() throws Exception {
    router.get("/", r -> Answer.json(200, "[]").with("Pages", "3")).allowAnyOrigin("Pages");
    var answer = get("/");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("Pages");
    var options = send("OPTIONS", "/", BodyPublishers.noBody());
    assertThat(options.statusCode()).isEqualTo(200);
    assertThat(options.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Idempotency-Key", "If-Match");
    assertThat(get("/no").headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void who_reads_an_answer_in_pieces_too_slowly_is_cut_off() throws Exception {
    var cut = new CompletableFuture<IOException>();
    router.get("/", _ -> Answer.json(endless(cut)));
    try (var impatient = WebServer.start("127.0.0.1", 0, router, Duration.ofMillis(10))) {
      isCut(impatient, cut);
    }
  }

  @Test
  void who_reads_what_happens_too_slowly_is_cut_off_where_it_was_to_end() throws Exception {
    var cut = new CompletableFuture<IOException>();
    router.get("/", _ -> Answer.asItHappens("text/x", Duration.ofMillis(10), endless(cut)));
    isCut(server, cut);
  }

  private static Answer.Pieces endless(CompletableFuture<IOException> cut) {
    return out -> {
      try {
        while (true) {
          out.write(new byte[1 << 16]);
        }
      } catch (IOException e) {
        cut.complete(e);
        throw e;
      }
    };
  }

  private static void isCut(WebServer from, CompletableFuture<IOException> cut) throws Exception {
    try (var line = new Socket(InetAddress.getLoopbackAddress(), from.port())) {
      line.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      assertThat(cut.get(60, TimeUnit.SECONDS)).isNotNull(); // silence would be waited for longer
    }
  }

  @Test
  void an_answer_that_fails_with_an_error_is_cut_and_counts_no_more() throws Exception {
    router.get(
        "/",
        _ ->
            Answer.json(out -> {
              out.write(new byte[1 << 17]); // so much that the answer has begun
              throw new AssertionError("no");
            }));
    router.get("/fine", _ -> Answer.json(out -> out.write("[]\n".getBytes(UTF_8))));
    for (var i = 0; i < 20; i++) { // more than have place at once
      assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
    }
    assertThat(get("/fine").statusCode()).isEqualTo(200);
  }

  @Test
  void a_taken_port_is_said_in_one_sentence() {
    assertThatThrownBy(() -> WebServer.start("127.0.0.1", server.port(), router))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageContaining("choose another");
  }

  @Test
  void closing_twice_does_nothing() {
    server.close();
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request("GET", path), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    var request = HttpRequest.newBuilder(uri(path)).method(method, body).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path) {
    return HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private int rawStatus(String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
      var line = new String(socket.getInputStream().readNBytes(12), UTF_8);
      return Integer.parseInt(line.substring(9));
    }
  }
}
