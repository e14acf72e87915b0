package io.coredeck.dashboard.live.corex;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person can do at the console of a container through the dashboard, in a real browser with
/// a real CoreX behind.
class ConsoleElementBrowserIT {

  private static final double LONGEST_WAIT_MS = 30_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static Playwright playwright;
  private static Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private ConsoleServer server;

  @BeforeAll
  static void open() {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    playwright = Browsers.playwright();
    browser = Browsers.launchWithWebgl(playwright);
  }

  @AfterAll
  static void close() {
    browser.close();
    playwright.close();
  }

  @BeforeEach
  void start() throws Exception {
    server = ConsoleServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void a_shell_is_started_typed_into_split_and_found_again_after_a_reload() throws Exception {
    try (var context = context(1224, 740, ColorScheme.LIGHT)) {
      var page = show(context, "ines", "en");
      assertThat(page.getByText("Nothing runs here yet")).isVisible();
      shoot(page, "console-empty");
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo $((6*7)); stty size\n");
      awaitText(page, "42\n" + size(page));
      page.keyboard().press("Control+Shift+D");
      page.locator(".choices").getByRole(AriaRole.BUTTON).filter(with("Start a shell")).click();
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo second-$((1+1))\n");
      awaitTextOf(page.locator("coredeck-terminal:visible").nth(1), "second-2");
      assertThat(page.getByText("Size set by you")).isVisible();
      shoot(page, "console-split-light");
      page.reload();
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      awaitText(page, "42\n");
      page.keyboard().press("Control+Shift+Escape");
      kill(page);
      assertThat(complaints).isEmpty();
    }
  }

  private static void kill(Page page) {
    var row = page.locator("corex-process-row").first();
    row.hover();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop sh")).first().click();
    assertThat(row).containsText("Stopping");
    button(page, "Kill it").click();
    assertThat(row).containsText("SIGKILL");
  }

  @Test
  void who_only_looks_sees_all_and_can_do_nothing_and_everybody_sees_who_is_here()
      throws Exception {
    try (var first = context(1224, 740, ColorScheme.DARK);
        var second = context(1000, 600, ColorScheme.DARK)) {
      var ines = show(first, "ines", "en");
      button(ines, "Start a shell").click();
      assertThat(ines.getByText("You are typing")).isVisible();
      var vera = show(second, "vera", "en");
      assertThat(vera.getByText("You are watching")).isVisible();
      assertThat(ines.locator("corex-process-list")).containsText("vera is watching sh");
      ines.keyboard().type("echo $((40+2)); stty size\n");
      awaitText(vera, "42\n" + size(ines));
      assertThat(vera.getByText("ines is typing in sh")).isVisible();
      vera.locator("coredeck-terminal").click();
      vera.keyboard().type("echo hidden\n");
      vera.locator("corex-process-row").hover();
      assertThat(vera.getByRole(AriaRole.BUTTON).filter(with("Start"))).hasCount(0);
      assertThat(vera.getByRole(AriaRole.BUTTON, named("Stop"))).hasCount(0);
      shoot(vera, "console-watching");
      shoot(ines, "console-dark");
      ines.keyboard().type("echo do''ne\n");
      awaitText(vera, "done");
      assertThat(text(ines)).doesNotContain("hidden");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void a_console_that_does_not_answer_says_so_and_goes_on_where_it_was() throws Exception {
    try (var context = context(1224, 740, ColorScheme.LIGHT)) {
      var page = show(context, "ines", "en");
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo $((40+2))\n");
      awaitText(page, "42\n");
      int port;
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      var notice = page.locator("coredeck-console > corex-lost-notice, corex-lost-notice");
      assertThat(notice).containsText("What you see is from");
      shoot(page, "console-lost");
      server.moveBack();
      assertThat(notice).not().containsText("What you see is from");
      page.locator("coredeck-terminal").click();
      page.keyboard().type("echo still-$((1+1))\n");
      awaitText(page, "still-2");
      server.signOut("ines");
      assertThat(page.getByText("You are signed out.")).isVisible();
      assertThat(page.getByRole(AriaRole.LINK).filter(with("Sign in"))).isVisible();
      shoot(page, "console-signed-out");
    }
  }

  @Test
  void a_phone_shows_list_or_terminal_and_it_speaks_german() {
    try (var context = context(390, 664, ColorScheme.DARK)) {
      var page = show(context, "ines", "de");
      button(page, "Terminal").click();
      button(page, "Shell starten").click();
      awaitText(page, "$");
      assertThat(button(page, "Strg")).hasCount(0);
      assertThat(button(page, "Escape")).isVisible();
      assertThat(page.getByText("Verbunden")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
      shoot(page, "console-phone-terminal");
      button(page, "Prozesse 1").click();
      shoot(page, "console-phone-processes");
      assertThat(complaints).isEmpty();
    }
  }

  private BrowserContext context(int width, int height, ColorScheme scheme) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    context.onWebError(error -> complaints.add(error.error()));
    return context;
  }

  private Page show(BrowserContext context, String who, String language) {
    var page = context.newPage();
    page.setDefaultTimeout(LONGEST_WAIT_MS);
    page.navigate(server.origin() + "/show/" + who + "/" + language);
    assertThat(page.locator("corex-process-list header")).isAttached();
    return page;
  }

  private static void awaitText(Page page, String wanted) {
    awaitTextOf(page.locator("coredeck-terminal:visible").first(), wanted);
  }

  private static void awaitTextOf(Locator terminal, String wanted) {
    assertThat(terminal).isVisible();
    try {
      terminal.page().waitForCondition(() -> textOf(terminal).contains(wanted));
    } catch (com.microsoft.playwright.TimeoutError e) {
      throw new AssertionError("never seen: " + wanted + "\nin: " + textOf(terminal), e);
    }
  }

  private static String text(Page page) {
    return textOf(page.locator("coredeck-terminal:visible").first());
  }

  private static String textOf(Locator terminal) {
    return (String) terminal.evaluate("it => it.text");
  }

  /// @return rows and columns as `stty size` says them
  private static String size(Page page) {
    return (String)
        page.locator("coredeck-terminal:visible")
            .first()
            .evaluate("it => `${it.size.rows} ${it.size.columns}`");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }
}
