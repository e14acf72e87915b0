package io.coredeck.explorer.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.testkit.WebhookReceiver.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One try of one delivery.
@Timeout(60)
class SenderTest {
  private static final Instant NOW = Instant.parse("2026-11-30T19:00:00Z");
  private static WebhookReceiver receiver;
  private static Sender sender;

  @BeforeAll
  static void start() throws Exception {
    receiver = new WebhookReceiver();
    sender = Sender.start(Networks.of("127.0.0.0/8"), Authorities.USUAL, InstantSource.fixed(NOW));
  }

  @AfterAll
  static void stop() {
    sender.close();
    receiver.close();
  }

  private static Outcome send(String url) {
    return send(sender, url);
  }

  private static Outcome send(Sender through, String url) {
    return through
        .send(new Post(URI.create(url), "evt_1", "{\"a\":1}", List.of("whsec_AAAA")))
        .join();
  }

  /// Source: the example of Standard Webhooks' own libraries (their tests' first vector).
  @Test
  void a_delivery_is_signed_as_the_specification_says() {
    assertThat(
            Signing.sign(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void what_is_sent_has_its_id_time_and_a_signature_for_each_secret() throws Exception {
    var old = Signing.newSecret();
    var fresh = Signing.newSecret();
    var post = new Post(URI.create(receiver.url("/signed")), "evt_2", "{}", List.of(fresh, old));
    assertThat(sender.send(post).join().isDelivered()).isTrue();
    var got = receiver.next("/signed");
    assertThat(got.id()).isEqualTo("evt_2");
    assertThat(got.timestamp()).isEqualTo(NOW.getEpochSecond());
    assertThat(got.isSignedWith(fresh)).isTrue();
    assertThat(got.isSignedWith(old)).isTrue();
    assertThat(got.isSignedWith(Signing.newSecret())).isFalse();
    assertThat(post.toString()).doesNotContain("whsec", "127.0.0.1");
  }

  @Test
  void the_status_alone_says_whether_it_was_taken() throws Exception {
    receiver.answer("/ok", new Answer(200, "", "x".repeat(100_000)));
    assertThat(send(receiver.url("/ok")).error()).isEmpty();
    receiver.answer("/busy", new Answer(503, "Retry-After: 120", "later"));
    var busy = send(receiver.url("/busy"));
    assertThat(busy.error()).isEqualTo("answered 503");
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    receiver.answer("/date", new Answer(429, "Retry-After: Mon, 30 Nov 2026 19:05:00 GMT", ""));
    assertThat(send(receiver.url("/date")).retryAfter()).isEqualTo(Duration.ofMinutes(5));
    receiver.answer("/junk", new Answer(500, "Retry-After: soon", ""));
    assertThat(send(receiver.url("/junk")).retryAfter()).isZero();
    receiver.answer("/gone", Answer.of(410));
    assertThat(send(receiver.url("/gone")).isGone()).isTrue();
  }

  @Test
  void redirects_are_not_followed_and_what_is_not_public_is_not_shown() throws Exception {
    receiver.answer("/old", new Answer(302, "Location: " + receiver.url("/new"), "secret of /old"));
    var outcome = send(receiver.url("/old"));
    assertThat(outcome.error()).contains("answered 302; webhooks follow no redirects");
    assertThat(outcome.answer()).isEmpty();
    assertThat(receiver.waiting("/new")).isZero();
  }

  @Test
  void an_answer_that_asks_for_a_password_is_a_failure() {
    receiver.answer("/closed", new Answer(401, "WWW-Authenticate: Basic realm=\"x\"", ""));
    assertThat(send(receiver.url("/closed")).error()).isEqualTo("answered 401");
    receiver.answer("/proxy", new Answer(407, "Proxy-Authenticate: Basic realm=\"x\"", ""));
    assertThat(send(receiver.url("/proxy")).error()).isEqualTo("answered 407");
  }

  @Test
  void a_name_that_stands_for_what_is_not_public_is_not_connected_to() throws Exception {
    try (var careful = Sender.start(Networks.PUBLIC, Authorities.USUAL, InstantSource.fixed(NOW));
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(1);
      for (var host : List.of("localhost", "127.0.0.1", "2130706433")) {
        assertThat(send(careful, "https://%s:%d/".formatted(host, socket.getLocalPort())).error())
            .matches("its address is not public.*|its name is not known");
        assertThat(send(careful, "http://%s:%d/".formatted(host, socket.getLocalPort())).error())
            .matches("plain http goes only to networks.*|its name is not known");
      }
      assertThat(hasCaller(socket)).isFalse();
    }
  }

  private static boolean hasCaller(ServerSocket socket) {
    try (var _ = socket.accept()) {
      return true;
    } catch (IOException _) {
      return false; // nobody came
    }
  }

  @Test
  void who_is_not_there_or_says_no_http_fails_with_a_reason() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(send("http://127.0.0.1:" + port).error()).isEqualTo("could not be connected to");
    try (var talker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var said = new CompletableFuture<Boolean>();
      Thread.ofVirtual()
          .start(() -> {
            try (var caller = talker.accept()) {
              caller.getOutputStream().write("+secret of a Redis\r\n\r\n".getBytes(UTF_8));
              said.complete(caller.getInputStream().read() >= 0);
            } catch (IOException e) {
              said.completeExceptionally(e);
            }
          });
      assertThat(send("http://127.0.0.1:" + talker.getLocalPort()).error())
          .isEqualTo("broke off, or its answer is no HTTP");
    }
    assertThat(send("http://nowhere.invalid/").error()).isEqualTo("its name is not known");
  }

  @Test
  void an_answer_that_never_ends_is_not_waited_for() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var isEnough = new CountDownLatch(1);
      Thread.ofVirtual()
          .start(() -> {
            try (var caller = socket.accept()) {
              awaitHead(caller.getInputStream()); // an answer before the question is none
              var out = caller.getOutputStream();
              out.write("HTTP/1.1 500 No\r\nContent-Length: 99999999\r\n\r\n".getBytes(UTF_8));
              while (isEnough.getCount() > 0) {
                out.write(new byte[1024]);
              }
            } catch (IOException _) {
              isEnough.countDown(); // the sender has had enough
            }
          });
      assertThat(send("http://127.0.0.1:" + socket.getLocalPort()).error())
          .isEqualTo("answered 500");
      isEnough.await();
    }
  }

  private static void awaitHead(InputStream in) throws IOException {
    var last = new StringBuilder();
    while (!last.toString().endsWith("\r\n\r\n")) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException("the request breaks off");
      }
      last.append((char) next);
    }
  }
}
