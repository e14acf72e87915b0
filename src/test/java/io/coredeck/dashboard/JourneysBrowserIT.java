package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.dashboard.live.stats.StatsRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The ways people go through the pages of a container to find out what happened in it.
class JourneysBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final String GWID = "3-1";
  private static final long SECOND = 1_000;
  private static final long NANOS = 1_000_000;

  /// Lines, one a second; a page loads the newest thousand.
  private static final int LINES = 1_500;

  private static RowsExplorer explorer;
  private static StatsRedis redis;
  private static DashboardServer server;
  private static TestBrowser browser;

  /// A full second, a quarter of an hour after the samples begin.
  private static long now;

  /// When the container was busiest.
  private static long spike;

  private BrowserContext context;

  @BeforeAll
  static void start() throws Exception {
    explorer = new RowsExplorer();
    explorer.running(3, "web");
    redis = new StatsRedis();
    now = System.currentTimeMillis() / SECOND * SECOND;
    spike = now - 300 * SECOND;
    long nanos = 0;
    for (long t = now - 900 * SECOND; t <= now; t += 2 * SECOND) {
      nanos += (t == spike ? 4_000 : 400) * NANOS;
      redis.sample(GWID, t, nanos);
    }
    for (int number = 1; number <= LINES; number++) {
      var t = now - (LINES - number) * SECOND;
      var text = number % 250 == 0 ? "order " + number + " failed" : "tick " + t / SECOND;
      redis.line(GWID, number, t, "stdout", text);
    }
    event(now - 800 * SECOND, "started", "");
    event(now - 500 * SECOND, "exited", "ended with exit status 1");
    event(now - 499 * SECOND, "restarted", "");
    event(spike + SECOND, "exited", "ran out of memory and was ended by the kernel");
    event(spike + 2 * SECOND, "restarted", "");
    var place = Optional.of(new RedisPlace(redis.url()));
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB, place));
    browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
  }

  private static void event(long t, String kind, String text) {
    event(GWID, t, kind, text);
  }

  private static void event(String gwid, long t, String kind, String text) {
    redis.add("coredeck:events", "gwid", gwid, "t", t, "kind", kind, "text", text);
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      browser.close();
    } finally {
      server.close();
      redis.close();
      explorer.close();
    }
  }

  @BeforeEach
  void open() {
    context = browser.context();
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_click_on_a_spike_leads_to_the_lines_of_that_second() {
    var from = spike - 60 * SECOND;
    var to = spike + 60 * SECOND;
    var page = show("metrics?range=" + from + "-" + to);
    assertThat(page.locator("coredeck-metrics header").first()).containsText("CPU");
    var plot = page.locator("coredeck-metrics .u-over").first();
    page.waitForFunction(
        "second => document.querySelector('coredeck-metrics').columns?.t?.includes(second)",
        (double) spike);
    var box = Objects.requireNonNull(plot.boundingBox());
    page.mouse().click(box.x + box.width * (spike - from + 0.5 * SECOND) / (to - from), box.y + 20);
    assertThat(page)
        .hasURL(
            Pattern.compile(
                ".*/containers/3/logs\\?(.*&)?at=time(:|%%3A)%d(&.*)?".formatted(spike)));
    var line = row(page, "tick " + spike / SECOND);
    assertThat(line).isInViewport();
    TestBrowser.shoot(page, "journey-spike-to-logs");
    assertThat(page.getByText("Paused")).isVisible();
    page.reload();
    assertThat(line).isInViewport();
    page.goBack();
    assertThat(page).hasURL(Pattern.compile(".*/metrics\\?range=%d-%d".formatted(from, to)));
  }

  @Test
  void any_two_times_are_chosen_and_stand_in_the_address() {
    var page = show("metrics?range=15m");
    page.getByRole(AriaRole.BUTTON).and(page.locator("coredeck-range-picker .times")).click();
    var dialog = page.getByRole(AriaRole.DIALOG, named("Other times"));
    assertThat(dialog.getByText("Kept since")).isVisible();
    TestBrowser.shoot(page, "metrics-other-times");
    var from = now - 600 * SECOND;
    var to = now - 420 * SECOND;
    dialog.getByLabel("From").fill(local(to));
    dialog.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill(local(from));
    var show = dialog.getByRole(AriaRole.BUTTON);
    show.click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).hasText(Pattern.compile("The end is not after.*"));
    dialog.getByLabel("From").fill(local(from));
    dialog.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill(local(to));
    show.click();
    assertThat(dialog).isHidden();
    assertThat(page).hasURL(Pattern.compile(".*range=%d-%d".formatted(from, to)));
    assertThat(page.locator("coredeck-live-state").first()).containsText("Not live");
    page.waitForFunction(
        """
        ([from, to]) => {
          const shown = document.querySelector('coredeck-metrics').columns?.t ?? [];
          return shown.length > 80 && shown.every(t => t >= from - 4000 && t <= to + 4000);
        }\
        """,
        List.of((double) from, (double) to));
    TestBrowser.shoot(page, "metrics-two-times");
  }

  /// As the field of the browser wants it.
  private static String local(long millis) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
        .format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault()));
  }

  @Test
  void a_pattern_finds_what_a_word_does_not_and_shows_what_stands_around_it() {
    var page = show("logs");
    assertThat(row(page, "order 1500 failed")).isVisible();
    page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true))
        .fill("order \\d+ failed");
    assertThat(page.getByText("No hit")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Search with a pattern")).click();
    assertThat(page.getByText(Pattern.compile("of 4$")).first()).isVisible();
    assertThat(page).hasURL(Pattern.compile(".*&pattern.*"));
    page.getByRole(AriaRole.BUTTON, named("Only matches")).click();
    assertThat(rows(page)).hasCount(4);
    page.getByLabel("Lines shown around a match").selectOption("2");
    assertThat(rows(page)).hasCount(4 * 3 + 3 * 2);
    assertThat(row(page, "tick " + (now / SECOND - 1))).isVisible();
    assertThat(row(page, "tick " + (now / SECOND - 2))).isVisible();
    assertThat(row(page, "tick " + (now / SECOND - 3))).hasCount(0);
    assertThat(page).hasURL(Pattern.compile(".*context=2.*"));
    TestBrowser.shoot(page, "journey-log-around");
    page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).fill("order (");
    assertThat(page.getByText("This pattern is not complete")).isVisible();
  }

  @Test
  void everything_that_is_kept_is_downloaded_not_only_what_is_loaded() throws IOException {
    var page = show("logs");
    assertThat(row(page, "order 1500 failed")).isVisible();
    assertThat(page.getByText("500 older lines").first()).isAttached();
    page.getByRole(AriaRole.BUTTON, named("Download")).click();
    var saved =
        page.waitForDownload(() ->
            page.getByRole(AriaRole.MENUITEM)
                .filter(new Locator.FilterOptions().setHasText("Everything kept"))
                .first()
                .click());
    var lines = Files.readAllLines(saved.path());
    assertThat(lines).hasSize(LINES);
    assertThat(lines.getFirst()).isEqualTo("tick " + (now / SECOND - LINES + 1));
    assertThat(lines.getLast()).isEqualTo("order 1500 failed");
  }

  @Test
  void the_head_says_how_often_it_was_started_again_and_why_the_last_time() {
    var page = show("events");
    assertThat(page.locator("coredeck-run")).containsText("2, last: out of memory");
    assertThat(page.locator("coredeck-run")).containsText("min");
    TestBrowser.shoot(page, "container-restarts-in-head");
    event("4-1", now - 700 * SECOND, "started", "");
    explorer.running(4, "db");
    TestBrowser.follow(page, "containers/4/events");
    assertThat(page.getByRole(AriaRole.HEADING, named("db"))).isVisible();
    assertThat(page.locator("coredeck-run")).containsText(Pattern.compile("Restarts\\s*0"));
    assertThat(page.locator("coredeck-run")).not().containsText("last:");
  }

  private Page show(String tab) {
    var page =
        browser.signedIn(
            context, server.url(), "ines", RowsExplorer.PASSWORD, "containers/3/" + tab);
    assertThat(page.getByRole(AriaRole.HEADING, named("web"))).isVisible();
    return page;
  }

  private static Locator rows(Page page) {
    return page.locator(".row.line");
  }

  private static Locator row(Page page, String text) {
    return rows(page).filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
