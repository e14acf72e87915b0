package io.coredeck.dashboard.live.log;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a person sees of a log, in a browser, over the real socket.
class LogBrowserIT extends LogPageTests {

  private static final int LOADED_AT_ONCE = 5_000;

  private void show(String gwid) {
    pages.show(page, gwid, "en");
  }

  private Locator row(String text) {
    return LogPages.row(page, text);
  }

  private Locator button(String name) {
    return LogPages.button(page, name);
  }

  private void scrollUp(int pixels) {
    LogPages.scrollUp(page, pixels);
  }

  @Test
  void the_newest_line_is_in_sight_and_stays_so() {
    redis.print("1-1", 1, 3_000, number -> "INFO line " + number + ".");
    show("1-1");
    assertThat(row("line 3000.")).isVisible();
    redis.print("1-1", 3_001, 3_100, number -> "INFO line " + number + ".");
    assertThat(row("line 3100.")).isInViewport();
    assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(page.locator(".row").count()).isLessThan(200);
  }

  @Test
  void the_whole_time_told_on_hover_is_that_of_the_row_which_is_there() {
    redis.print("15-1", 1, 100, number -> "line " + number + ".");
    show("15-1");
    page.locator(".row.line", new Page.LocatorOptions().setHasText("line 100."))
        .locator(".time")
        .hover();
    assertThat(page.locator(".time[title]")).hasCount(1);
    redis.print("15-1", 101, 300, number -> "line " + number + ".");
    assertThat(row("line 300.")).isInViewport();
    assertThat(
            page.locator(".time[title]")
                .evaluateAll("all => all.every(one => one.title.includes(one.textContent))"))
        .isEqualTo(true);
  }

  @Test
  void scrolling_up_pauses_and_one_press_leads_back() {
    redis.print("2-1", 1, 1_000, number -> "line " + number + ".");
    show("2-1");
    assertThat(row("line 1000.")).isVisible();
    scrollUp(2_000);
    assertThat(button("Jump to newest")).isVisible();
    var first = page.locator(".row.line:nth-child(40) .text").textContent();
    assertThat(row(first)).isInViewport();
    redis.print("2-1", 1_001, 1_312, number -> "line " + number + ".");
    assertThat(button("Jump to newest, 312 new")).isVisible();
    assertThat(row(first)).isInViewport();
    button("Jump to newest, 312 new").click();
    assertThat(row("line 1312.")).isInViewport();
    assertThat(button("Following")).isVisible();
  }

  @Test
  void home_leads_to_the_first_line_although_others_come_and_end_back() {
    redis.print("14-1", 1, 300, number -> "line " + number + ".");
    show("14-1");
    assertThat(row("line 300.")).isInViewport();
    page.locator(".scroller").focus();
    page.keyboard().press("Home");
    assertThat(button("Jump to newest")).isVisible();
    redis.print("14-1", 301, 310, number -> "line " + number + ".");
    assertThat(row("line 1.")).isInViewport();
    assertThat(button("Jump to newest, 10 new")).isVisible();
    page.keyboard().press("End");
    assertThat(row("line 310.")).isInViewport();
  }

  @Test
  void a_search_counts_marks_and_leads_from_hit_to_hit() {
    redis.print("3-1", 1, 500, number -> number % 100 == 0 ? "upstream timeout" : "fine " + number);
    show("3-1");
    assertThat(row("fine 499")).isVisible();
    page.keyboard().press("/");
    page.keyboard().type("timeout");
    assertThat(page.getByText("– of 5")).isVisible();
    page.keyboard().press("Enter");
    assertThat(page.getByText("5 of 5")).isVisible();
    page.keyboard().press("Shift+Enter");
    assertThat(page.getByText("4 of 5")).isVisible();
    assertThat(page.locator("mark.current")).isInViewport();
    button("Only matches").click();
    assertThat(row("fine")).hasCount(0);
    assertThat(row("timeout")).hasCount(5);
  }

  @Test
  void enter_leads_to_a_hit_though_the_search_was_not_seen_yet() {
    redis.print("8-1", 1, 500, number -> number % 100 == 0 ? "upstream timeout" : "fine " + number);
    show("8-1");
    assertThat(row("fine 499")).isVisible();
    page.evaluate(
        """
        async () => {
          const log = document.querySelector('coredeck-log');
          const field = log.shadowRoot.querySelector('coredeck-log-bar').shadowRoot.querySelector('input');
          field.value = 'timeout';
          field.dispatchEvent(new Event('input'));
          await log.updateComplete; // before the next frame
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
        }\
        """);
    assertThat(page.getByText("5 of 5")).isVisible();
    assertThat(page.locator("mark.current")).isInViewport();
  }

  @Test
  void only_the_error_output_is_shown_when_asked_for() throws Exception {
    redis.add("4-1", 1, 1_700_000_000_000L, "stdout", "to out\n").get();
    redis.add("4-1", 2, 1_700_000_000_001L, "stderr", "WARN to err\n").get();
    show("4-1");
    assertThat(row("to out")).isVisible();
    button("stderr").click();
    assertThat(row("to out")).hasCount(0);
    assertThat(row("to err")).isVisible();
    assertThat(row("to err").locator(".level")).hasText("WARN");
  }

  @Test
  void lines_left_out_are_counted_and_can_be_loaded() {
    redis.print("5-1", 1, 100);
    show("5-1");
    assertThat(row("line 100")).isVisible();
    LogPages.fallBehind(page, 19_000, () -> redis.print("5-1", 101, 19_000));
    assertThat(row("line 19000")).isInViewport();
    assertThat(page.locator(".row.gap")).hasCount(0); // too far above to be in the page
    var missing = button("lines not shown");
    var lines = LogPages.missing(page);
    var before = notShown(lines);
    assertThat(missing).hasText(before);
    missing.click();
    assertThat(page.locator(".row.gap")).isInViewport();
    assertThat(page.locator(".row.gap .title")).hasText(before);
    assertThat(button("Load these lines")).isFocused();
    assertThat(button("Jump to newest")).isVisible();
    page.keyboard().press("Enter");
    assertThat(missing).hasText(notShown(lines - LOADED_AT_ONCE));
  }

  private static String notShown(int lines) {
    return String.format(Locale.ENGLISH, "%,d lines not shown", lines);
  }

  @Test
  void what_a_container_prints_is_text_and_nothing_else() throws Exception {
    redis
        .add(
            "6-1",
            1,
            1,
            "stdout",
            "<img src=x onerror=document.title='broken'>\u001b[31mred\u001b[0m\n")
        .get();
    redis.add("6-1", 2, 2, "stdout", "10 %\r50 %\r100 %\n").get();
    show("6-1");
    assertThat(row("<img src=x onerror=document.title='broken'>red")).isVisible();
    assertThat(row("100 %").locator(".text")).hasText("100 %");
    assertThat(page).hasTitle("Logs");
    assertThat(page.locator("coredeck-log img")).hasCount(0);
  }

  @Test
  void a_container_that_never_printed_says_so() {
    show("7-1");
    assertThat(page.getByText("api has not printed anything yet.")).isVisible();
    redis.print("7-1", 1, 1);
    assertThat(row("line 1")).isVisible();
    assertThat(page.getByText("has not printed")).hasCount(0);
  }

  private void attribute(String name, String value) {
    page.evaluate(
        "([name, value]) => document.querySelector('coredeck-log').setAttribute(name, value)",
        List.of(name, value));
  }

  @Test
  void merged_logs_go_on_when_other_containers_come_and_go() {
    redis.print("9-1", 1, 300, number -> "one " + number + ".");
    redis.print("9-2", 1, 300, number -> "two " + number + ".");
    show("9-1");
    attribute("merge", "9-2");
    assertThat(row("two 300.")).isVisible();
    assertThat(row("two 300.")).containsText("9-2");
    page.evaluate(
        "() => (window.rows = document.querySelector('coredeck-log').session.rows.rows[0])");
    attribute("others", "9-2 worker\n9-7 new");
    assertThat(row("two 300.")).containsText("worker");
    assertThat(button("Merge (1)")).isVisible();
    assertThat(
            page.evaluate(
                "() => window.rows ==="
                    + " document.querySelector('coredeck-log').session.rows.rows[0]"))
        .isEqualTo(true);
  }

  @Test
  void more_than_sixteen_are_named_as_not_shown_and_no_other_can_be_ticked() {
    redis.print("10-1", 1, 1);
    show("10-1");
    attribute("others", "10-19 cache");
    attribute(
        "merge",
        IntStream.rangeClosed(2, 17).mapToObj(one -> "10-" + one).collect(Collectors.joining(" ")));
    assertThat(page.getByText("16 containers can be shown together. Not shown: 10-17."))
        .isVisible();
    button("Merge (15)").click();
    assertThat(page.getByText("16 at most are shown together.")).isVisible();
    var other = page.getByLabel("cache");
    assertThat(other).hasAttribute("aria-disabled", "true");
    other.click(new Locator.ClickOptions().setForce(true));
    assertThat(other).not().isChecked();
    shoot(page, "logs-merge-full");
  }

  @Test
  void a_search_says_in_how_many_lines_it_looks_and_so_does_the_saved_file() throws Exception {
    redis.print("11-1", 1, 5_000, number -> number % 500 == 0 ? "slow" : "fine " + number);
    show("11-1");
    assertThat(row("fine 4999")).isVisible();
    page.keyboard().press("/");
    page.keyboard().type("slow");
    assertThat(page.getByText("in the 1,000 lines loaded")).isVisible();
    shoot(page, "logs-search-scope");
    button("Only matches").click();
    assertThat(row("fine")).hasCount(0);
    button("Download").click();
    assertThat(page.getByText("of the 1,000 lines loaded")).isVisible();
    var saved =
        page.waitForDownload(
            () -> page.getByRole(AriaRole.MENUITEM, named("What is shown")).click());
    assertThat(Files.readString(saved.path()))
        .startsWith("--- 2 lines: what was shown of the 1,000 lines the page had loaded ---\n");
  }
}
