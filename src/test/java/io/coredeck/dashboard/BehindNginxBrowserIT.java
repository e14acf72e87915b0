package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.seeHeading;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.live.redis.RedisPlace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page about operating says of nginx is true: with that text a person signs in through a
/// real one, and pages are told of news; without one of its lines sockets are refused.
class BehindNginxBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:9/");
  private static final String HOST_LINE = "proxy_set_header Host $http_host;";
  private static final String PUSH = "VAADIN/push";
  private static final String STATS = "live/stats";

  @TempDir private static Path signIns;
  private static ScriptedExplorer explorer;
  private static DashboardServer server;
  private static Nginx nginx;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    explorer = new ScriptedExplorer();
    server =
        DashboardServer.start(
            new DashboardConfig(
                "127.0.0.1",
                0,
                explorer.uri(),
                HUB,
                Optional.of(new RedisPlace("redis://127.0.0.1:9")),
                "",
                Set.of(),
                Duration.ofHours(1),
                true,
                Optional.of(signIns)));
    nginx = Nginx.start(server.port(), HOST_LINE);
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      browser.close();
    } finally {
      nginx.close();
      server.close();
      explorer.close();
    }
  }

  @Test
  void a_person_signs_in_through_it_and_live_sockets_tell_news() {
    try (var context = browser.trusting()) {
      var page = context.newPage();
      var heard = new CopyOnWriteArraySet<String>();
      page.onWebSocket(socket -> socket.onFrameReceived(_ -> heard.add(path(socket.url()))));
      TestBrowser.load(page, nginx.url() + "reservations");
      TestBrowser.signIn(page, "ines", ScriptedExplorer.PASSWORD);
      seeHeading(page, "Reservations");
      assertThat(page.getByText("busybox").first()).isVisible();
      page.waitForCondition(() -> heard.containsAll(List.of(PUSH, STATS)));
      for (var name : List.of("JSESSIONID", "coredeck-sign-in")) {
        assertThat(context.cookies())
            .filteredOn(one -> one.name.equals(name))
            .as(name)
            .hasSize(1)
            .allMatch(one -> one.httpOnly && one.secure && one.sameSite == SameSiteAttribute.LAX);
      }
      assertThat(strictTransport(page)).isEqualTo("max-age=31536000");
    }
  }

  private static String path(String url) {
    return URI.create(url).getPath().substring(1);
  }

  private static String strictTransport(Page page) {
    return page.reload().headerValue("strict-transport-security");
  }

  @Test
  void a_socket_with_a_host_that_is_not_the_page_s_is_refused() throws Exception {
    for (var path : List.of(PUSH, STATS)) {
      assertThat(opened(nginx.url(), path, nginx.url().getAuthority())).as(path).isNotEqualTo(403);
      assertThat(opened(nginx.url(), path, "deck.example.org")).as(path).isEqualTo(403);
      var damaged = nginx.damagedUrl();
      assertThat(opened(damaged, path, damaged.getAuthority()))
          .as(path + " without " + HOST_LINE)
          .isEqualTo(403);
    }
  }

  /// @param host what the header `Host` says
  /// @return status of the handshake that a page of the server begins
  private static int opened(URI server, String path, String host)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("curl", "--insecure", "--silent", "--http1.1", "--max-time", "2"));
    command.addAll(List.of("--output", "/dev/null", "--write-out", "%{http_code}"));
    for (var header :
        List.of(
            "Host: " + host,
            "Origin: https://" + server.getAuthority(),
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")) {
      command.addAll(List.of("--header", header));
    }
    command.add(server + path);
    var curl = new ProcessBuilder(command).start();
    var status = new String(curl.getInputStream().readAllBytes(), US_ASCII);
    var _ = curl.waitFor(); // a socket that opens stays open until its time is over
    return Integer.parseInt(status);
  }
}
