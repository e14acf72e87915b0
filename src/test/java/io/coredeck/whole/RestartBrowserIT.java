package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.Browsers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The dashboard, the explorer and Redis die while pages are open, on the real grid: the pages say
/// so, go on by themselves, and nothing shown is wrong.
@OnGrid
class RestartBrowserIT {

  private static final double LONGEST_WAIT_MS = 45_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String COUNTING =
      "\"entrypoint\": \"/bin/sh -c 'n=0; while :; do n=$((n+1)); echo tick $n; sleep 0.25;"
          + " done'\"";
  private static final String EXPLORER_LOST = "The explorer does not answer.";

  /// The numbers that the shown lines count to, and what else is shown between them.
  private static final String TICKS =
      """
      log => log.session.view.shown.filter(row => row.kind !== 'line' || row.text.startsWith('tick '))
        .map(row => row.kind === 'line' ? row.text.slice(5) : row.kind)
      """;

  @Test
  void pages_outlive_restarts_of_explorer_redis_and_dashboard(Grid grid) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    var ticker = deploy(grid, "restart-ticker", COUNTING);
    var shell = deploy(grid, "restart-shell", "\"interactive\": true");
    try (var playwright = Browsers.playwright();
        var browser = Browsers.launch(playwright);
        var context =
            browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
      var pages = Pages.open(context, grid, ticker, shell);
      assertAll(
          () -> explorerDies(grid, pages),
          () -> redisDies(grid, pages),
          () -> dashboardDies(grid, pages));
    } finally {
      grid.delete(ticker);
      grid.delete(shell);
    }
  }

  private static void explorerDies(Grid grid, Pages pages) throws Exception {
    var before = pages.newestTick();
    try (var _ = Outage.of(grid, "explorer")) {
      for (var page : pages.all()) {
        assertThat(page.locator(".lost-notice")).containsText(EXPLORER_LOST);
        assertThat(page.locator(".lost-notice")).containsText("What you see is from");
      }
      pages.seeRunning(2);
      assertThat(pages.logs.locator("coredeck-state[pill]").first())
          .hasAttribute("word", "Running");
      pages.awaitTick(before + 4);
      pages.typeAndSee("echo $((6*7)) without\n", "42 without");
      pages.shootAll("explorer-away");
      refuseDeletion(pages.logs);
    }
    for (var page : pages.all()) {
      assertThat(page.locator(".lost-notice")).isHidden();
    }
    pages.seeAllTicks();
    pages.seeRunning(2);
    var other = deploy(grid, "restart-other", "\"entrypoint\": \"/bin/sleep 1000\"");
    pages.seeRunning(3);
    deleteFrom(pages, grid, other);
    pages.shootAll("explorer-back");
  }

  /// Deletion is asked for in the page while nobody can do it.
  private static void refuseDeletion(Page page) {
    askDeletion(page, "restart-ticker");
    assertThat(page.locator("coredeck-toasts .toast").last())
        .containsText("cannot be reached; is it running?");
    shoot(page, "restart-explorer-away-refused");
  }

  private static void askDeletion(Page page, String name) {
    button(page, "Delete").click();
    page.getByLabel("Type " + name + " to delete").fill(name);
    page.locator("vaadin-dialog-overlay, vaadin-dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true))
        .click();
  }

  private static void deleteFrom(Pages pages, Grid grid, long id) throws Exception {
    var page = pages.overview.context().newPage();
    page.navigate(address(grid, id));
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
    pages.awaitTick(pages.newestTick() + 4);
    pages.seeAllTicks();
    pages.shootAll("redis-back");
  }

  private static void dashboardDies(Grid grid, Pages pages) throws Exception {
    var before = pages.newestTick();
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
      assertThat(signedOut(page)).isVisible();
    }
    pages.shootAll("dashboard-back");
    var here = pages.logs.url();
    signedOut(pages.logs).locator("button.primary").click();
    fillSignIn(pages.logs, grid);
    assertThat(pages.logs.locator("coredeck-log-status")).containsText("Live");
    assertThat(pages.logs.url()).isEqualTo(here);
    pages.awaitTick(before + 4);
    pages.seeAllTicks();
    var console = pages.console.url();
    signedOut(pages.console).locator("button.primary").click();
    assertThat(pages.console).hasURL(console);
    pages.typeAndSee("echo $((6*9)) again\n", "54 again");
  }

  private static Locator signedOut(Page page) {
    return page.getByRole(
        AriaRole.ALERTDIALOG, new Page.GetByRoleOptions().setName("You are signed out"));
  }

  private static long deploy(Grid grid, String name, String how) throws Exception {
    var answer =
        grid.deploy(
            "{\"flist\": \"%s\", \"metadata\": \"{\\\"name\\\": \\\"%s\\\"}\", %s}"
                .formatted(grid.endpoints().get("demo_flist").asString(), name, how));
    assertThat(answer.get("state").asString()).as(answer.toString()).isEqualTo("ok");
    return answer.get("id").asLong();
  }

  private static String address(Grid grid, long id) throws Exception {
    return grid.endpoints().get("dashboard").asString() + "/containers/" + id;
  }

  private static void fillSignIn(Page page, Grid grid) throws Exception {
    var admin = grid.endpoints().get("admin");
    page.getByLabel("Name").fill(admin.get("name").asString());
    page.locator("vaadin-password-field input").fill(admin.get("password").asString());
    button(page, "Sign in").click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /// What one person has open.
  private record Pages(Page overview, Page reservations, Page logs, Page metrics, Page console) {

    static Pages open(BrowserContext context, Grid grid, long ticker, long shell) throws Exception {
      var base = grid.endpoints().get("dashboard").asString();
      var overview = context.newPage();
      overview.navigate(base);
      fillSignIn(overview, grid);
      assertThat(
              overview.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
          .isVisible();
      var pages =
          new Pages(
              overview,
              at(context, base + "/reservations?q=restart-"),
              at(context, address(grid, ticker)),
              at(context, address(grid, ticker) + "/metrics"),
              at(context, address(grid, shell) + "/console"));
      pages.begin();
      return pages;
    }

    private static Page at(BrowserContext context, String address) {
      var page = context.newPage();
      page.setDefaultTimeout(LONGEST_WAIT_MS);
      page.navigate(address);
      return page;
    }

    private void begin() {
      seeRunning(2);
      awaitTick(2);
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

    List<String> ticks() {
      return ((List<?>) logs.locator("coredeck-log").evaluate(TICKS))
          .stream().map(Object::toString).toList();
    }

    long newestTick() {
      return ticks().stream()
          .filter(one -> one.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(0);
    }

    void awaitTick(long wanted) {
      logs.waitForCondition(() -> newestTick() >= wanted);
    }

    /// A page that was loaded anew begins with the last thousand.
    void seeAllTicks() {
      var ticks = ticks();
      var first = Long.parseLong(ticks.getFirst());
      assertThat(ticks)
          .as("no line is missing, doubled or in another place")
          .isEqualTo(
              LongStream.range(first, first + ticks.size()).mapToObj(Long::toString).toList());
    }

    long points() {
      return ((Number)
              metrics
                  .locator("coredeck-metrics")
                  .evaluate("it => it.columns.cpu.filter(value => value !== null).length"))
          .longValue();
    }

    void typeAndSee(String typed, String wanted) {
      var terminal = console.locator("coredeck-terminal:visible");
      assertThat(terminal).isVisible();
      terminal.click();
      assertThat(console.getByText("You are typing")).isVisible();
      console.keyboard().type(typed);
      console.waitForCondition(
          () -> terminal.evaluate("it => it.text").toString().contains(wanted));
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
