package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A person does the main job in the dashboard alone, on the real grid: signs in, composes a
/// container, deploys it, reads its lines, sees what it uses, and deletes it.
@OnGrid
class DashboardWayBrowserIT {

  @Test
  void a_container_is_composed_deployed_read_watched_and_deleted(Grid grid) throws Exception {
    var before = HostState.with(grid);
    try (var browser = TestBrowser.start()) {
      var page = new GridDashboard(grid, browser).open(browser.context(), "");
      assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
      readAndWatch(page, deploy(page));
      delete(page);
      assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
    }
    HostState.assertNothingLeft(grid, before);
  }

  /// @return the path of the container's page
  private static String deploy(Page page) {
    page.getByText("New container").first().click();
    assertThat(page.getByRole(AriaRole.HEADING, named("New container"))).isVisible();
    var image =
        page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true))
            .locator("visible=true")
            .last();
    image.click();
    page.getByRole(AriaRole.OPTION, named("demo/busybox.flist")).click();
    type(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).first(), "ticker");
    page.getByText("Run one command").click();
    type(
        page.getByLabel("Command").first(),
        "/bin/sh -c 'n=0; while :; do n=$((n+1)); echo INFO tick $n; printf \"ERROR tock $n\" >&2;"
            + " sleep 3; echo >&2; done'");
    page.keyboard().press("Control+Enter");
    assertThat(page.getByRole(AriaRole.HEADING, named("ticker is running"))).isVisible();
    shoot(page, "whole-deployed");
    TestBrowser.load(page, page.url().replaceFirst("containers/new.*", "reservations?q=ticker"));
    var row = page.locator("vaadin-grid a.name").filter(with("ticker")).first();
    assertThat(row).isVisible();
    shoot(page, "whole-reservations");
    row.click();
    assertThat(page.getByRole(AriaRole.HEADING, named("ticker"))).isVisible();
    return page.url().replaceFirst(".*/(containers/\\d+).*", "$1");
  }

  private static void readAndWatch(Page page, String path) {
    assertThat(page.locator("coredeck-log")).containsText("tick 2");
    assertThat(page.locator("coredeck-log .row.open")).containsText("ERROR tock");
    assertThat(page.locator("coredeck-log .row.line.err").filter(with("tock 2"))).isVisible();
    shoot(page, "whole-logs");
    TestBrowser.follow(page, path + "/metrics");
    assertThat(page.locator("coredeck-metrics canvas").first()).isVisible();
    shoot(page, "whole-metrics-first");
    assertThat(page.locator("coredeck-metrics")).containsText("1.00 GiB");
    shoot(page, "whole-metrics");
    TestBrowser.follow(page, path + "/definition");
    assertThat(page.locator("coredeck-code")).containsText("\"flist\"");
    shoot(page, "whole-definition");
    assertThat(page.getByRole(AriaRole.LINK, named("Clone")))
        .hasAttribute("href", Pattern.compile("containers/new\\?from=\\d+"));
    page.keyboard().press("5");
    assertThat(page).hasURL(Pattern.compile(".*/events"));
    var events = page.locator("coredeck-events");
    assertThat(events).containsText("Asked for");
    assertThat(events).containsText("Started");
    assertThat(page.locator("coredeck-run"))
        .containsText(Pattern.compile("Up.*Restarts.*0", Pattern.DOTALL));
    assertThat(page.locator("coredeck-spark[metric=memory]"))
        .containsText(Pattern.compile("[KM]iB"));
    shoot(page, "whole-events");
  }

  private static void delete(Page page) {
    var events = page.locator("coredeck-events");
    button(page, "Delete").click();
    page.getByLabel("Type ticker to delete").fill("ticker");
    shoot(page, "whole-delete");
    page.locator("vaadin-dialog-overlay, vaadin-dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true))
        .click();
    assertThat(page.getByText("This container is deleted.")).isVisible();
    assertThat(events).containsText("Deletion asked for");
    assertThat(events).containsText("Deleted");
    shoot(page, "whole-deleted");
    TestBrowser.follow(page, "reservations?q=ticker");
    assertThat(page.getByText("No container matches.")).isVisible();
  }

  private static void type(Locator field, String text) {
    field.fill(text);
    field.blur();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
