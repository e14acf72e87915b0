package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.browser.TestBrowser.shootAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.explorer.Explorer;
import io.coredeck.explorer.ExplorerConfig;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people are promised who sign in through an identity provider, a real Keycloak, and about
/// the keys of those who do not.
class ProviderBrowserIT {

  private static final String SETUP_TOKEN = "the token of this test";
  private static final String PASSWORD = "chosen by oneself";

  @TempDir private static Path folder;
  private static Keycloak keycloak;
  private static Explorer explorer;
  private static DashboardServer dashboard;
  private static AccountClient admin;
  private static KeyPair keys;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    var port = Keycloak.freePort();
    keycloak = Keycloak.start("http://127.0.0.1:%d/".formatted(port));
    explorer = Explorer.start(ExplorerConfig.read(settings(port)), InstantSource.system());
    var uri = URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
    keys = KeyPair.generate();
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(keys, "ines", "ines@localhost").id();
    }
    admin = AccountClient.connect(uri, keys, tid);
    admin.createFirst("ines", PASSWORD, keys, SETUP_TOKEN);
    var nowhere = URI.create("http://127.0.0.1:1");
    dashboard = DashboardServer.start(new DashboardConfig("127.0.0.1", port, uri, nowhere));
    browser = TestBrowser.start();
    keycloak.await();
  }

  private static Path settings(int port) throws Exception {
    var provider = folder.resolve("provider.properties");
    Files.writeString(
        provider,
        """
        name=Keycloak
        issuer=%s
        client.id=%s
        client.secret=%s
        redirect=http://127.0.0.1:%d/sign-in/provider
        role.operator=crew
        role.user=people
        """
            .formatted(keycloak.issuer(), Keycloak.CLIENT, Keycloak.SECRET, port));
    Files.setPosixFilePermissions(provider, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(
        folder.resolve("explorer.properties"),
        "listen=127.0.0.1:0\ndatabase=jdbc:sqlite:%s\nsetup.token=%s\nprovider.file=%s\n"
            .formatted(folder.resolve("explorer.db"), SETUP_TOKEN, provider));
  }

  @AfterAll
  static void stop() throws Exception {
    try (var _ = keycloak;
        var _ = explorer;
        var _ = admin;
        var _ = dashboard) {
      if (browser != null) {
        browser.close();
      }
    }
  }

  private static Page asked(BrowserContext context, String path) {
    var page = context.newPage();
    TestBrowser.load(page, dashboard.url() + path);
    return page;
  }

  private static Locator way(Page page) {
    return page.getByRole(AriaRole.BUTTON, named("Sign in with Keycloak"));
  }

  /// Goes through Keycloak's own form.
  private static Page enter(BrowserContext context, String name, String path) {
    var page = asked(context, path);
    way(page).click();
    page.locator("#username").fill(name);
    page.locator("#password").fill(Keycloak.PASSWORD);
    page.locator("#kc-login").click();
    return page;
  }

  @Test
  void a_person_comes_back_signed_in_to_the_page_that_was_asked_for() throws Exception {
    try (var context = browser.context()) {
      var page = enter(context, "olga", "account");
      assertThat(page).hasTitle("Account · Coredeck");
      assertThat(page.url()).isEqualTo(dashboard.url() + "account");
      assertThat(page.locator("main dl")).containsText("olga");
      assertThat(page.locator("main dl")).containsText("Operator");
      assertThat(page.getByText("no password here to change")).isVisible();
      assertThat(page.locator("vaadin-password-field")).hasCount(0);
      shoot(page, "account-provided");
    }
    assertThat(admin.list())
        .anyMatch(one -> one.name().equals("olga") && one.role() == Role.OPERATOR);
  }

  @Test
  void the_way_in_stands_below_the_password() {
    try (var context = browser.context()) {
      var page = asked(context, "");
      assertThat(way(page)).isVisible();
      shootAll(page, "sign-in-provider");
      Axe.check(page);
    }
    try (var context = browser.context(1440, 900, ColorScheme.LIGHT, "de-DE")) {
      var page = asked(context, "");
      assertThat(page.getByText("Mit Keycloak anmelden")).isVisible();
      shoot(page, "sign-in-provider-de");
    }
  }

  @Test
  void an_answer_to_nothing_and_one_to_something_else_are_refused() {
    try (var context = browser.context()) {
      var page = asked(context, "sign-in/provider?state=x&code=y");
      assertThat(page.getByText("has begun no such sign-in")).isVisible();
      shoot(page, "provider-refused");
      page.getByText("Back to the sign-in").click();
      way(page).click();
      assertThat(page.locator("#username")).isVisible();
      TestBrowser.load(page, dashboard.url() + "sign-in/provider?state=x&code=y");
      assertThat(page.getByText("does not fit what was begun here")).isVisible();
      TestBrowser.load(page, dashboard.url() + "sign-in/provider?error=access_denied");
      assertThat(page.getByText("was not finished there")).isVisible();
      TestBrowser.load(page, dashboard.url() + "account");
      assertThat(way(page)).isVisible();
    }
  }

  @Test
  void who_is_disabled_here_or_has_no_role_stays_outside() throws Exception {
    try (var context = browser.context()) {
      assertThat(enter(context, "omar", "account")).hasTitle("Account · Coredeck");
    }
    admin.setDisabled("omar", true);
    try (var context = browser.context()) {
      assertThat(enter(context, "omar", "").getByText("This account is disabled")).isVisible();
    }
    try (var context = browser.context()) {
      assertThat(enter(context, "vera", "").getByText("You have no role here")).isVisible();
    }
    assertThat(admin.list()).noneMatch(one -> one.name().equals("vera"));
  }

  @Test
  void who_has_a_password_sees_the_words_of_the_own_key_with_it() {
    try (var context = browser.context()) {
      var page = TestBrowser.signIn(context, dashboard.url(), "ines", PASSWORD, "account");
      page.getByRole(AriaRole.BUTTON, named("Show words")).first().click();
      var dialog = page.locator("vaadin-dialog");
      var password = dialog.locator("vaadin-password-field input");
      password.fill("not the password");
      password.press("Enter");
      assertThat(dialog.getByText("That is not your password.")).isVisible();
      password.fill(PASSWORD);
      password.press("Enter");
      var words = dialog.locator(".key-words li");
      assertThat(words).hasCount(Mnemonic.WORDS);
      assertThat(String.join(" ", words.allInnerTexts())).isEqualTo(Mnemonic.words(keys));
      shootAll(page, "key-words");
      page.getByRole(AriaRole.BUTTON, named("Close")).click();
      assertThat(words).hasCount(0);
      assertThat(page.content()).doesNotContain(Mnemonic.words(keys).substring(0, 30));

      page.getByRole(AriaRole.BUTTON, named("Use a key I have")).click();
      dialog.locator("vaadin-password-field input").fill(PASSWORD);
      dialog.locator("textarea").fill("one two three");
      page.getByRole(AriaRole.BUTTON, named("Use this key")).click();
      assertThat(dialog.getByText("There must be 24 words.")).isVisible();
      shoot(page, "key-bring");
      dialog.locator("textarea").fill(Mnemonic.words(KeyPair.generate()));
      page.getByRole(AriaRole.BUTTON, named("Use this key")).click();
      assertThat(page).hasTitle(Pattern.compile("Sign in.*"));
    }
  }
}
