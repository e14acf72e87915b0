package io.coredeck.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// That callers who send or read slowly, or not at all, do not fill the server's memory.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerBoundsTest {
  private static final int LARGE = 30 << 20;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();
  private final List<WebServer> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    servers.forEach(WebServer::close);
  }

  private void start(Bodies bodies) throws IOException {
    start(bodies, Duration.ofMinutes(5));
  }

  private void start(Bodies bodies, Duration longestAnswer) throws IOException {
    var router =
        new Router(bodies)
            .post("/", request -> Answer.text(200, "" + request.body().length))
            .post("/little", request -> Answer.text(200, "" + request.withLimit(5).body().length))
            .post("/never", _ -> Answer.text(401, "no"))
            .get("/large", _ -> large())
            .post("/large", _ -> large())
            .get(
                "/news",
                _ ->
                    Answer.asItHappens(
                        "text/event-stream", Duration.ofMinutes(5), _ -> neverEnds()))
            .get("/small", _ -> Answer.text(200, "small"))
            .get("/pieces", _ -> Answer.json(pieces("[1", ",2", "]\n")))
            .get("/broken", _ -> Answer.json(pieces("[1", "")));
    servers.add(WebServer.start("127.0.0.1", 0, router, longestAnswer));
  }

  private Answer large() {
    asked.countDown();
    return Answer.bytes(200, "text/plain", new byte[LARGE]);
  }

  private void neverEnds() throws InterruptedException {
    asked.countDown();
    new CountDownLatch(1).await();
  }

  /// @param of the pieces; an empty one is a failure
  private static Answer.Pieces pieces(String... of) {
    return out -> {
      for (var piece : of) {
        if (piece.isEmpty()) {
          throw new IOException("as if the disk had gone");
        }
        out.write(piece.getBytes(UTF_8));
        out.flush();
      }
    };
  }

  @Test
  void bodies_that_are_too_large_together_are_refused_until_there_is_room() throws Exception {
    start(new Bodies(10_000, Duration.ofSeconds(30)));
    assertThat(status(post("/", 9_000, 9_000))).isEqualTo(200);
    var silent = post("/", 9_000, 8_000);
    var refused = answerTo(post("/", 4_000, 4_000));
    while (!refused.startsWith("HTTP/1.1 503")) { // the silent one's bytes are on their way
      refused = answerTo(post("/", 4_000, 4_000));
    }
    assertThat(refused).contains("Retry-After: 1");
    silent.close();
    while (status(post("/", 4_000, 4_000)) != 200) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_body_that_does_not_go_on_is_given_up() throws Exception {
    start(new Bodies(10_000, Duration.ofMillis(100)));
    assertThat(status(post("/", 9_000, 8_000))).isEqualTo(400);
  }

  @Test
  void a_body_that_drips_is_given_up() throws Exception {
    var time = new AtomicLong();
    var aMinuteALook = Duration.ofMinutes(1).toNanos();
    start(new Bodies(1 << 20, Duration.ofSeconds(10), () -> time.addAndGet(aMinuteALook)));
    assertThat(status(post("/", 600_000, 100))).isEqualTo(408);
  }

  @Test
  void who_is_refused_while_still_sending_gets_the_answer_and_can_go_on() throws Exception {
    start(new Bodies());
    var socket = sent("POST /never HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
    var out = socket.getOutputStream();
    out.write("12345GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
    out.flush();
    var answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertThat(answers).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200", "small");
  }

  @Test
  void a_body_that_nobody_reads_and_that_comes_late_cuts_no_answer_short() throws Exception {
    start(new Bodies());
    var socket = sent("POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
    asked.await(); // before the body
    var out = socket.getOutputStream();
    out.write("12345GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
    out.flush();
    var answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertThat(answers).hasSizeGreaterThan(LARGE).contains("small");
  }

  @Test
  void an_answer_before_the_body_has_come_says_that_the_connection_ends() throws Exception {
    start(new Bodies(LARGE, Duration.ofMillis(200)));
    var socket = post("/never", 5, 0);
    var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("Connection: close");
  }

  @Test
  void answers_that_wait_for_a_body_nobody_sends_count_as_those_that_nobody_reads()
      throws Exception {
    start(new Bodies(LARGE, Duration.ofDays(1)));
    post("/large", 5, 0);
    post("/large", 5, 0);
    var refused = "";
    while (!refused.startsWith("HTTP/1.1 503")) { // the two are on their way
      try (var probe = post("/large", 5, 5)) { // gives back what it holds
        refused = answerTo(probe);
      }
    }
    assertThat(status(post("/never", 5, 5))).isEqualTo(401);
  }

  @Test
  void where_no_body_is_to_be_none_is_waited_for() throws Exception {
    start(new Bodies(LARGE, Duration.ofDays(1)));
    var socket = sent("GET /small HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
    var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("Connection: close");
  }

  @Test
  void the_head_of_what_has_no_end_comes_at_once() throws Exception {
    start(new Bodies());
    var socket = sent("HEAD /news HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 200").contains("text/event-stream");
    assertThat(asked.getCount()).as("the news have not begun").isEqualTo(1);
  }

  @Test
  void what_is_no_request_is_answered_and_the_connection_closed_as_announced() throws Exception {
    start(new Bodies());
    var text = "POST /%00 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    var answer = new String(sent(text).getInputStream().readAllBytes(), UTF_8);
    assertThat(answer).startsWith("HTTP/1.1 400").contains("Connection: close");
  }

  @Test
  void a_call_can_have_a_smaller_limit() throws Exception {
    start(new Bodies());
    assertThat(status(post("/little", 6, 6))).isEqualTo(413);
    assertThat(status(post("/little", 5, 5))).isEqualTo(200);
  }

  @Test
  void large_answers_that_nobody_reads_keep_only_further_large_ones_back() throws Exception {
    start(new Bodies());
    assertThat(status(get("/large"))).isEqualTo(200);
    assertThat(status(get("/large"))).isEqualTo(200);
    assertThat(answerTo(get("/large"))).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
    assertThat(status(get("/small"))).isEqualTo(200);
    sockets.getFirst().close();
    while (status(get("/large")) != 200) {
      Thread.onSpinWait();
    }
  }

  @Test
  void large_answers_that_nobody_reads_are_given_up() throws Exception {
    start(new Bodies(), Duration.ofMillis(200));
    assertThat(status(get("/large"))).isEqualTo(200);
    assertThat(status(get("/large"))).isEqualTo(200);
    while (status(get("/large")) != 200) { // none of the sockets is closed by us
      Thread.onSpinWait();
    }
  }

  @Test
  void one_machine_cannot_hold_all_the_room_for_large_answers() {
    var budget = new AnswerBudget(80);
    assertThat(budget.take("10.0.0.1", 7)).isTrue();
    assertThat(budget.take("10.0.0.1", 4)).isFalse();
    assertThat(budget.take("10.0.0.1", 0)).isTrue();
    assertThat(budget.take("10.0.0.2", 70)).isTrue();
    assertThat(budget.take("10.0.0.3", 4)).isFalse();
    budget.giveBack("10.0.0.2", 70);
    budget.giveBack("10.0.0.1", 0);
    budget.giveBack("10.0.0.1", 7);
    assertThat(budget.take("10.0.0.1", 8)).isTrue();
    var own = AnswerBudget.machine("127.0.0.1");
    assertThat(budget.take(own, 30)).isTrue();
    assertThat(budget.take(own, 30)).isTrue();
  }

  @Test
  void an_answer_in_pieces_comes_whole_or_breaks_off() throws Exception {
    start(new Bodies());
    var whole = new StringBuilder();
    var answer = kept("/pieces").getInputStream();
    while (!whole.toString().endsWith("0\r\n\r\n")) {
      whole.append((char) answer.read());
    }
    assertThat(whole.toString()).startsWith("HTTP/1.1 200").contains("[1", ",2", "]");
    var broken = new String(kept("/broken").getInputStream().readAllBytes(), UTF_8);
    assertThat(broken).doesNotEndWith("0\r\n\r\n");
  }

  private Socket kept(String path) throws IOException {
    return sent("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  private Socket get(String path) throws IOException {
    return sent("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private Socket post(String path, int announced, int sent) throws IOException {
    return sent(
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(path, announced, "x".repeat(sent)));
  }

  private Socket sent(String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), servers.getLast().port());
    sockets.add(socket);
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private static int status(Socket socket) throws IOException {
    return Integer.parseInt(new String(socket.getInputStream().readNBytes(12), UTF_8).substring(9));
  }

  private static String answerTo(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(400), UTF_8);
  }
}
