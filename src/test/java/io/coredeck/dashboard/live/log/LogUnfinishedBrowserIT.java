package io.coredeck.dashboard.live.log;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/// What a person sees of a line that has no end yet: a progress bar, a question.
class LogUnfinishedBrowserIT extends LogPageTests {

  private Locator unfinished() {
    return page.locator(".row.open");
  }

  private Locator text() {
    return page.locator(".row.open .text");
  }

  @Test
  void it_is_seen_changes_and_becomes_a_whole_line_that_stays_in_sight() {
    redis.print("1-1", 1, 500, number -> "line " + number + ".");
    pages.show(page, "1-1", "en");
    assertThat(LogPages.row(page, "line 500.")).isInViewport();
    redis.begin("1-1", 500, "", "\r[#.........] \u001b[32m10%\u001b[0m");
    assertThat(text()).hasText("[#.........] 10%");
    assertThat(unfinished()).isInViewport();
    assertThat(page.locator(".row.open .time")).hasText("now");
    assertThat(page.locator(".row.open .stream")).hasText("err");
    redis.begin("1-1", 500, "", "\r[#.........] 10%\r[#####.....] 50%");
    assertThat(text()).hasText("[#####.....] 50%");
    shoot(page, "log-unfinished");
    redis.printAll(
        "1-1",
        501,
        501,
        _ -> new TestRedis.Printed(1_700_000_000_501L, "stderr", "\r[##########] done"));
    assertThat(LogPages.row(page, "[##########] done")).isInViewport();
    assertThat(unfinished()).hasCount(0);
    redis.print("1-1", 502, 600, number -> "line " + number + ".");
    assertThat(LogPages.row(page, "line 600.")).isInViewport();
    assertThat(LogPages.button(page, "Following")).isVisible();
  }

  @Test
  void it_is_no_line_for_those_who_search_and_is_left_out_where_only_matches_are_shown() {
    redis.print("2-1", 1, 5, number -> "fine " + number);
    redis.begin("2-1", 5, "fine so far", "");
    pages.show(page, "2-1", "en");
    assertThat(text()).hasText("fine so far");
    page.keyboard().press("/");
    page.keyboard().type("fine");
    assertThat(page.getByText("– of 5")).isVisible();
    LogPages.button(page, "Only matches").click();
    assertThat(unfinished()).hasCount(0);
    assertThat(LogPages.row(page, "fine")).hasCount(5);
  }

  @Test
  void it_is_seen_of_a_container_that_has_printed_no_line_and_moves_nobody_who_reads() {
    redis.begin("3-1", 0, "Continue? ", "");
    pages.show(page, "3-1", "de");
    assertThat(text()).hasText("Continue?");
    assertThat(page.locator(".row.open .time")).hasText("jetzt");
    assertThat(page.locator(".empty")).hasCount(0);
    redis.begin("3-1", 0, "", "");
    assertThat(unfinished()).hasCount(0);
    redis.print("3-1", 1, 300, number -> "line " + number + ".");
    assertThat(LogPages.row(page, "line 300.")).isInViewport();
    LogPages.scrollUp(page, 2_000);
    var read = page.locator(".row.line:nth-child(40) .text").textContent();
    assertThat(LogPages.row(page, read)).isInViewport();
    redis.begin("3-1", 300, "Continue? ", "");
    assertThat(unfinished()).hasCount(1);
    assertThat(unfinished()).not().isInViewport();
    assertThat(LogPages.row(page, read)).isInViewport();
    assertThat(LogPages.button(page, "Zur neuesten Zeile")).isVisible();
  }
}
