package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.Browsers;
import java.nio.file.Path;
import java.util.ArrayList;
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
    try (var playwright = Browsers.playwright();
        var browser =
            Browsers.launch(
                playwright,
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync")) {
      var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1100, 720));
      var complaints = new ArrayList<String>();
      page.onConsoleMessage(message -> {
        if (message.type().equals("error")
            // Plain HTTP on a private address: the browser ignores this one header.
            && !message.text().startsWith("The Cross-Origin-Opener-Policy header")) {
          complaints.add(message.text());
        }
      });
      page.navigate(url);
      assertThat(page).hasTitle("Core X Processes List");
      useShell(page);
      assertThat(complaints).as("errors in the browser's console").isEmpty();
    }
    grid.delete(container.get("id").asLong());
  }

  private static void useShell(Page page) {
    button(page, "Start a shell").click();
    assertThat(page.getByText("You are typing")).isVisible();
    page.keyboard().type("echo $((6*7)) on $(hostname); stty size\n");
    awaitText(page, "42 on ");
    var before = size(page);
    awaitText(page, before);
    page.setViewportSize(900, 600);
    page.waitForCondition(() -> !size(page).equals(before));
    page.keyboard().type("stty size\n");
    awaitText(page, size(page));
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/console.png")));
    stop(page);
  }

  /// A shell that talks to a person ignores the gentle signal; the page offers the other one then.
  private static void stop(Page page) {
    var row = page.locator("corex-process-row").first();
    row.hover();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop sh")).first().click();
    assertThat(row).containsText("Stopping");
    button(page, "Kill it").click();
    assertThat(row).containsText("SIGKILL");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// @return rows and columns, as stty prints them
  private static String size(Page page) {
    return terminal(page).evaluate("it => `${it.size.rows} ${it.size.columns}`").toString();
  }

  private static void awaitText(Page page, String text) {
    page.waitForCondition(() -> terminal(page).evaluate("it => it.text").toString().contains(text));
  }

  private static Locator terminal(Page page) {
    return page.locator("coredeck-terminal:visible").first();
  }
}
