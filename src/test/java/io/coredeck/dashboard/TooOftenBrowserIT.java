package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What who guesses passwords is told, and that it is counted where the person is, not the proxy.
class TooOftenBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:9/");
  private static final Pattern WAIT =
      Pattern.compile("Too many tries\\. Wait \\d+ s and try again\\.");
  private static final Pattern WARTE =
      Pattern.compile("Zu viele Versuche\\. In \\d+ s erneut versuchen\\.");
  private static final int ENOUGH = 12;

  /// Tries of one name from one address before there is any wait.
  private static final int FREE = 5;

  private static ComposerGrid grid;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    grid = ComposerGrid.start();
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      browser.close();
    } finally {
      grid.close();
    }
  }

  @Test
  void behind_a_proxy_who_guesses_waits_and_others_do_not() throws Exception {
    try (var server = server(true);
        var guesses = from("203.0.113.9", "en-GB");
        var deutsch = from("203.0.113.9", "de-DE");
        var knows = from("203.0.113.10", "en-GB")) {
      var page = guessed(guesses, server.url(), WAIT, ENOUGH);
      assertThat(fault(page)).hasText(WAIT);
      TestBrowser.shoot(page, "sign-in-too-often");
      assertThat(page.getByRole(AriaRole.BUTTON, TestBrowser.named("Sign in"))).isEnabled();
      Axe.check(page);
      assertThat(fault(guessed(deutsch, server.url(), WARTE, ENOUGH))).hasText(WARTE);
      TestBrowser.signIn(knows, server.url(), "ines", ScriptedExplorer.PASSWORD, "");
    }
  }

  @Test
  void without_a_proxy_nobody_gets_around_it_by_saying_to_come_from_elsewhere() throws Exception {
    try (var server = server(false);
        var guesses = from("203.0.113.19", "en-GB");
        var again = from("203.0.113.20", "en-GB")) {
      assertThat(fault(guessed(guesses, server.url(), WAIT, ENOUGH))).hasText(WAIT);
      assertThat(fault(guessed(again, server.url(), WAIT, FREE - 1))).hasText(WAIT);
    }
  }

  private static DashboardServer server(boolean behindProxy) throws Exception {
    return DashboardServer.start(
        new DashboardConfig(
            "127.0.0.1",
            0,
            grid.explorer(),
            HUB,
            Optional.empty(),
            "",
            Set.of(),
            Duration.ofHours(1),
            behindProxy,
            Optional.empty()));
  }

  private static BrowserContext from(String address, String locale) {
    var context = browser.context(1440, 900, ColorScheme.LIGHT, locale);
    context.setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
    return context;
  }

  /// Tries until it has to wait. Each wait is twice as long as the one before, so that slow tries
  /// come to one that is not over yet.
  private static Page guessed(BrowserContext context, URI server, Pattern wait, int most) {
    var page = context.newPage();
    TestBrowser.load(page, server + "sign-in");
    for (int i = 0; i < most && !wait.matcher(fault(page).textContent()).matches(); i++) {
      tried(page, "wrong " + i);
    }
    return page;
  }

  private static void tried(Page page, String password) {
    page.locator("vaadin-text-field input").fill("ines");
    page.locator("vaadin-password-field input").fill(password);
    page.waitForResponse(
        answer ->
            answer.url().contains("v-r=uidl") && answer.request().postData().contains("click"),
        () -> pressSlowly(page));
    TestBrowser.awaitRest(page);
  }

  /// As a finger does: what the page says of the field that loses the focus comes before the end of
  /// the press, and must not move the button away.
  private static void pressSlowly(Page page) {
    page.locator(".box vaadin-button:not([disabled])").hover();
    page.mouse().down();
    TestBrowser.awaitStill(page);
    TestBrowser.awaitRest(page);
    TestBrowser.awaitStill(page);
    page.mouse().up();
  }

  private static com.microsoft.playwright.Locator fault(Page page) {
    return page.locator("vaadin-password-field [slot=error-message]");
  }
}
