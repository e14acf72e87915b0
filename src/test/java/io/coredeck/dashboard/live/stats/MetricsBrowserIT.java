package io.coredeck.dashboard.live.stats;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.coredeck.browser.TestBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of the numbers of a container, in a browser, through the real socket.
class MetricsBrowserIT {

  private static final String GWID = "7-1";
  private static final long SECOND = 1000;
  private static final long NANOS = 1_000_000;
  private static final Pattern FIXED = Pattern.compile("[0-9]+-[0-9]+");

  /// A page as bare as can be, under the strictest policy: no inline style or script.
  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data:">
      <title>Metrics</title>
      <link rel="icon" href="logo.svg">
      <link rel="stylesheet" href="theme.css">
      <script src="picks.js"></script>
      <script type="module" src="theme.js"></script>
      <script type="module" src="chart.js"></script>
      <script type="module" src="spark.js"></script>
      </head>
      <body>
      <p><coredeck-spark container="7-1" metric="cpu" cpus="2"></coredeck-spark>
      <coredeck-spark container="7-1" metric="memory"></coredeck-spark>
      <coredeck-spark container="8-1" metric="cpu"></coredeck-spark></p>
      <coredeck-metrics container="7-1" cpus="2" range="15m"></coredeck-metrics>
      </body>
      </html>
      """;

  private static final String SCRIPT =
      "addEventListener('pick', (event) => (window.picked = event.detail.second));";

  private static TestBrowser browser;

  private StatsRedis redis;
  private StatsServer server;
  private Page page;
  private long now;
  private ScheduledExecutorService node;
  private volatile double cores = 0.5;
  private long taken;
  private long nanos;

  @BeforeAll
  static void open() {
    browser = TestBrowser.start();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  /// Ten minutes of half a core, with two minutes in which the container was down; a node goes on.
  @BeforeEach
  void start(@TempDir Path pages) throws Exception {
    Files.writeString(pages.resolve("bare.html"), HTML);
    Files.writeString(pages.resolve("picks.js"), SCRIPT);
    redis = new StatsRedis();
    now = System.currentTimeMillis();
    taken = now - 602 * SECOND;
    for (long t = now - 600 * SECOND; t < now; t += 2 * SECOND) {
      if (t < now - 300 * SECOND || t > now - 180 * SECOND) {
        sample(t);
      }
    }
    node = Executors.newSingleThreadScheduledExecutor();
    var _ =
        node.scheduleAtFixedRate(
            () -> sample(System.currentTimeMillis()), 0, 2 * SECOND, TimeUnit.MILLISECONDS);
    redis.event(
        GWID, now - 300 * SECOND, "exited", "ran out of memory and was ended by the kernel");
    redis.event(GWID, now - 180 * SECOND, "restarted", "");
    server = new StatsServer(redis, (_, _) -> true, pages);
    page = browser.context().newPage();
    TestBrowser.load(page, server.url("/bare.html").toString());
    assertThat(legend("CPU")).containsText("of 2 vCPU 25 %");
  }

  private void sample(long t) {
    nanos += Math.round((t - taken) * NANOS * cores);
    taken = t;
    redis.sample(GWID, t, nanos);
  }

  @AfterEach
  void stop() throws Exception {
    node.shutdownNow();
    assertThat(node.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    page.context().close();
    server.close();
    redis.close();
    assertThat(browser.complaints()).isEmpty();
  }

  private Locator legend(String chart) {
    return page.locator("coredeck-metrics header", new Page.LocatorOptions().setHasText(chart));
  }

  private Locator metrics() {
    return page.locator("coredeck-metrics");
  }

  private BoundingBox lines() {
    return Objects.requireNonNull(metrics().locator(".u-over").first().boundingBox());
  }

  @Test
  void the_newest_values_stand_in_the_legend_and_follow_the_container() {
    assertThat(legend("Memory")).containsText("used 400 MiB");
    assertThat(legend("Memory")).containsText("limit 1.00 GiB");
    assertThat(legend("Processes")).containsText("running 7");
    assertThat(page.locator("coredeck-live-state")).containsText("Live, every 2 s");
    cores = 1.5;
    assertThat(legend("CPU")).containsText("of 2 vCPU 75 %");
    TestBrowser.shoot(page, "metrics");
  }

  @Test
  void time_in_which_nothing_was_measured_is_a_hole() {
    var holes = metrics().evaluate("e => e.columns.memory.filter((one) => one === null).length");
    assertThat(holes).isEqualTo(1);
  }

  @Test
  void what_happened_has_a_word_and_leads_to_the_logs_of_that_second() {
    var event = page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Out of memory"))).first();
    assertThat(event).hasText("Out of memory");
    assertThat(page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Restarted"))).first())
        .isVisible();
    event.click();
    var second = (now - 300 * SECOND) / SECOND * SECOND;
    assertThat(((Number) page.evaluate("window.picked")).longValue()).isEqualTo(second);
  }

  private static Page.GetByRoleOptions named(Pattern name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void dragging_zooms_a_double_click_goes_back_and_a_click_leads_to_the_logs() {
    var box = lines();
    page.mouse().move(box.x + box.width * 0.7, box.y + 40);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.9, box.y + 40, new Mouse.MoveOptions().setSteps(4));
    page.mouse().up();
    assertThat(page.locator("coredeck-live-state")).containsText("Not live");
    assertThat((String) metrics().evaluate("e => e.range")).matches(FIXED);
    assertThat(metrics().locator(".u-select").first()).hasCSS("width", "0px");
    page.mouse().click(box.x + box.width / 2, box.y + 60);
    page.waitForFunction("() => window.picked > 0");
    var shown = ((String) metrics().evaluate("e => e.range")).split("-", -1);
    assertThat(((Number) page.evaluate("window.picked")).longValue())
        .isBetween(Long.parseLong(shown[0]) - SECOND, Long.parseLong(shown[1]));
    page.mouse().dblclick(box.x + box.width / 2, box.y + 60);
    assertThat(page.locator("coredeck-live-state")).containsText("Live, every 2 s");
    assertThat(metrics().evaluate("e => e.range")).isEqualTo("15m");
  }

  @Test
  void the_keyboard_reads_every_value_and_zooms() {
    var slider = page.getByRole(AriaRole.SLIDER);
    slider.focus();
    page.keyboard().press("ArrowLeft");
    assertThat(slider)
        .hasAttribute("aria-valuetext", Pattern.compile(".*CPU 25 %, Memory 400 MiB, 39 %.*"));
    page.keyboard().press("+");
    assertThat(page.locator("coredeck-live-state")).containsText("Not live");
    page.keyboard().press("0");
    assertThat(page.locator("coredeck-live-state")).containsText("Live, every 2 s");
  }

  @Test
  void the_same_data_is_a_table() {
    page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Table"))).click();
    assertThat(page.locator("coredeck-data-table tbody tr").first()).containsText("25 %");
    assertThat(page.locator("coredeck-data-table")).containsText("Out of memory");
  }

  @Test
  void a_row_of_a_table_shows_the_newest_value_or_says_that_there_is_none() {
    assertThat(page.locator("coredeck-spark").nth(0)).hasText("25 %");
    assertThat(page.locator("coredeck-spark").nth(1)).hasText("400 MiB");
    assertThat(page.locator("coredeck-spark").nth(2)).hasText("no data");
    assertThat(page.locator("coredeck-spark").nth(0).evaluate("e => e.drawn.length"))
        .isEqualTo(Watched.KEPT);
  }

  @Test
  void the_lines_change_their_colours_with_the_mode() {
    var canvas = metrics().locator("canvas").first();
    var light = canvas.evaluate("c => c.toDataURL()");
    page.evaluate("import('./theme.js').then((theme) => theme.chooseMode('dark'))");
    page.waitForFunction(
        "(before) => document.querySelector('coredeck-metrics').shadowRoot.querySelector('canvas')"
            + ".toDataURL() !== before",
        light);
    TestBrowser.shoot(page, "metrics-dark");
  }
}
