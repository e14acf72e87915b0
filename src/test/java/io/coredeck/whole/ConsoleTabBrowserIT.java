package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.Browsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A person works in a container through the dashboard alone, on the real grid.
@OnGrid
class ConsoleTabBrowserIT {

  private static final double LONGEST_WAIT_MS = 30_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final List<String> complaints = new ArrayList<>();

  @Test
  void a_shell_is_started_typed_into_split_found_again_and_stopped(Grid grid) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    var container = deploy(grid, "\"interactive\": true");
    var command = deploy(grid, "\"entrypoint\": \"/bin/sleep 1000\"");
    try (var playwright = Browsers.playwright();
        var browser = Browsers.launchWithWebgl(playwright)) {
      var page = page(browser, 1440, 900, ColorScheme.LIGHT);
      signIn(page, grid);
      page.navigate(address(grid, container));
      useConsole(page);
      page.navigate(address(grid, command) + "/console");
      assertThat(page.getByText("This container runs one command")).isVisible();
      shoot(page, "whole-console-none");
      look(page(browser, 1440, 900, ColorScheme.DARK), grid, container, "dark");
      look(page(browser, 390, 844, ColorScheme.DARK), grid, container, "phone");
      assertThat(complaints).as("errors in the browser's console").isEmpty();
      grid.delete(container);
      grid.delete(command);
    }
  }

  private static long deploy(Grid grid, String how) throws Exception {
    var answer =
        grid.deploy(
            "{\"flist\": \"%s\", %s}"
                .formatted(grid.endpoints().get("demo_flist").asString(), how));
    assertThat(answer.get("state").asString()).as(answer.toString()).isEqualTo("ok");
    return answer.get("id").asLong();
  }

  private static String address(Grid grid, long id) throws Exception {
    return grid.endpoints().get("dashboard").asString() + "/containers/" + id;
  }

  private static void signIn(Page page, Grid grid) throws Exception {
    var admin = grid.endpoints().get("admin");
    page.navigate(grid.endpoints().get("dashboard").asString());
    page.getByLabel("Name").fill(admin.get("name").asString());
    page.locator("vaadin-password-field input").fill(admin.get("password").asString());
    button(page, "Sign in").click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
        .isVisible();
  }

  private static void useConsole(Page page) {
    button(page, "Start a shell").click();
    assertThat(page.getByText("You are typing")).isVisible();
    page.keyboard().type("echo $((6*7)) on $(hostname); stty size\n");
    awaitText(terminal(page, 0), "42 on ");
    awaitText(terminal(page, 0), size(page));
    page.keyboard().press("Control+Shift+D");
    page.locator(".choices button").filter(with("Start a shell")).click();
    assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
    assertThat(page.getByText("You are typing")).isVisible();
    page.keyboard().type("top\n");
    awaitText(terminal(page, 1), "Mem:");
    assertThat(page).hasURL(Pattern.compile(".*/console\\?open=.+"));
    shoot(page, "whole-console-light");
    page.reload();
    assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
    awaitText(terminal(page, 0), "42 on ");
    page.keyboard().press("Control+Shift+Escape");
    stop(page);
  }

  private static void stop(Page page) {
    var row = page.locator("corex-process-row").first();
    row.hover();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop sh")).first().click();
    assertThat(row).containsText("Stopping");
    button(page, "Kill it").click();
    assertThat(row).containsText("SIGKILL");
  }

  private static void look(Page page, Grid grid, long container, String what) throws Exception {
    signIn(page, grid);
    page.navigate(address(grid, container) + "/console");
    if (what.equals("phone")) {
      button(page, "Terminal").click();
    }
    awaitText(terminal(page, 0), "42 on ");
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(page.viewportSize().width);
    shoot(page, "whole-console-" + what);
  }

  private static Locator terminal(Page page, int index) {
    return page.locator("coredeck-terminal:visible").nth(index);
  }

  /// @return rows and columns, as stty prints them
  private static String size(Page page) {
    return terminal(page, 0).evaluate("it => `${it.size.rows} ${it.size.columns}`").toString();
  }

  private static void awaitText(Locator terminal, String wanted) {
    assertThat(terminal).isVisible();
    terminal.page().waitForCondition(() -> textOf(terminal).contains(wanted));
  }

  private static String textOf(Locator terminal) {
    return terminal.evaluate("it => it.text").toString();
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private Page page(Browser browser, int width, int height, ColorScheme scheme) {
    var page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, height).setColorScheme(scheme));
    page.setDefaultTimeout(LONGEST_WAIT_MS);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    return page;
  }
}
