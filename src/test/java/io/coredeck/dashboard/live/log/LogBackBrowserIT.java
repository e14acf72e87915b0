package io.coredeck.dashboard.live.log;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// How a person searches in lines that are kept and that the page has not loaded.
class LogBackBrowserIT extends LogPageTests {

  private void search(String gwid, String text) {
    pages.show(page, gwid, "en");
    assertThat(LogPages.row(page, "fine 14999")).isVisible();
    page.keyboard().press("/");
    page.keyboard().type(text);
    assertThat(page.getByText("No hit")).isVisible();
  }

  @Test
  void the_newest_hit_in_what_is_not_loaded_is_gone_to_and_then_the_one_before_it() {
    redis.print(
        "1-1", 1, 15_000, number -> number % 4_500 == 5 ? "slow " + number : "fine " + number);
    search("1-1", "slow");
    LogPages.button(page, "Search 14,000 older lines").click();
    assertThat(page.locator("mark.current")).isInViewport();
    assertThat(LogPages.row(page, "slow 13505")).isInViewport();
    assertThat(page.getByText("1 of 1")).isVisible();
    assertThat(LogPages.button(page, "Jump to newest")).isVisible();
    shoot("logs-search-older");
    LogPages.button(page, "older lines").click();
    assertThat(LogPages.row(page, "slow 9005")).isInViewport();
    assertThat(page.getByText("1 of 2")).isVisible();
  }

  @Test
  void it_is_said_in_how_many_lines_nothing_was_found() {
    redis.print("2-1", 1, 15_000, number -> "fine " + number);
    search("2-1", "slow");
    LogPages.button(page, "Search 14,000 older lines").click();
    assertThat(page.getByText("no hit in 14,000 older lines")).isVisible();
    shoot("logs-search-none");
    page.keyboard().type("er");
    assertThat(LogPages.button(page, "Search 14,000 older lines")).isVisible();
  }

  private void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
  }
}
