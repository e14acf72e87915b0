package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.seeHeading;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a browser stays signed in that nobody uses.
class IdleSessionBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private ScriptedExplorer explorer;
  private DashboardServer server;
  private SessionHandler sessions;

  @BeforeEach
  void start() throws IOException {
    explorer = new ScriptedExplorer();
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB));
    sessions = server.jetty().getDescendant(ServletContextHandler.class).getSessionHandler();
  }

  @AfterEach
  void stop() {
    server.close();
    explorer.close();
  }

  @Test
  void it_is_half_an_hour_and_an_unused_session_ends_by_itself() throws Exception {
    assertThat(Duration.ofSeconds(sessions.getMaxInactiveInterval()))
        .isEqualTo(Duration.ofMinutes(30));
    var ended = new CountDownLatch(1);
    sessions.addEventListener(
        new HttpSessionListener() {
          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            ended.countDown();
          }
        });
    try (var browser = TestBrowser.start(complaint -> complaint.contains("401 (Unauthorized)"));
        var context = browser.context(1440, 900, ColorScheme.LIGHT)) {
      var page =
          TestBrowser.signIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, "nodes");
      seeHeading(page, "Nodes");
      var cookie =
          context.cookies().stream().filter(one -> one.name.equals("JSESSIONID")).findFirst();
      var session = sessions.getManagedSession(cookie.orElseThrow().value);
      assertThat(session.getMaxInactiveInterval()).isEqualTo(30 * 60);
      session.setMaxInactiveInterval(1);
      assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(page.getByRole(AriaRole.ALERTDIALOG, named("You are signed out"))).isVisible();
      assertThat(context.request().get(server.url() + "live/find?q=web").status()).isEqualTo(401);
      page.reload();
      seeHeading(page, "Sign in to Coredeck");
    }
  }
}
