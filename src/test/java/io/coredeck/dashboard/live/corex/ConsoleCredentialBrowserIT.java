package io.coredeck.dashboard.live.corex;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.terminal;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.Axe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person does at the console of a container whose CoreX asks for a credential of its own,
/// in a real browser.
class ConsoleCredentialBrowserIT {

  private static final String PASSWORD = "correct-horse-battery";
  private static final String WRITER = "writer-0123456789abcdef";
  private static final String READER = "reader-0123456789abcdef";
  private static final int GUESSES_OF_COREX = 20;

  private static TestBrowser browser;
  private ConsoleServer server;
  private TestCorex guarded;

  @BeforeAll
  static void open() {
    browser = TestBrowser.startWithWebgl();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @BeforeEach
  void start() throws Exception {
    server = ConsoleServer.start();
    guarded =
        TestCorex.start(
            Map.of(
                "COREX_CREDENTIAL", "someone:" + PASSWORD,
                "COREX_TOKENS", "ci:" + WRITER + "\neye:" + READER + ":read"));
    server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), guarded.port()));
  }

  @AfterEach
  void stop() throws Exception {
    var _ = browser.complaints(); // about what was wrong
    guarded.close();
    server.close();
  }

  @Test
  void who_gives_the_password_by_keyboard_alone_types_into_a_shell_and_finds_it_again()
      throws Exception {
    try (var context = browser.context(1224, 740, ColorScheme.LIGHT)) {
      var page = show(context, "en");
      List<String> asked = new CopyOnWriteArrayList<>();
      page.onRequest(request -> asked.add(request.url() + request.headers()));
      shoot(page, "console-credential-light");
      Axe.check(page);
      TestBrowser.change(page, ColorScheme.DARK, 1224, 740);
      shoot(page, "console-credential-dark");
      Axe.check(page);
      page.keyboard().press("Tab");
      page.keyboard().press("Tab");
      page.keyboard().press("Tab");
      assertThat(page.getByLabel("User", exact())).isFocused();
      page.keyboard().press("Enter");
      assertThat(alert(page)).hasText("Type the user, which has no colon.");
      page.keyboard().type("someone");
      assertThat(alert(page)).hasCount(0);
      page.keyboard().press("Tab");
      page.keyboard().type("wrong");
      page.keyboard().press("Enter");
      assertThat(alert(page)).hasText("CoreX does not know this user with this password.");
      assertThat(page.getByLabel("Password", exact())).isFocused();
      shoot(page, "console-credential-wrong");
      Axe.check(page);
      page.keyboard().type(PASSWORD);
      page.keyboard().press("Enter");
      assertThat(button(page, "Start a shell")).isVisible();
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo $((6*7))\n");
      awaitText(terminal(page, 0), "42\n");
      shoot(page, "console-credential-open");
      page.reload();
      awaitText(terminal(page, 0), "42\n");
      assertThat(asked).isNotEmpty().noneMatch(one -> one.contains(PASSWORD));
      assertThat(page.evaluate("JSON.stringify([localStorage, sessionStorage]) + document.cookie"))
          .asString()
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void a_token_given_in_one_window_opens_the_other_and_is_forgotten_in_both() throws Exception {
    try (var context = browser.context(1000, 640, ColorScheme.DARK)) {
      var first = show(context, "en");
      var second = show(context, "en");
      give(first, WRITER);
      assertThat(button(first, "Start a shell")).isVisible();
      assertThat(button(second, "Start a shell")).isVisible();
      button(first, "Start a shell").click();
      assertThat(first.getByText("You are typing")).isVisible();
      first.keyboard().type("echo $((40+2))\n");
      awaitText(terminal(first, 0), "42\n");
      button(first, "Forget the credential of this container").click();
      assertThat(form(first)).isVisible();
      assertThat(form(second)).isVisible();
      give(first, WRITER);
      awaitText(terminal(first, 0), "42\n");
      first.keyboard().type("echo again-$((40+3))\n");
      awaitText(terminal(first, 0), "again-43");
      TestBrowser.change(first, ColorScheme.LIGHT, TestBrowser.PHONE, 664);
      shoot(first, "console-credential-phone-open");
    }
  }

  @Test
  void a_token_that_only_looks_says_so_and_another_one_may_be_given() throws Exception {
    var answer = post("{\"argv\":[\"sh\",\"-c\",\"echo $((40+2)); exec sleep 1000\"]}");
    assertThat(answer).isEqualTo(201);
    try (var context = browser.context(1224, 740, ColorScheme.LIGHT)) {
      var page = show(context, "en");
      give(page, READER);
      awaitText(terminal(page, 0), "42");
      assertThat(page.getByText("CoreX lets the credential you gave look at everything"))
          .isVisible();
      assertThat(page.getByText("Read only", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      assertThat(button(page, "Upload files")).hasCount(0);
      assertThat(button(page, "Start")).hasCount(0);
      shoot(page, "console-credential-looks");
      Axe.check(page);
      TestBrowser.change(page, ColorScheme.DARK, 1224, 740);
      shoot(page, "console-credential-looks-dark");
      Axe.check(page);
      button(page, "Give another one").click();
      give(page, WRITER);
      assertThat(button(page, "Upload files")).isVisible();
      assertThat(page.getByText("CoreX lets the credential you gave")).hasCount(0);
      assertThat(page.locator("coredeck-terminal:visible")).isFocused();
    }
  }

  @Test
  void too_many_wrong_ones_are_said_with_the_pause_and_all_of_it_in_german() throws Exception {
    for (var wrong = 0; wrong <= GUESSES_OF_COREX; wrong++) {
      var _ = list("Bearer wrong-" + wrong);
    }
    try (var context = browser.context(TestBrowser.PHONE, 664, ColorScheme.DARK)) {
      var page = show(context, "de");
      page.getByLabel("Benutzer", exact()).fill("someone");
      page.getByLabel("Passwort", exact()).fill(PASSWORD);
      assertThat(button(page, "Konsole \u00f6ffnen")).isVisible();
      page.keyboard().press("Enter");
      assertThat(alert(page))
          .hasText(
              Pattern.compile("Zu viele waren falsch.* Neuer Versuch in [1-5] s m\u00f6glich."));
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .isEqualTo(TestBrowser.PHONE);
      shoot(page, "console-credential-phone");
      Axe.check(page);
    }
  }

  private int list(String authorization) throws Exception {
    return corex(HttpRequest.newBuilder(processes()).header("Authorization", authorization));
  }

  private int post(String body) throws Exception {
    return corex(
        HttpRequest.newBuilder(processes())
            .header("Authorization", "Bearer " + WRITER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI processes() {
    return URI.create("http://127.0.0.1:" + guarded.port() + "/api/v2/processes");
  }

  private static int corex(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private Page show(BrowserContext context, String language) {
    var page = context.newPage();
    TestBrowser.load(page, server.origin() + "/show/ines/" + language);
    assertThat(form(page)).isVisible();
    return page;
  }

  private static Locator form(Page page) {
    return page.locator("coredeck-unlock-form form");
  }

  private static void give(Page page, String token) {
    button(page, "Token").click();
    page.getByLabel("Token", exact()).last().fill(token);
    button(page, "Open console").click();
    assertThat(form(page)).hasCount(0);
  }

  private static Locator alert(Page page) {
    return page.getByRole(AriaRole.ALERT);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
