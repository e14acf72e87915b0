package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.dashboard.live.stats.StatsRedis;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the overview shows of what nodes and containers tell all the time.
class OverviewBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final String NODE = "66fEBqGJmsySVTbchBsnrTXMFQeZ3C4ELCnLAhGSVmvB";
  private static final long HOUR = 3_600_000;

  /// How much room is between the line below a card's head and what stands in it.
  private static final String BELOW_HEAD =
      """
      () => {
        const card = document.querySelector('.overview .nodes');
        const [head, first] = card.children;
        return Math.round(first.getBoundingClientRect().top - head.getBoundingClientRect().bottom);
      }
      """;

  private static ScriptedExplorer explorer;
  private static StatsRedis redis;
  private static ScheduledExecutorService node;

  /// The node tells nothing.
  private static volatile boolean isSilent;

  private static DashboardServer server;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    explorer = new ScriptedExplorer();
    redis = new StatsRedis();
    var now = System.currentTimeMillis();
    event(now - 30 * HOUR, "3-3", "started", "");
    event(now - HOUR / 2, "5-5", "exited", "ended with exit status 1");
    event(now - HOUR / 2 + 500, "5-5", "restarted", "");
    event(now - HOUR / 3, "5-5", "exited", "ended with exit status 1");
    event(now - HOUR / 3 + 500, "5-5", "restarted", "");
    event(now - HOUR / 4, "5-5", "exited", "ran out of memory and was ended by the kernel");
    event(now - HOUR / 4 + 500, "5-5", "restarted", "");
    event(now - HOUR / 5, "3-3", "log-lost", "1204 lines are lost for redis://10.8.0.90/out");
    event(now - HOUR / 6, "4-4", "failed", "entrypoint not found");
    node = Executors.newSingleThreadScheduledExecutor();
    var nanos = new AtomicLong();
    var _ =
        node.scheduleAtFixedRate(
            () -> {
              if (isSilent) {
                return;
              }
              redis.load(NODE, 1_430, "5-5:820 3-3:310");
              var t = System.currentTimeMillis();
              redis.sample("5-5", t, nanos.addAndGet(1_640_000_000L));
              redis.sample("3-3", t, nanos.get() / 3);
            },
            0,
            2,
            TimeUnit.SECONDS);
    var place = Optional.of(new RedisPlace(redis.url()));
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB, place));
    browser = TestBrowser.start();
  }

  private static void event(long t, String gwid, String kind, String text) {
    redis.add("coredeck:events", "gwid", gwid, "t", t, "kind", kind, "text", text);
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      browser.close();
    } finally {
      server.close();
      node.shutdownNow();
      redis.close();
      explorer.close();
    }
  }

  @Test
  void it_shows_what_is_used_what_is_busiest_and_what_happened() {
    try (var context = browser.context()) {
      var page = open(context);
      assertThat(page.locator(".nodes .capacity").nth(0)).containsText("1.4 of 8");
      assertThat(page.locator(".nodes .capacity").nth(1)).containsText("9 of 31.2");
      assertThat(page.locator(".nodes .capacity").nth(2)).containsText("7 of 420");
      assertThat(page.evaluate(BELOW_HEAD)).isEqualTo(0);
      assertThat(page.locator(".busiest .row").first()).containsText("web");
      assertThat(page.locator(".busiest coredeck-spark").first()).containsText("%");
      assertThat(page.locator(".events .row").first()).containsText("Entrypoint not found.");
      assertThat(page.locator(".events .row")).hasCount(9);
      shoot(page, "overview-full-light");
    }
  }

  @Test
  void pages_of_nodes_tell_what_is_used_beside_what_is_reserved_and_when_nobody_tells() {
    try (var context = browser.context()) {
      var page = open(context);
      TestBrowser.follow(page, "nodes");
      var cell = page.locator("vaadin-grid-cell-content .meter").nth(1);
      assertThat(cell).hasAttribute("title", "9 GiB used now");
      assertThat(cell).containsText("of 31.2 GiB");
      assertThat(cell).hasAttribute("style", Pattern.compile("--used: 28\\.8[0-9]%"));
      TestBrowser.follow(page, "nodes/" + NODE);
      assertThat(page.locator(".meters .meter").nth(0)).containsText("1.4 vCPU used now");
      assertThat(page.locator(".meters .meter").nth(2)).containsText("7 GiB used now");
      shoot(page, "node-used-light");
      isSilent = true;
      assertThat(page.locator(".meters .meter").nth(0)).containsText("no data on what is used now");
      assertThat(page.locator(".meters .meter").nth(0)).hasAttribute("style", "--used: 0.00%;");
    } finally {
      isSilent = false;
    }
  }

  @Test
  void what_restarts_again_and_again_or_loses_lines_needs_attention() {
    try (var context = browser.context(1440, 900, ColorScheme.DARK)) {
      var page = open(context);
      assertThat(page.locator(".attention .row")).hasCount(3);
      assertThat(page.locator(".attention .row").filter(has("web")))
          .containsText("Restarted 3 times within an hour. It last ran out of memory");
      assertThat(page.locator(".attention .row").filter(has("busybox")))
          .containsText("1204 lines are lost for redis://10.8.0.90/out");
      shoot(page, "overview-full-dark");
    }
  }

  @Test
  void what_happens_now_is_there_at_once() {
    try (var context =
        browser.context(TestBrowser.PHONE, TestBrowser.PHONE_HEIGHT, ColorScheme.LIGHT)) {
      var page = open(context);
      event(System.currentTimeMillis(), "3-3", "exited", "was ended by signal 11");
      assertThat(page.locator(".events .row").first()).containsText("was ended by signal 11");
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .isEqualTo(TestBrowser.PHONE);
      TestBrowser.shootWhole(page, "overview-full-phone");
      page.setViewportSize(1440, 900);
      event(System.currentTimeMillis(), "3-3", "restarted", "");
      var restarting = page.locator(".counts a").filter(has("Restarting"));
      assertThat(restarting.locator(".number")).hasText("1");
      shoot(page, "overview-restarting");
      restarting.click();
      assertThat(page).hasURL(Pattern.compile(".*state=restarting"));
      assertThat(page.locator("coredeck-state[word=Restarting]")).hasCount(1);
      assertThat(page.locator("vaadin-grid a.name").first()).hasText("busybox");
      TestBrowser.follow(page, "containers/3/definition");
      assertThat(page.locator(".object-head coredeck-state")).hasAttribute("word", "Restarting");
    }
  }

  private static Page open(BrowserContext context) {
    var page = browser.signedIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, "");
    assertThat(page.locator(".events .row").first()).isVisible();
    return page;
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
