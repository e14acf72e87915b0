package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.terminal;
import static io.coredeck.browser.Console.text;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The dashboard, the explorer and Redis die while pages are open, on the real grid: the pages say
/// so, go on by themselves, and nothing shown is wrong.
@OnGrid
class RestartBrowserIT {

  /// The dashboard has to start.
  private static final double UNTIL_BACK_MS = 90_000;

  private static final String EXPLORER_LOST = "The explorer does not answer.";

  @Test
  void pages_outlive_restarts_of_explorer_redis_and_dashboard(Grid grid) throws Exception {
    var ticker = deploy(grid, "restart-ticker", TickerLog.COUNTING);
    var shell = deploy(grid, "restart-shell", "\"interactive\": true");
    try (var browser =
            TestBrowser.start(complaint ->
                complaint.contains("401 (Unauthorized)")
                    || complaint.contains("net::ERR_CONNECTION")
                    || complaint.contains("/live/"));
        var context = browser.context()) {
      var dashboard = new GridDashboard(grid, browser);
      var pages = Pages.open(context, dashboard, ticker, shell);
      assertAll(
          () -> explorerDies(grid, dashboard, pages),
          () -> redisDies(grid, pages),
          () -> dashboardDies(grid, pages));
    } finally {
      grid.delete(ticker);
      grid.delete(shell);
    }
  }

  private static void explorerDies(Grid grid, GridDashboard dashboard, Pages pages)
      throws Exception {
    var before = pages.ticker().newest();
    try (var _ = Outage.of(grid, "explorer")) {
      for (var page : pages.all()) {
        assertThat(page.locator(".lost-notice")).containsText(EXPLORER_LOST);
        assertThat(page.locator(".lost-notice")).containsText("What you see is from");
      }
      pages.seeRunning(2);
      assertThat(pages.logs.locator("coredeck-state[pill]").first())
          .hasAttribute("word", "Running");
      pages.ticker().await(before + 4);
      pages.typeAndSee("echo $((6*7)) without\n", "42 without");
      pages.shootAll("explorer-away");
      refuseDeletion(pages.logs);
    }
    for (var page : pages.all()) {
      assertThat(page.locator(".lost-notice")).isHidden();
    }
    pages.ticker().seeAll();
    pages.seeRunning(2);
    var other = deploy(grid, "restart-other", "\"entrypoint\": \"/bin/sleep 1000\"");
    pages.seeRunning(3);
    deleteFrom(pages, dashboard, other);
    pages.shootAll("explorer-back");
  }

  /// Deletion is asked for in the page while nobody can do it.
  private static void refuseDeletion(Page page) {
    askDeletion(page, "restart-ticker");
    assertThat(page.locator("coredeck-toasts .toast").last())
        .containsText("The explorer cannot be reached.");
    shoot(page, "restart-explorer-away-refused");
  }

  private static void askDeletion(Page page, String name) {
    button(page, "Delete").click();
    page.getByLabel("Type " + name + " to delete").fill(name);
    page.locator("vaadin-dialog-overlay, vaadin-dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true))
        .click();
  }

  private static void deleteFrom(Pages pages, GridDashboard dashboard, long id) throws Exception {
    var page = dashboard.open(pages.overview.context(), path(id));
    askDeletion(page, "restart-other");
    assertThat(page.getByText("This container is deleted.")).isVisible();
    page.close();
    pages.seeRunning(2);
  }

  private static void redisDies(Grid grid, Pages pages) throws Exception {
    var metrics = pages.metrics.locator("coredeck-metrics");
    var points = pages.points();
    try (var _ = Outage.of(grid, "redis")) {
      assertThat(pages.logs.locator("coredeck-log-notice"))
          .containsText("The place where logs are kept has not answered since");
      assertThat(metrics).containsText("The store of the numbers does not answer.");
      assertThat(metrics.locator(".board"))
          .hasClass(java.util.regex.Pattern.compile(".*\\bold\\b.*"));
      for (var page : pages.all()) {
        assertThat(page.locator(".lost-notice")).isHidden();
      }
      pages.typeAndSee("echo $((6*8)) without\n", "48 without");
      pages.shootAll("redis-away");
    }
    assertThat(pages.logs.locator("coredeck-log-notice .notice")).hasCount(0);
    assertThat(metrics).containsText("Live, every 2 s");
    pages.metrics.waitForCondition(() -> pages.points() > points + 1);
    pages.ticker().await(pages.ticker().newest() + 4);
    pages.ticker().seeAllOrGaps();
    pages.shootAll("redis-back");
  }

  private static void dashboardDies(Grid grid, Pages pages) throws Exception {
    var before = pages.ticker().newest();
    var here = pages.logs.url();
    var screen = text(terminal(pages.console, 0));
    assertThat(screen).contains("48 without");
    pages.all().forEach(page -> page.evaluate("window.isOld = true"));
    try (var _ = Outage.of(grid, "dashboard")) {
      for (var page : pages.all()) {
        assertThat(page.locator("coredeck-line .notice")).containsText("Connection lost");
        assertThat(page.locator("coredeck-line .notice")).containsText("What you see is from");
        assertThat(page.locator(".person coredeck-state")).isHidden();
      }
      assertThat(pages.logs.locator("coredeck-log-status")).containsText("Connection lost since");
      assertThat(pages.logs.locator("coredeck-state[pill]").first())
          .hasAttribute("word", "Running");
      pages.shootAll("dashboard-away");
    }
    for (var page : pages.all()) {
      assertThat(page.locator("vaadin-app-layout h1").first())
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(UNTIL_BACK_MS));
      page.waitForFunction(
          "!window.isOld", null, new Page.WaitForFunctionOptions().setTimeout(UNTIL_BACK_MS));
      assertThat(page.locator("coredeck-line .notice")).hasCount(0);
    }
    assertThat(pages.logs.locator("coredeck-log-status")).containsText("Live");
    assertThat(pages.logs.url()).isEqualTo(here);
    pages.seeRunning(2);
    pages.ticker().await(before + 4);
    pages.ticker().seeAllOrGaps();
    awaitText(terminal(pages.console, 0), screen);
    pages.typeAndSee("echo $((6*9)) again\n", "54 again");
    pages.shootAll("dashboard-back");
  }

  private static long deploy(Grid grid, String name, String how) throws Exception {
    var answer =
        grid.deploy(
            "{\"flist\": \"%s\", \"metadata\": \"{\\\"name\\\": \\\"%s\\\"}\", %s}"
                .formatted(grid.endpoints().get("demo_flist").asString(), name, how));
    assertThat(answer.get("state").asString()).as(answer.toString()).isEqualTo("ok");
    return answer.get("id").asLong();
  }

  private static String path(long container) {
    return "containers/" + container;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// What one person has open.
  private record Pages(Page overview, Page reservations, Page logs, Page metrics, Page console) {

    static Pages open(BrowserContext context, GridDashboard dashboard, long ticker, long shell)
        throws Exception {
      var pages =
          new Pages(
              dashboard.open(context, ""),
              dashboard.open(context, "reservations?q=restart-"),
              dashboard.open(context, path(ticker)),
              dashboard.open(context, path(ticker) + "/metrics"),
              dashboard.open(context, path(shell) + "/console"));
      assertThat(
              pages.overview.getByRole(
                  AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
          .isVisible();
      pages.begin();
      return pages;
    }

    private void begin() {
      seeRunning(2);
      ticker().await(2);
      metrics.waitForCondition(() -> points() > 1);
      button(console, "Start a shell").click();
      assertThat(console.getByText("You are typing")).isVisible();
      typeAndSee("echo $((6*6)) first\n", "36 first");
    }

    List<Page> all() {
      return List.of(overview, reservations, logs, metrics, console);
    }

    /// The list shows so many, all as running.
    void seeRunning(int count) {
      assertThat(reservations.locator("vaadin-grid a.name:visible")).hasCount(count);
      assertThat(reservations.locator("vaadin-grid coredeck-state[word=Running]:visible"))
          .hasCount(count);
    }

    TickerLog ticker() {
      return new TickerLog(logs);
    }

    long points() {
      return ((Number)
              metrics
                  .locator("coredeck-metrics")
                  .evaluate("it => it.columns.cpu.filter(value => value !== null).length"))
          .longValue();
    }

    void typeAndSee(String typed, String wanted) {
      var terminal = terminal(console, 0);
      terminal.click();
      assertThat(console.getByText("You are typing")).isVisible();
      console.keyboard().type(typed);
      awaitText(terminal, wanted);
    }

    void shootAll(String when) {
      shoot(overview, "restart-" + when + "-overview");
      shoot(reservations, "restart-" + when + "-reservations");
      shoot(logs, "restart-" + when + "-logs");
      shoot(metrics, "restart-" + when + "-metrics");
      shoot(console, "restart-" + when + "-console");
    }
  }
}
