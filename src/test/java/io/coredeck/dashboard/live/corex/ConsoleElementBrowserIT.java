package io.coredeck.dashboard.live.corex;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.size;
import static io.coredeck.browser.Console.stopShell;
import static io.coredeck.browser.Console.terminal;
import static io.coredeck.browser.Console.text;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.Axe;
import io.coredeck.waiting.FreePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a person can do at the console of a container through the dashboard, in a real browser with
/// a real CoreX behind.
class ConsoleElementBrowserIT {

  private static TestBrowser browser;
  private ConsoleServer server;

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
    var _ = browser.complaints(); // of a test that cuts the line
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void a_shell_is_started_typed_into_split_and_found_again_after_a_reload() throws Exception {
    try (var context = browser.context(1224, 740, ColorScheme.LIGHT)) {
      var page = show(context, "ines", "en");
      assertThat(page.getByText("Nothing runs here yet")).isVisible();
      shoot(page, "console-empty");
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo $((6*7)); stty size\n");
      awaitText(terminal(page, 0), "42\n" + size(terminal(page, 0)));
      page.keyboard().press("Control+Shift+D");
      page.locator(".choices").getByRole(AriaRole.BUTTON).filter(with("Start a shell")).click();
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo second-$((1+1))\n");
      awaitText(terminal(page, 1), "second-2");
      page.keyboard()
          .type(
              "trap 'got=1; echo got-USR$((0+1))' USR1; echo trap''ped;"
                  + " while [ -z \"$got\" ]; do sleep 0.1; done\n");
      awaitText(terminal(page, 1), "trapped");
      sendSignal(page, "SIGUSR1");
      awaitText(terminal(page, 1), "got-USR1");
      assertThat(page.getByText("Size set by you")).isVisible();
      shoot(page, "console-split-light");
      Axe.check(page);
      TestBrowser.change(page, ColorScheme.DARK, 1224, 740);
      Axe.check(page);
      TestBrowser.change(page, ColorScheme.LIGHT, 1224, 740);
      page.reload();
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      awaitText(terminal(page, 0), "42\n");
      page.keyboard().press("Control+Shift+Escape");
      stopShell(page);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void who_only_looks_sees_all_and_can_do_nothing_and_everybody_sees_who_is_here()
      throws Exception {
    try (var first = browser.context(1224, 740, ColorScheme.DARK);
        var second = browser.context(1000, 600, ColorScheme.DARK)) {
      var ines = show(first, "ines", "en");
      button(ines, "Start a shell").click();
      assertThat(ines.getByText("You are typing")).isVisible();
      var vera = show(second, "vera", "en");
      assertThat(vera.getByText("You are watching")).isVisible();
      assertThat(ines.locator("corex-process-list")).containsText("vera is watching sh");
      ines.keyboard().type("echo $((40+2)); stty size\n");
      awaitText(terminal(vera, 0), "42\n" + size(terminal(ines, 0)));
      assertThat(vera.getByText("ines is typing in sh")).isVisible();
      assertThat(vera.locator("corex-pane header")).containsText("ines is typing");
      assertThat(vera.locator("corex-status-bar")).containsText("Size set by ines");
      vera.locator("coredeck-terminal").click();
      vera.keyboard().type("echo hidden\n");
      vera.locator("corex-process-row").hover();
      assertThat(vera.getByRole(AriaRole.BUTTON).filter(with("Start"))).hasCount(0);
      assertThat(vera.getByRole(AriaRole.BUTTON, named("Stop"))).hasCount(0);
      shoot(vera, "console-watching");
      shoot(ines, "console-dark");
      ines.keyboard().type("echo do''ne\n");
      awaitText(terminal(vera, 0), "done");
      assertThat(text(terminal(ines, 0))).doesNotContain("hidden");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_console_that_does_not_answer_says_so_and_goes_on_where_it_was() throws Exception {
    try (var context = browser.context(1224, 740, ColorScheme.LIGHT)) {
      var page = show(context, "ines", "en");
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo $((40+2))\n");
      awaitText(terminal(page, 0), "42\n");
      var port = FreePorts.next();
      server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      var notice = page.locator("coredeck-console > corex-lost-notice, corex-lost-notice");
      assertThat(notice).containsText("What you see is from");
      shoot(page, "console-lost");
      server.moveBack();
      assertThat(notice).not().containsText("What you see is from");
      page.locator("coredeck-terminal").click();
      page.keyboard().type("echo still-$((1+1))\n");
      awaitText(terminal(page, 0), "still-2");
      server.signOut("ines");
      assertThat(page.getByText("You are signed out.")).isVisible();
      assertThat(page.getByRole(AriaRole.LINK).filter(with("Sign in"))).isVisible();
      shoot(page, "console-signed-out");
    }
  }

  @Test
  void a_phone_shows_list_or_terminal_and_it_speaks_german() {
    try (var context = browser.context(TestBrowser.PHONE, 664, ColorScheme.DARK)) {
      var page = show(context, "ines", "de");
      button(page, "Terminal").click();
      button(page, "Shell starten").click();
      awaitText(terminal(page, 0), "$");
      assertThat(button(page, "Strg")).hasCount(0);
      assertThat(button(page, "Esc")).isVisible();
      assertThat(page.getByText("Verbunden")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .isEqualTo(TestBrowser.PHONE);
      shoot(page, "console-phone-terminal");
      button(page, "Prozesse 1").click();
      shoot(page, "console-phone-processes");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// Sends it to the process that was started last.
  private static void sendSignal(Page page, String signal) {
    var row = page.locator("corex-process-row").first();
    row.hover();
    row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send a signal")).click();
    shoot(page, "console-signals");
    row.getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(signal)).click();
    assertThat(row.getByRole(AriaRole.MENUITEM).first()).isHidden();
  }

  @Test
  void a_file_that_is_larger_than_corex_allows_is_not_sent() throws Exception {
    try (var small = TestCorex.start("--max-upload", "2K");
        var context = browser.context(1224, 740, ColorScheme.DARK)) {
      server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), small.port()));
      var page = show(context, "ines", "de");
      button(page, "Shell starten").click();
      button(page, "Dateien hochladen").click();
      var dialog = page.locator("corex-upload-dialog");
      assertThat(dialog.locator(".drop")).containsText("Jeweils h\u00f6chstens 2 KiB.");
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("large", "text/plain", new byte[2049]));
      assertThat(dialog.locator(".state.failed"))
          .hasText("Gr\u00f6\u00dfer als 2 KiB, mehr geht nicht.");
      shoot(page, "console-upload-too-large");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private Page show(BrowserContext context, String who, String language) {
    var page = context.newPage();
    TestBrowser.load(page, server.origin() + "/show/" + who + "/" + language);
    assertThat(page.locator("corex-process-list header")).isAttached();
    return page;
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
}
