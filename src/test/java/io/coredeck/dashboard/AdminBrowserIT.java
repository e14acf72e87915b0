package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.Browsers;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people and admins are promised about accounts, tokens and the audit, on a real explorer.
class AdminBrowserIT {

  private static final double LONGEST_WAIT_MS = 40_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String GIVEN = "given by the admin";
  private static final String OWN = "chosen by oneself";

  /// What scrolls sideways.
  private static final String WIDER =
      """
      () => [document.documentElement,
          ...[...document.querySelectorAll('vaadin-grid')].map(grid => grid.$.table)]
        .filter(box => box.scrollWidth > box.clientWidth + 1)
        .map(box => `${box.tagName} ${box.scrollWidth} > ${box.clientWidth}`)
      """;

  private static ComposerGrid grid;
  private static AccountClient admin;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    grid = ComposerGrid.start();
    var ines = AccountClient.signIn(grid.explorer(), "ines", ComposerGrid.PASSWORD, "");
    admin = AccountClient.connect(grid.explorer(), ines.keys(), ines.account().tid());
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright);
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
    playwright.close();
    admin.close();
    grid.close();
  }

  @Test
  void a_person_an_admin_lets_in_chooses_a_password_before_anything_else() {
    try (var context = context(1440, ColorScheme.LIGHT);
        var other = context(1440, ColorScheme.LIGHT)) {
      var page = open(context, "ines", ComposerGrid.PASSWORD, "users");
      page.getByRole(AriaRole.BUTTON, named("New account")).click();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("omar");
      shoot(page, "users-create");
      page.getByRole(AriaRole.BUTTON, named("Create account")).click();
      var given = page.locator("vaadin-dialog .secret input").inputValue();
      assertThat(given).hasSize(23);
      shoot(page, "users-password");
      page.getByRole(AriaRole.BUTTON, named("I have copied it")).click();
      assertThat(page.getByText("New password")).isVisible();
      shoot(page, "users-light");

      var omar = open(other, "omar", given, "");
      assertThat(omar).hasTitle("Choose a password · Coredeck");
      omar.navigate(grid.url() + "users");
      assertThat(omar).hasTitle("Choose a password · Coredeck");
      choose(omar, given, "omaromaromar");
      assertThat(omar.locator("[slot=error-message]").filter(with("hardly more than your name")))
          .isVisible();
      shoot(omar, "new-password");
      choose(omar, given, OWN);
      assertThat(omar).hasTitle(Pattern.compile("Overview.*"));
      omar.navigate(grid.url() + "users");
      assertThat(omar.getByText("Only an admin sees who may sign in")).isVisible();
      shoot(omar, "users-not-allowed");
    }
  }

  private static void choose(Page page, String before, String after) {
    var fields = page.locator("vaadin-password-field input");
    fields.nth(0).fill(before);
    fields.nth(1).fill(after);
    fields.nth(2).fill(after);
    page.getByRole(AriaRole.BUTTON, named("Change password")).click();
  }

  @Test
  void a_token_is_shown_once_works_and_is_revoked() throws Exception {
    try (var context = context(1440, ColorScheme.DARK)) {
      var page = open(context, "ines", ComposerGrid.PASSWORD, "account");
      shoot(page, "account-dark");
      page.getByRole(AriaRole.BUTTON, named("New token")).click();
      page.getByRole(AriaRole.BUTTON, named("Create token")).click();
      assertThat(page.locator("[slot=error-message]").filter(with("Give it a name."))).isVisible();
      page.locator("vaadin-dialog vaadin-text-field input").fill("nightly-build");
      shoot(page, "token-new");
      page.getByRole(AriaRole.BUTTON, named("Create token")).click();
      var token = page.locator("vaadin-dialog .secret input").inputValue();
      shoot(page, "token-once");
      try (var bearer = GridClient.withToken(grid.explorer(), token)) {
        assertThat(bearer.tid()).isEqualTo(grid.grid().tid());
      }
      page.getByRole(AriaRole.BUTTON, named("I have copied it")).click();
      assertThat(page.getByText("Expires in 2")).isVisible();
      page.reload();
      assertThat(page.getByText("nightly-build")).isVisible();
      assertThat(page.content()).doesNotContain(token);
      assertThat(page.getByText(Pattern.compile("Last used \\d+ \\w+ ago"))).isVisible();
      shoot(page, "account-token-dark");
      page.getByRole(AriaRole.BUTTON, named("Revoke nightly-build")).click();
      page.getByRole(AriaRole.BUTTON, named("Revoke token")).click();
      assertThat(page.getByText("You have no token.")).isVisible();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> GridClient.withToken(grid.explorer(), token))
          .hasMessageContaining("was revoked");
    }
  }

  @Test
  void a_new_password_ends_the_other_sessions_and_leaves_this_one() throws Exception {
    make("mary", Role.USER);
    try (var here = context(1440, ColorScheme.LIGHT);
        var there = context(1440, ColorScheme.LIGHT)) {
      var other = open(there, "mary", OWN, "");
      var page = open(here, "mary", OWN, "account");
      choose(page, "not the password", "yet another one");
      assertThat(
              page.locator("[slot=error-message]")
                  .filter(with("That is not the password until now.")))
          .isVisible();
      choose(page, OWN, "short");
      assertThat(page.locator("[slot=error-message]").filter(with("At least 12 are needed.")))
          .isVisible();
      shoot(page, "account-password-wrong");
      choose(page, OWN, "yet another one");
      assertThat(page.getByText("Your password is changed.").last()).isVisible();
      assertThat(other).hasTitle("Sign in · Coredeck");
      page.reload();
      assertThat(page).hasTitle("Account · Coredeck");
      page.getByRole(AriaRole.BUTTON, named("Sign out everywhere")).click();
      assertThat(page).hasTitle("Sign in · Coredeck");
      page.navigate(grid.url() + "account");
      assertThat(page).hasTitle("Sign in · Coredeck");
    }
  }

  @Test
  void who_is_disabled_is_shut_out_of_what_is_open() throws Exception {
    make("vera", Role.VIEWER);
    try (var context = context(1440, ColorScheme.LIGHT);
        var there = context(1440, ColorScheme.LIGHT)) {
      var vera = open(there, "vera", OWN, "");
      var page = open(context, "ines", ComposerGrid.PASSWORD, "users?q=vera");
      page.getByRole(AriaRole.BUTTON, named("Actions for vera")).click();
      shoot(page, "users-menu");
      page.getByText("Disable", new Page.GetByTextOptions().setExact(true)).click();
      shoot(page, "users-disable");
      page.getByRole(AriaRole.BUTTON, named("Disable account")).click();
      assertThat(page.locator("coredeck-state[word=Disabled]")).isVisible();
      assertThat(vera).hasTitle("Sign in · Coredeck");
      page.getByRole(AriaRole.BUTTON, named("Actions for vera")).click();
      page.getByText("Delete account", new Page.GetByTextOptions().setExact(true)).click();
      var delete = page.getByRole(AriaRole.BUTTON, named("Delete account"));
      assertThat(delete).hasAttribute("aria-disabled", "true");
      assertThat(page.getByText("works once this is typed")).isVisible();
      delete.focus();
      page.keyboard().press("Enter");
      assertThat(page.getByText("Type exactly vera.")).isVisible();
      page.getByLabel("Type vera to delete").fill("vera");
      page.getByRole(AriaRole.BUTTON, named("Delete account")).click();
      assertThat(page.getByText("No account matches.")).isVisible();
    }
  }

  @Test
  void the_only_admin_stays_and_the_page_says_why() {
    try (var context = context(1440, ColorScheme.LIGHT)) {
      var page = open(context, "ines", ComposerGrid.PASSWORD, "users?q=ines");
      page.getByRole(AriaRole.BUTTON, named("Actions for ines")).click();
      page.getByText("Disable", new Page.GetByTextOptions().setExact(true)).click();
      page.getByRole(AriaRole.BUTTON, named("Disable account")).click();
      assertThat(page.getByRole(AriaRole.ALERT).filter(with("is the only admin"))).isVisible();
      shoot(page, "users-only-admin");
    }
  }

  @Test
  void the_audit_is_live_filtered_by_its_address_and_downloaded() throws Exception {
    make("olga", Role.OPERATOR);
    try (var context = context(1440, ColorScheme.LIGHT)) {
      var page = open(context, "ines", ComposerGrid.PASSWORD, "audit");
      assertThat(cell(page, "Created account").first()).isVisible();
      shoot(page, "audit-light");
      admin.setRole("olga", Role.VIEWER);
      assertThat(cell(page, "operator → viewer")).isVisible();
      page.navigate(grid.url() + "audit?who=ines&action=account&object=olga");
      assertThat(page.getByText("2 entries match")).isVisible();
      assertThat(cell(page, "Signed in")).hasCount(0);
      shoot(page, "audit-filtered");
      var download = page.waitForDownload(() -> page.getByText("CSV").click());
      assertThat(Files.readString(download.path()).lines().toList())
          .hasSize(3)
          .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
          .startsWith("id,time,user,who");
      var json = page.waitForDownload(() -> page.getByText("JSON").click());
      assertThat(Files.readString(json.path()).lines().toList()).hasSize(2);
      page.navigate(grid.url() + "audit?who=nobody-at-all&result=%3Cscript%3E");
      assertThat(page.getByText("Nothing matches. Clear a filter.")).isVisible();
      shoot(page, "audit-empty");
    }
    try (var context = context(1440, ColorScheme.DARK)) {
      var page = open(context, "olga", OWN, "audit");
      assertThat(page.getByText("You see what you did yourself.")).isVisible();
      assertThat(cell(page, "ines")).hasCount(0);
      shoot(page, "audit-own-dark");
    }
  }

  @Test
  void the_choices_of_a_browser_are_kept_there() {
    try (var context = context(1440, ColorScheme.LIGHT)) {
      var page = open(context, "ines", ComposerGrid.PASSWORD, "account");
      page.getByLabel("Dark", new Page.GetByLabelOptions().setExact(true)).click();
      assertThat(page.locator("html")).hasAttribute("theme", "dark");
      page.getByLabel("Single-key shortcuts").uncheck();
      page.getByLabel("Deutsch").click();
      assertThat(page).hasTitle("Konto · Coredeck");
      assertThat(page.getByLabel("Tastenkürzel aus einer Taste")).not().isChecked();
      assertThat(page.getByLabel("Dunkel", new Page.GetByLabelOptions().setExact(true)))
          .isChecked();
      shoot(page, "account-german-dark");
      page.navigate(grid.url() + "audit");
      assertThat(cell(page, "Angemeldet").first()).isVisible();
      shoot(page, "audit-german-dark");
    }
  }

  @Test
  void a_phone_shows_all_of_it_in_its_width() {
    try (var context = context(390, ColorScheme.LIGHT)) {
      var page = open(context, "ines", ComposerGrid.PASSWORD, "account");
      for (var path : List.of("account", "users", "audit")) {
        page.navigate(grid.url() + path);
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        page.waitForLoadState();
        if (!path.equals("account")) {
          assertThat(page.locator(".stacked:visible").first()).isVisible();
        }
        assertThat(page.evaluate(WIDER)).as(path).isEqualTo(List.of());
        shoot(page, path + "-phone");
      }
      page.navigate(grid.url() + "account");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(SCREENSHOTS.resolve("account-phone-whole.png")));
    }
  }

  private static void make(String name, Role role) throws Exception {
    admin.create(name, role, GIVEN);
    var person = AccountClient.signIn(grid.explorer(), name, GIVEN, "");
    try (var own = AccountClient.connect(grid.explorer(), person.keys(), person.account().tid())) {
      own.setPassword(name, GIVEN, OWN);
    }
  }

  private static BrowserContext context(int width, ColorScheme scheme) {
    var height = width < 1000 ? 844 : 900;
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
  }

  private static Page open(BrowserContext context, String name, String password, String path) {
    var page = context.newPage();
    page.navigate(grid.url() + path);
    assertThat(page).hasTitle("Sign in · Coredeck");
    page.getByLabel("Name").fill(name);
    page.locator("vaadin-password-field input").fill(password);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page).not().hasTitle("Sign in · Coredeck");
    return page;
  }

  private static Locator cell(Page page, String text) {
    return page.locator("vaadin-grid-cell-content").filter(with(text));
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
