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
import org.junit.jupiter.api.Test;

/// What is promised around every page: keys, palette, notifications, languages.
class FrameBrowserIT {

  private static ScriptedExplorer explorer;
  private static DashboardServer server;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    explorer = new ScriptedExplorer();
    var hub = URI.create("http://127.0.0.1:8091");
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), hub));
    browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
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

  private static BrowserContext desk(ColorScheme scheme) {
    return browser.context(1440, 900, scheme);
  }

  private static Page signedIn(BrowserContext context, String path) {
    return browser.signedIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, path);
  }

  /// In a session of its own, which has been told nothing yet.
  private static Page signIn(BrowserContext context, String path) {
    return TestBrowser.signIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, path);
  }

  @Test
  void keys_lead_through_the_pages_and_stay_out_of_fields() {
    try (var context = desk(ColorScheme.LIGHT)) {
      var page = signedIn(context, "");
      seeHeading(page, "Overview");
      page.keyboard().press("g");
      page.keyboard().press("r");
      seeHeading(page, "Reservations");
      page.locator("main vaadin-text-field input").first().focus();
      page.keyboard().type("gocg");
      assertThat(page.locator("main vaadin-text-field input").first()).hasValue("gocg");
      page.locator("main vaadin-text-field input").first().fill("");
      seeHeading(page, "Reservations");
      page.locator("h1").click();
      page.keyboard().press("?");
      var sheet = page.getByRole(AriaRole.DIALOG, named("Keys"));
      assertThat(sheet.getByText("New container")).isVisible();
      shoot(page, "keys-light");
      Axe.check(page);
      sheet.getByRole(AriaRole.CHECKBOX).uncheck();
      page.keyboard().press("Escape");
      assertThat(sheet).isHidden();
      page.keyboard().press("c");
      page.keyboard().press("?");
      assertThat(sheet).isHidden();
      seeHeading(page, "Reservations");
    }
  }

  @Test
  void an_address_without_a_page_says_so_and_leads_back() {
    try (var stranger = desk(ColorScheme.LIGHT)) {
      var page = stranger.newPage();
      TestBrowser.load(page, server.url() + "no/such-page");
      assertThat(page).hasTitle("Sign in · Coredeck");
    }
    try (var context = desk(ColorScheme.LIGHT)) {
      var page = signedIn(context, "no/such-page");
      seeHeading(page, "No page here");
      assertThat(page).hasTitle("No page here · Coredeck");
      assertThat(page.locator("main")).not().containsText("such-page");
      shoot(page, "not-found");
      Axe.check(page);
      page.getByText("To the overview").click();
      seeHeading(page, "Overview");
    }
  }

  @Test
  void the_palette_finds_a_container_and_what_can_be_done_with_it() {
    try (var context = desk(ColorScheme.DARK)) {
      var page = signedIn(context, "reservations");
      seeHeading(page, "Reservations");
      var before = page.locator("main vaadin-text-field input").first();
      before.focus();
      page.keyboard().press("Control+k");
      var palette = page.getByRole(AriaRole.COMBOBOX, named("Search or jump to"));
      assertThat(palette).isFocused();
      assertThat(option(page, "Overview")).isVisible();
      shoot(page, "palette-empty-dark");
      palette.fill("post");
      assertThat(option(page, "postgres-16")).hasAttribute("aria-selected", "true");
      assertThat(page.getByText("Actions on postgres-16")).isVisible();
      shoot(page, "palette-dark");
      Axe.check(page);
      page.keyboard().press("Escape");
      assertThat(before).isFocused();
      page.keyboard().press("Control+k");
      palette.fill("bbox");
      assertThat(option(page, "busybox")).isVisible();
      palette.fill("logs busy");
      assertThat(option(page, "Follow logs")).isVisible();
      palette.fill("busybox");
      assertThat(option(page, "busybox")).hasAttribute("aria-selected", "true");
      page.keyboard().press("Tab");
      assertThat(option(page, "Open console")).hasAttribute("aria-selected", "true");
      page.keyboard().press("ArrowUp");
      page.keyboard().press("Enter");
      page.waitForURL("**/containers/3");
      seeHeading(page, "busybox");
      page.keyboard().press("Control+k");
      assertThat(page.getByText("Opened lately")).isVisible();
      assertThat(option(page, "busybox")).isVisible();
      palette.fill("zzzz");
      assertThat(page.getByText("Nothing matches “zzzz”.")).isVisible();
    }
  }

  @Test
  void the_palette_switches_colours_and_language_and_signs_out() {
    try (var context = desk(ColorScheme.LIGHT)) {
      var page = signIn(context, "");
      choose(page, ">dark");
      assertThat(page.locator("html")).hasAttribute("theme", "dark");
      choose(page, "deutsch");
      seeLanguage(page, "de");
      assertThat(page.getByRole(AriaRole.LINK, named("Neuer Container"))).isVisible();
      shoot(page, "frame-german-dark");
      page.keyboard().press("Control+k");
      page.getByRole(AriaRole.COMBOBOX, named("Suchen oder springen")).fill("abmelden");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.HEADING, named("Bei Coredeck anmelden"))).isVisible();
    }
  }

  private static void choose(Page page, String typed) {
    page.keyboard().press("Control+k");
    page.getByRole(AriaRole.COMBOBOX, named("Search or jump to")).fill(typed);
    assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
    page.keyboard().press("Enter");
  }

  private static void seeLanguage(Page page, String code) {
    assertThat(page.locator("html")).hasAttribute("lang", code);
  }

  private static Locator option(Page page, String name) {
    return page.getByRole(AriaRole.OPTION, named(name)).first();
  }

  @Test
  void a_failure_is_said_at_once_and_stands_behind_the_bell_after_a_reload() {
    try (var context = desk(ColorScheme.LIGHT)) {
      var page = signIn(context, "");
      seeHeading(page, "Overview");
      explorer.fails(71, "web-api", "node-01 has no room for 64 GiB of memory");
      var toast = page.locator("coredeck-toasts .toast");
      assertThat(toast).containsText("web-api has failed");
      assertThat(page.locator("coredeck-toasts [role=alert]")).containsText("no room for 64 GiB");
      shoot(page, "toast-failed-light");
      Axe.check(page);
      explorer.runs(72, "worker");
      var bell = page.getByRole(AriaRole.BUTTON, named("Notifications, 2 new notifications"));
      assertThat(bell).isVisible();
      page.keyboard().press("g");
      page.keyboard().press("r");
      seeHeading(page, "Reservations");
      page.reload();
      bell.click();
      var list = page.getByRole(AriaRole.DIALOG, named("Notifications"));
      assertThat(list.getByText("worker is running")).isVisible();
      assertThat(list.getByRole(AriaRole.LISTITEM).first()).containsText("worker is running");
      shoot(page, "notices-light");
      Axe.check(page);
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.BUTTON, named("Notifications").setExact(true)))
          .isFocused();
      page.reload();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Notifications").setExact(true)))
          .isVisible();
    }
  }

  @Test
  void the_language_is_the_browsers_until_another_one_is_chosen() {
    try (var context = browser.context(1440, 900, ColorScheme.LIGHT, "de-AT")) {
      var page = context.newPage();
      TestBrowser.load(page, server.url().toString());
      assertThat(page.getByRole(AriaRole.HEADING, named("Bei Coredeck anmelden"))).isVisible();
      assertThat(page).hasTitle("Anmelden · Coredeck");
      seeLanguage(page, "de");
      shoot(page, "sign-in-german");
      page.getByRole(AriaRole.BUTTON, named("English")).click();
      assertThat(page.getByRole(AriaRole.HEADING, named("Sign in to Coredeck"))).isVisible();
      seeLanguage(page, "en");
      TestBrowser.signIn(page, "ines", ScriptedExplorer.PASSWORD);
      assertThat(page.getByRole(AriaRole.LINK, named("New container"))).isVisible();
    }
  }

  @Test
  void a_view_has_one_main_action_and_the_top_bar_says_where_it_is() {
    try (var context = desk(ColorScheme.LIGHT)) {
      var page = signIn(context, "");
      assertThat(page.locator(".place")).hasText("Overview");
      page.keyboard().press("c");
      seeHeading(page, "New container");
      assertThat(page.locator(".top-bar .new")).isHidden();
      assertThat(page).hasTitle("New container · Coredeck");
    }
  }

  @Test
  void a_phone_has_the_pages_in_a_drawer_and_nothing_is_wider_than_it() {
    try (var context = browser.context(360, 780, ColorScheme.DARK)) {
      var page = signedIn(context, "");
      seeHeading(page, "Overview");
      shoot(page, "frame-phone-dark");
      page.getByRole(AriaRole.BUTTON, named("Navigation")).click();
      page.getByRole(AriaRole.LINK, named("Reservations")).click();
      seeHeading(page, "Reservations");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      page.getByRole(AriaRole.BUTTON, named("Navigation")).click();
      assertThat(page.locator(".person .name")).isVisible();
      shoot(page, "frame-phone-drawer-dark");
      page.keyboard().press("Escape");
      page.getByRole(AriaRole.BUTTON, named("Search or jump to")).click();
      assertThat(option(page, "Overview")).isVisible();
      shoot(page, "palette-phone-dark");
    }
  }

  @Test
  void a_field_with_the_focus_has_one_ring_two_pixels_away() {
    try (var context = desk(ColorScheme.LIGHT)) {
      var page = context.newPage();
      TestBrowser.load(page, server.url().toString());
      page.locator("vaadin-text-field input").focus();
      page.keyboard().press("Tab");
      var ring =
          (String)
              page.evaluate(
                  """
                  () => {
                    const field = document.querySelector('vaadin-password-field');
                    const of = (element) => {
                      const style = getComputedStyle(element);
                      return [style.outlineStyle, style.outlineWidth, style.outlineOffset, style.boxShadow].join(' ');
                    };
                    return of(field.shadowRoot.querySelector('[part=input-field]')) + ' | '
                      + of(field.querySelector('input'));
                  }
                  """);
      shoot(page, "focus-ring");
      assertThat(ring).startsWith("solid 2px 2px none | none");
    }
  }
}
