package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.size;
import static io.coredeck.browser.Console.stopShell;
import static io.coredeck.browser.Console.terminal;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A person works in a container through the dashboard alone, on the real grid.
@OnGrid
class ConsoleTabBrowserIT {

  @Test
  void a_shell_is_started_typed_into_split_found_again_and_stopped(Grid grid) throws Exception {
    var container = deploy(grid, "\"interactive\": true");
    var command = deploy(grid, "\"entrypoint\": \"/bin/sleep 1000\"");
    try (var browser = TestBrowser.startWithWebgl()) {
      var dashboard = new GridDashboard(grid, browser);
      var page = dashboard.open(browser.context(), path(container));
      useConsole(page);
      TestBrowser.follow(page, path(command) + "/console");
      assertThat(page.getByText("This container runs one command")).isVisible();
      shoot(page, "whole-console-none");
      for (var size : List.of("dark", "phone")) {
        var context =
            size.equals("phone")
                ? browser.context(TestBrowser.PHONE, TestBrowser.PHONE_HEIGHT, ColorScheme.DARK)
                : browser.context(1440, 900, ColorScheme.DARK);
        look(dashboard.open(context, path(container) + "/console"), size);
      }
      assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
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

  private static String path(long container) {
    return "containers/" + container;
  }

  private static void useConsole(Page page) {
    button(page, "Start a shell").click();
    assertThat(page.getByText("You are typing")).isVisible();
    page.keyboard().type("echo $((6*7)) on $(hostname); stty size\n");
    awaitText(terminal(page, 0), "42 on ");
    awaitText(terminal(page, 0), size(terminal(page, 0)));
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
    stopShell(page);
  }

  private static void look(Page page, String what) {
    if (what.equals("phone")) {
      button(page, "Terminal").click();
    }
    awaitText(terminal(page, 0), "42 on ");
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(page.viewportSize().width);
    shoot(page, "whole-console-" + what);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
