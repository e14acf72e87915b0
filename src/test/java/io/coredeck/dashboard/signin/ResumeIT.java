package io.coredeck.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coredeck.dashboard.DashboardConfig;
import io.coredeck.dashboard.DashboardServer;
import io.coredeck.dashboard.HandledExplorer;
import io.coredeck.identity.KeyPair;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a dashboard that was started again promises browsers that show the key of a sign-in.
class ResumeIT {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final String PAGE = "nodes?q=x";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile int status = 200;
  private volatile String account = account(3);
  private HandledExplorer explorer;
  private DashboardServer dashboard;
  private byte[] key;

  @BeforeEach
  void start() throws IOException {
    var until = Instant.now().plus(12, ChronoUnit.HOURS);
    var before = KeptSignIns.in(Optional.of(folder), IDLE);
    key = before.keep(new KeptSignIns.SignIn(KeyPair.generate(), "s", 7, 3, until)).orElseThrow();
    explorer = HandledExplorer.start(this::answer);
    var address = "http://127.0.0.1:" + explorer.server().getAddress().getPort() + "/api/v1";
    dashboard =
        DashboardServer.start(
            new DashboardConfig(
                    "127.0.0.1", 0, URI.create(address), URI.create("http://127.0.0.1:9/"))
                .keepingSignInsIn(folder));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    explorer.close();
    client.close();
  }

  private static String account(int generation) {
    return """
    {"name": "ines", "role": "admin", "tid": 7, "created": 1606000671, "key": "%s", "generation": %d}\
    """
        .formatted("0123456789abcdef".repeat(4), generation);
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      var isOwn = call.getRequestURI().getPath().endsWith("/accounts/me");
      var body = (isOwn ? account : "[]").getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(isOwn ? status : 200, body.length);
      call.getResponseBody().write(body);
    }
  }

  /// @param cookies shown besides the key
  private HttpResponse<String> get(String path, String... cookies) throws Exception {
    var word = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    var shown = String.join("; ", cookies) + "; " + KeptSignIns.COOKIE + "=" + word;
    var request =
        HttpRequest.newBuilder(dashboard.url().resolve(path))
            .header("Accept", "text/html")
            .header("Cookie", shown)
            .timeout(Duration.ofSeconds(30));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> here() throws Exception {
    return get("live/here");
  }

  private static String session(HttpResponse<?> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(one -> one.startsWith("JSESSIONID="))
        .map(one -> one.split("[;.]", 2)[0]) // a dot and the name of the server may follow
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_first_page_gets_a_session_and_the_others_are_led_to_it() throws Exception {
    var first = here();
    assertThat(first.statusCode()).isEqualTo(205);
    var second = here();
    assertThat(second.statusCode()).isEqualTo(205);
    assertThat(session(second)).isEqualTo(session(first));
    var third = get(PAGE, "JSESSIONID=gone");
    assertThat(third.statusCode()).isEqualTo(303);
    assertThat(third.headers().firstValue("Location")).hasValue("/" + PAGE);
    assertThat(session(third)).isEqualTo(session(first));
    assertThat(third.headers().allValues("Set-Cookie"))
        .allSatisfy(one -> assertThat(one).contains("HttpOnly", "SameSite=Lax"));
    var led = get("live/here", session(first));
    assertThat(led.statusCode()).isEqualTo(204);
  }

  @Test
  void an_account_of_another_generation_has_to_sign_in() throws Exception {
    account = account(4);
    assertThat(here().statusCode()).isEqualTo(401);
    assertThat(folder).isEmptyDirectory();
    account = account(3);
    assertThat(here().statusCode()).isEqualTo(401);
  }

  @Test
  void so_does_one_that_the_explorer_refuses() throws Exception {
    status = 401;
    assertThat(here().statusCode()).isEqualTo(401);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void while_the_explorer_is_out_of_order_pages_wait_and_then_go_on() throws Exception {
    status = 503;
    assertThat(here().statusCode()).isEqualTo(503);
    var page = get(PAGE);
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Refresh")).hasValue("5");
    assertThat(page.body()).contains("The dashboard is not ready yet", "You are still signed in");
    status = 200;
    assertThat(get(PAGE).statusCode()).isEqualTo(200);
    assertThat(here().statusCode()).isEqualTo(205);
  }

  @Test
  void an_answer_that_makes_no_sense_lets_nobody_in_and_forgets_nobody() throws Exception {
    account = "{}";
    assertThat(here().statusCode()).isEqualTo(401);
    account = account(3);
    assertThat(here().statusCode()).isEqualTo(205);
  }
}
