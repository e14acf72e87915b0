package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.seeHeading;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person sees who opens the dashboard.
class DashboardBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");

  /// Shows a state that is busy; answers how much moves in it at first.
  private static final String BUSY =
      """
      async () => {
        const state = document.createElement('coredeck-state');
        state.id = 'tried';
        state.kind = 'busy';
        document.body.append(state);
        await state.updateComplete;
        return state.shadowRoot.getAnimations().length;
      }
      """;

  private static ScriptedExplorer explorer;
  private static DashboardServer server;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    explorer = new ScriptedExplorer();
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB));
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() {
    try {
      browser.close();
    } finally {
      server.close();
      explorer.close();
    }
  }

  @BeforeEach
  void answer() {
    explorer.refuse(false);
  }

  @Test
  void the_overview_says_what_runs_and_what_needs_attention() {
    try (var context = browser.context()) {
      var page = open(context, "overview-light");
      assertThat(page).hasTitle("Overview · Coredeck");
      var counts = page.getByLabel("Containers in numbers");
      assertThat(counts.getByRole(AriaRole.LINK).nth(1)).hasText("Running1");
      assertThat(page.locator(".attention .row").first()).containsText("postgres-16");
      assertThat(page.locator(".attention .row").first()).containsText("Entrypoint not found.");
      assertThat(page.getByRole(AriaRole.LINK, named("See logs: postgres-16")))
          .hasAttribute("href", "containers/4/logs");
      assertThat(page.getByRole(AriaRole.LINK, named("node-01"))).isVisible();
      assertThat(page.locator(".nodes")).containsText("91 %");
      assertThat(page.locator(".nodes .capacity").nth(0)).containsText("8, use not known");
      assertThat(page.locator(".nodes .capacity").nth(3)).containsText("none");
      assertThat(page.getByText("http://127.0.0.1:8091")).isVisible();
    }
  }

  @Test
  void it_is_dark_when_the_system_is_and_stays_as_the_person_chose() {
    try (var context = browser.context(1440, 900, ColorScheme.DARK)) {
      var page = open(context, "overview-dark");
      assertThat(page.locator("body")).hasCSS("color-scheme", "light dark");
      page.getByRole(AriaRole.BUTTON, named("Colours: as the system. Switch to light")).click();
      assertThat(page.locator("html")).hasAttribute("theme", "light");
      page.reload();
      assertThat(page.locator("html")).hasAttribute("theme", "light");
    }
  }

  @Test
  void a_phone_shows_everything_in_one_column() {
    try (var context = browser.context(360, 780, ColorScheme.LIGHT)) {
      var page = open(context, "overview-phone");
      assertThat(page.getByText("Where it runs")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      TestBrowser.shootWhole(page, "overview-phone-whole");
    }
  }

  @Test
  void when_the_explorer_is_silent_the_page_stays_and_says_how_old_it_is() {
    try (var context = browser.context()) {
      var page = open(context, "overview-live");
      explorer.refuse(true);
      assertThat(page.getByRole(AriaRole.ALERT).filter(with("What you see is from"))).isVisible();
      assertThat(page.getByText("postgres-16")).isVisible();
      shoot(page, "overview-lost");
      explorer.refuse(false);
      assertThat(page.locator("coredeck-state[pill]")).hasText("Live");
    }
  }

  /// Each movement is a picture 60 times a second, on the processors that do the work.
  @Test
  void nothing_moves_but_what_takes_long() {
    try (var context = browser.context()) {
      var page = open(context, "overview-still");
      assertThat(page.locator(".v-loading-indicator")).hasCSS("display", "none");
      assertThat(page.evaluate(BUSY)).isEqualTo(0);
      page.waitForCondition(() -> movements(page.locator("#tried")) == 1);
      assertThat(movements(page.locator(".counts coredeck-state[kind=busy]"))).isZero();
      page.locator("#tried").evaluate("state => { state.kind = 'ok'; }");
      page.waitForCondition(() -> movements(page.locator("#tried")) == 0);
      page.locator("#tried").evaluate("state => { state.kind = 'busy'; }");
      page.waitForCondition(() -> movements(page.locator("#tried")) == 1);
      var moved =
          "state => { document.body.prepend(state); return state.hasAttribute('turning'); }";
      assertThat(page.locator("#tried").evaluate(moved)).isEqualTo(false);
      page.waitForCondition(() -> movements(page.locator("#tried")) == 1);
    }
  }

  private static int movements(Locator state) {
    return (int) state.evaluate("state => state.shadowRoot.getAnimations().length");
  }

  @Test
  void nobody_gets_past_the_sign_in_page_without_a_password() {
    try (var context = browser.context()) {
      var page = context.newPage();
      TestBrowser.load(page, server.url().toString());
      assertThat(page).hasTitle("Sign in · Coredeck");
      assertThat(page.locator("vaadin-app-layout")).hasCount(0);
      shoot(page, "sign-in-light");
      signIn(page, "guess");
      assertThat(page.locator("[slot=error-message]").getByText("Name and password do not match."))
          .isVisible();
      shoot(page, "sign-in-wrong");
      signIn(page, ScriptedExplorer.PASSWORD);
      assertThat(page).hasTitle("Overview · Coredeck");
      page.locator(".person vaadin-menu-bar-button").first().click();
      page.getByRole(AriaRole.MENUITEM, named("Sign out")).click();
      assertThat(page).hasTitle("Sign in · Coredeck");
      TestBrowser.load(page, server.url().toString());
      assertThat(page).hasTitle("Sign in · Coredeck");
    }
  }

  @Test
  void signing_in_gives_the_browser_another_session_number() {
    try (var context = browser.context(1440, 900, ColorScheme.DARK)) {
      var page = context.newPage();
      TestBrowser.load(page, server.url().toString());
      assertThat(page).hasTitle("Sign in · Coredeck");
      shoot(page, "sign-in-dark");
      var before = session(context);
      signIn(page, ScriptedExplorer.PASSWORD);
      assertThat(page).hasTitle("Overview · Coredeck");
      assertThat(session(context)).isNotEqualTo(before);
    }
  }

  private static String session(BrowserContext context) {
    var cookie =
        context.cookies().stream()
            .filter(one -> one.name.equals("JSESSIONID"))
            .findFirst()
            .orElseThrow();
    assertThat(cookie.httpOnly).isTrue();
    return cookie.value;
  }

  private static void signIn(Page page, String password) {
    TestBrowser.signIn(page, "ines", password);
  }

  private static Page open(BrowserContext context, String name) {
    var _ = browser.complaints();
    var page = browser.signedIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, "");
    seeHeading(page, "Overview");
    assertThat(page.getByText("postgres-16")).isVisible();
    shoot(page, name);
    assertThat(browser.complaints()).isEmpty();
    return page;
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
