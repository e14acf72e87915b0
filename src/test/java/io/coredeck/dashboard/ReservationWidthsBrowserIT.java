package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.dashboard.live.stats.StatsRedis;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What containers use now stands in their rows, however narrow the window is.
class ReservationWidthsBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final int RUNNING = 14;
  private static final int NAVIGATION = 216;
  private static final long CPU_NANOS = 1_240_000_000L;
  private static final Map<String, Pattern> VALUES =
      Map.of(
          "cpu", Pattern.compile("\\d %"),
          "memory", Pattern.compile("\\d MiB"),
          "processes", Pattern.compile("\\d"));

  /// A window in which the list is as narrow or as wide as it can be with the same columns; from
  /// 1025 px on the navigation stands beside it.
  private record Edge(int window, boolean hasAddress, boolean hasProcesses, boolean hasLines) {}

  private static final List<Edge> EDGES =
      List.of(
          new Edge(NAVIGATION + 1220, true, true, true),
          new Edge(NAVIGATION + 1219, true, true, false),
          new Edge(1024, true, true, false),
          new Edge(1023, true, false, false),
          new Edge(745, true, false, false),
          new Edge(744, false, false, false),
          new Edge(360, false, false, false));

  private static RowsExplorer explorer;
  private static StatsRedis redis;
  private static ScheduledExecutorService node;
  private static DashboardServer server;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    explorer = new RowsExplorer();
    for (var id = 1; id <= RUNNING; id++) {
      explorer.running(id, "web-" + id);
    }
    explorer.running(15, "billing-worker-for-the-quarterly-report-of-the-southern-branch1");
    explorer.failed(16, "ml-embed", "fail to download flist: 404 Not Found");
    explorer.starting(17, "preview-pr-812");
    explorer.running(18, "api-gateway");
    redis = new StatsRedis();
    node = Executors.newSingleThreadScheduledExecutor();
    var nanos = new AtomicLong();
    var _ =
        node.scheduleAtFixedRate(
            () -> {
              var now = System.currentTimeMillis();
              var used = nanos.addAndGet(CPU_NANOS);
              for (var id = 1; id <= 18; id++) {
                redis.sample(id + "-1", now, used / id);
              }
            },
            0,
            2,
            TimeUnit.SECONDS);
    var place = Optional.of(new RedisPlace(redis.url()));
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB, place));
    browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      browser.close();
    } finally {
      server.close();
      node.shutdownNow();
      redis.close();
      explorer.close();
    }
  }

  private static Locator spark(Page page, String metric) {
    return page.locator("vaadin-grid coredeck-spark[metric=%s]:visible".formatted(metric))
        .filter(new Locator.FilterOptions().setHasText(VALUES.get(metric)))
        .first();
  }

  private static Locator head(Page page, String name) {
    return page.locator("vaadin-grid-cell-content:visible")
        .getByText(name, new Locator.GetByTextOptions().setExact(true));
  }

  private static void seeNoOverflow(Page page, int width) {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(
            page.evaluate(
                "() => { const table = document.querySelector('vaadin-grid').shadowRoot"
                    + ".querySelector('#table'); return table.scrollWidth - table.clientWidth; }"))
        .isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 1280, 1024, 768, 390})
  void cpu_and_memory_are_in_the_rows_of_a_window_of(int width) {
    try (var context = browser.context(width, width == 390 ? 844 : 900, ColorScheme.LIGHT)) {
      var page =
          browser.signedIn(
              context, server.url(), "ines", RowsExplorer.PASSWORD, "reservations?sort=name");
      assertThat(spark(page, "cpu")).isVisible();
      assertThat(spark(page, "memory")).isVisible();
      TestBrowser.shoot(page, "reservations-live-" + width + "-light");
      seeNoOverflow(page, width);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      TestBrowser.shoot(page, "reservations-live-" + width + "-dark");
      TestBrowser.load(page, server.url() + "reservations/networks");
      assertThat(page.getByText("No networks yet")).isVisible();
    }
  }

  @Test
  void a_window_that_becomes_narrower_drops_lines_keeps_numbers_and_never_scrolls_sideways() {
    try (var context = browser.context()) {
      var page =
          browser.signedIn(
              context, server.url(), "ines", RowsExplorer.PASSWORD, "reservations?sort=name");
      assertThat(spark(page, "cpu")).isVisible();
      assertThat(page.locator("vaadin-grid coredeck-spark[bare]")).hasCount(0);
      EDGES.forEach(edge -> see(page, edge));
      page.setViewportSize(1440, 900);
      assertThat(page.locator("vaadin-grid .used")).hasCount(0);
    }
  }

  private static void see(Page page, Edge edge) {
    TestBrowser.change(page, ColorScheme.LIGHT, edge.window(), 800);
    assertThat(head(page, "Address")).hasCount(edge.hasAddress() ? 1 : 0);
    assertThat(head(page, "Processes")).hasCount(edge.hasProcesses() ? 1 : 0);
    assertThat(page.locator("vaadin-grid coredeck-spark:not([bare]):visible").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(edge.hasLines()));
    assertThat(page.locator("vaadin-grid .used").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(!edge.hasAddress()));
    assertThat(spark(page, edge.hasProcesses() ? "processes" : "memory")).isVisible();
    TestBrowser.awaitStill(page);
    TestBrowser.shoot(page, "reservations-edge-" + edge.window());
    seeNoOverflow(page, edge.window());
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void in_german_the_columns_are_wide_enough_too(ColorScheme scheme) {
    try (var context = browser.context(1280, 900, scheme)) {
      var page =
          browser.signedIn(
              context, server.url(), "ines", RowsExplorer.PASSWORD, "reservations?sort=name");
      page.evaluate("document.cookie = 'coredeck-language=de; path=/'");
      page.reload();
      assertThat(head(page, "Prozesse")).isVisible();
      assertThat(spark(page, "memory")).isVisible();
      TestBrowser.shoot(page, "reservations-live-de-" + scheme.name().toLowerCase(Locale.ROOT));
      seeNoOverflow(page, 1280);
    }
  }
}
