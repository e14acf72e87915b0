package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people and admins are promised about accounts, tokens and the audit, on a real explorer.
class AdminBrowserIT {

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
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    grid = ComposerGrid.start();
    var ines = AccountClient.signIn(grid.explorer(), "ines", ComposerGrid.PASSWORD, "");
    admin = AccountClient.connect(grid.explorer(), ines);
    browser = TestBrowser.start();
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      browser.close();
    } finally {
      admin.close();
      grid.close();
    }
  }

  @Test
  void a_person_an_admin_lets_in_chooses_a_password_before_anything_else() {
    try (var context = browser.context();
        var other = browser.context()) {
      var page = ines(context, "users");
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

      var omar = enter(other, "omar", given, "");
      assertThat(omar).hasTitle("Choose a password · Coredeck");
      omar.navigate(grid.url() + "users");
      assertThat(omar).hasTitle("Choose a password · Coredeck");
      choose(omar, given, "omaromaromar");
      seeFault(omar, "hardly more than your name");
      shoot(omar, "new-password");
      choose(omar, given, OWN);
      assertThat(omar).hasTitle(Pattern.compile("Overview.*"));
      TestBrowser.follow(omar, "users");
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
    try (var context = browser.context(1440, 900, ColorScheme.DARK)) {
      var page = ines(context, "account");
      shoot(page, "account-dark");
      page.getByRole(AriaRole.BUTTON, named("New token")).click();
      page.getByRole(AriaRole.BUTTON, named("Create token")).click();
      seeFault(page, "Give it a name.");
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
      assertThatThrownBy(() -> GridClient.withToken(grid.explorer(), token))
          .hasMessageContaining("was revoked");
    }
  }

  @Test
  void a_webhooks_secret_is_shown_once_and_it_is_tried_and_deleted() throws Exception {
    try (var context = browser.context()) {
      var page = ines(context, "account");
      page.getByRole(AriaRole.BUTTON, named("New webhook")).click();
      page.getByRole(AriaRole.BUTTON, named("Create webhook")).click();
      seeFault(page, "Say where it goes.");
      var address = page.locator("vaadin-dialog vaadin-text-field input");
      address.fill("http://example.org/");
      page.getByRole(AriaRole.BUTTON, named("Create webhook")).click();
      assertThat(page.getByText(Pattern.compile("must begin with https")).first()).isVisible();
      address.fill("https://localhost:1/hook");
      shoot(page, "webhook-new");
      page.getByRole(AriaRole.BUTTON, named("Create webhook")).click();
      var secret = page.locator("vaadin-dialog .secret input").inputValue();
      assertThat(secret).startsWith("whsec_");
      shoot(page, "webhook-once");
      page.getByRole(AriaRole.BUTTON, named("I have copied it")).click();
      assertThat(page.getByText("Nothing delivered yet")).isVisible();
      page.reload();
      assertThat(page.getByText("https://localhost:1/hook").first()).isVisible();
      assertThat(page.content()).doesNotContain(secret);
      page.getByRole(AriaRole.BUTTON, named("Send a test to https://localhost:1/hook")).click();
      assertThat(page.getByText("did not take the test").first()).isVisible();
      shoot(page, "account-webhook");
      page.getByRole(AriaRole.BUTTON, named("Delete https://localhost:1/hook")).click();
      page.getByRole(AriaRole.BUTTON, named("Delete webhook")).click();
      assertThat(page.getByText("You have no webhook.")).isVisible();
    }
  }

  @Test
  void a_new_password_ends_the_other_sessions_and_leaves_this_one() throws Exception {
    grid.add("mary", Role.USER, OWN);
    try (var here = browser.context();
        var there = browser.context()) {
      var other = enter(there, "mary", OWN, "");
      var page = enter(here, "mary", OWN, "account");
      choose(page, "not the password", "yet another one");
      seeFault(page, "That is not the password until now.");
      choose(page, OWN, "short");
      seeFault(page, "At least 12 are needed.");
      shoot(page, "account-password-wrong");
      choose(page, OWN, "yet another one");
      assertThat(page.getByText("Your password is changed.").last()).isVisible();
      assertThat(other).hasTitle("Sign in · Coredeck");
      page.reload();
      assertThat(page).hasTitle("Account · Coredeck");
      page.getByRole(AriaRole.BUTTON, named("Sign out everywhere")).click();
      assertThat(page).hasTitle("Sign in · Coredeck");
      TestBrowser.load(page, grid.url() + "account");
      assertThat(page).hasTitle("Sign in · Coredeck");
    }
  }

  @Test
  void who_is_disabled_is_shut_out_of_what_is_open() throws Exception {
    grid.add("vera", Role.VIEWER, OWN);
    try (var context = browser.context();
        var there = browser.context()) {
      var vera = enter(there, "vera", OWN, "");
      var page = ines(context, "users?q=vera");
      page.getByRole(AriaRole.BUTTON, named("Actions for vera")).click();
      shoot(page, "users-menu");
      page.getByText("Disable", exactly()).click();
      shoot(page, "users-disable");
      page.getByRole(AriaRole.BUTTON, named("Disable account")).click();
      assertThat(page.locator("coredeck-state[word=Disabled]")).isVisible();
      assertThat(vera).hasTitle("Sign in · Coredeck");
      page.getByRole(AriaRole.BUTTON, named("Actions for vera")).click();
      page.getByText("Delete account", exactly()).click();
      var delete = page.getByRole(AriaRole.BUTTON, named("Delete account"));
      assertThat(delete).hasAttribute("aria-disabled", "true");
      assertThat(page.getByText("works once this is typed")).isVisible();
      delete.focus();
      page.keyboard().press("Enter");
      assertThat(page.getByText("Type exactly vera.").last()).isVisible();
      page.getByLabel("Type vera to delete").fill("vera");
      page.getByRole(AriaRole.BUTTON, named("Delete account")).click();
      assertThat(page.getByText("No account matches.")).isVisible();
    }
  }

  @Test
  void the_only_admin_stays_and_the_page_says_why() {
    try (var context = browser.context()) {
      var page = ines(context, "users?q=ines");
      page.getByRole(AriaRole.BUTTON, named("Actions for ines")).click();
      page.getByText("Disable", exactly()).click();
      page.getByRole(AriaRole.BUTTON, named("Disable account")).click();
      assertThat(page.getByRole(AriaRole.ALERT).filter(with("is the only admin"))).isVisible();
      shoot(page, "users-only-admin");
    }
  }

  @Test
  void the_audit_is_live_filtered_by_its_address_and_downloaded() throws Exception {
    grid.add("olga", Role.OPERATOR, OWN);
    try (var context = browser.context()) {
      var page = ines(context, "audit");
      assertThat(cell(page, "Created account").first()).isVisible();
      shoot(page, "audit-light");
      admin.setRole("olga", Role.VIEWER);
      assertThat(cell(page, "operator → viewer")).isVisible();
      TestBrowser.load(page, grid.url() + "audit?who=ines&action=account&object=olga");
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
      TestBrowser.follow(page, "audit?who=nobody-at-all&result=%3Cscript%3E");
      assertThat(page.getByText("Nothing matches. Clear a filter.")).isVisible();
      shoot(page, "audit-empty");
    }
    try (var context = browser.context(1440, 900, ColorScheme.DARK)) {
      var page = enter(context, "olga", OWN, "audit");
      assertThat(page.getByText("You see what you did yourself.")).isVisible();
      assertThat(cell(page, "ines")).hasCount(0);
      shoot(page, "audit-own-dark");
    }
  }

  @Test
  void the_choices_of_a_browser_are_kept_there() {
    try (var context = browser.context()) {
      var page = ines(context, "account");
      page.getByLabel("Dark", new Page.GetByLabelOptions().setExact(true)).click();
      assertThat(page.locator("html")).hasAttribute("theme", "dark");
      page.getByLabel("Single-key shortcuts").uncheck();
      page.getByLabel("Deutsch").click();
      assertThat(page).hasTitle("Konto · Coredeck");
      assertThat(page.getByLabel("Tastenkürzel aus einer Taste")).not().isChecked();
      assertThat(page.getByLabel("Dunkel", new Page.GetByLabelOptions().setExact(true)))
          .isChecked();
      shoot(page, "account-german-dark");
      TestBrowser.follow(page, "audit");
      assertThat(cell(page, "Angemeldet").first()).isVisible();
      shoot(page, "audit-german-dark");
    }
  }

  @Test
  void a_phone_shows_all_of_it_in_its_width() {
    try (var context =
        browser.context(TestBrowser.PHONE, TestBrowser.PHONE_HEIGHT, ColorScheme.LIGHT)) {
      var page = ines(context, "account");
      assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
      TestBrowser.shootWhole(page, "account-phone-whole");
      for (var path : List.of("account", "users", "audit")) {
        TestBrowser.follow(page, path);
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        page.waitForLoadState();
        if (!path.equals("account")) {
          assertThat(page.locator(".stacked:visible").first()).isVisible();
        }
        assertThat(page.evaluate(WIDER)).as(path).isEqualTo(List.of());
        shoot(page, path + "-phone");
      }
    }
  }

  private static Page ines(BrowserContext context, String path) {
    return browser.signedIn(context, grid.url(), "ines", ComposerGrid.PASSWORD, path);
  }

  /// Signs in through the page for it, in a session of its own, and gets to what is asked for or to
  /// what has to be done first.
  private static Page enter(BrowserContext context, String name, String password, String path) {
    var page = context.newPage();
    TestBrowser.load(page, grid.url() + path);
    assertThat(page).hasTitle("Sign in · Coredeck");
    TestBrowser.signIn(page, name, password);
    assertThat(page).not().hasTitle("Sign in · Coredeck");
    return page;
  }

  private static Locator cell(Page page, String text) {
    return page.locator("vaadin-grid-cell-content").filter(with(text));
  }

  private static void seeFault(Page page, String text) {
    assertThat(page.locator("[slot=error-message]").filter(with(text))).isVisible();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
