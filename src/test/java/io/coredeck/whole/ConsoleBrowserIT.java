package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.size;
import static io.coredeck.browser.Console.stopShell;
import static io.coredeck.browser.Console.terminal;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import org.junit.jupiter.api.Test;

/// A person opens the console of an interactive container at its own address.
@OnGrid
class ConsoleBrowserIT {

  @Test
  void a_shell_is_started_typed_into_resized_and_stopped(Grid grid) throws Exception {
    var container =
        grid.deploy(
            "{\"flist\": \"%s\", \"interactive\": true}"
                .formatted(grid.endpoints().get("demo_flist").asString()));
    assertThat(container.get("state").asString()).as(container.toString()).isEqualTo("ok");
    var url = container.get("console").asString();
    assertThat(url).isEqualTo("http://" + container.get("ipv4").asString() + ":7681");
    // Plain HTTP on a private address: the browser ignores this one header.
    try (var browser =
        TestBrowser.startWith(
            complaint -> complaint.startsWith("The Cross-Origin-Opener-Policy header"),
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync")) {
      var page = browser.context(1100, 720, ColorScheme.LIGHT).newPage();
      TestBrowser.load(page, url);
      assertThat(page).hasTitle("Core X Processes List");
      useShell(page);
      assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
    }
    grid.delete(container.get("id").asLong());
  }

  private static void useShell(Page page) {
    button(page, "Start a shell").click();
    assertThat(page.getByText("You are typing")).isVisible();
    page.keyboard().type("echo $((6*7)) on $(hostname); stty size\n");
    awaitText(terminal(page, 0), "42 on ");
    var before = size(terminal(page, 0));
    awaitText(terminal(page, 0), before);
    page.setViewportSize(900, 600);
    page.waitForCondition(() -> !size(terminal(page, 0)).equals(before));
    page.keyboard().type("stty size\n");
    awaitText(terminal(page, 0), size(terminal(page, 0)));
    TestBrowser.shoot(page, "console");
    stopShell(page);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
