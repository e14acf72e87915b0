package io.coredeck.dashboard.live.log;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Lines that are selected to be copied.
class LogSelectionBrowserIT extends LogPageTests {

  private static final String SELECTED =
      """
      () => {
        const list = document.querySelector('coredeck-log').shadowRoot.querySelector('coredeck-log-list');
        return list.hasSelection;
      }
      """;

  private static final String TAKEN =
      "() => document.querySelector('coredeck-log').session.rows.taken";

  /// What a copy puts on the clipboard, without the clipboard.
  private static final String COPIED =
      """
      () => {
        const list = document.querySelector('coredeck-log').shadowRoot.querySelector('coredeck-log-list');
        const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true });
        list.shadowRoot.dispatchEvent(event);
        return event.clipboardData.getData('text/plain');
      }
      """;

  @Test
  void what_is_selected_stays_while_lines_come_and_never_becomes_other_lines() throws Exception {
    redis.print("1-1", 1, 30, number -> "line " + number + ".");
    pages.show(page, "1-1", "en");
    assertThat(LogPages.row(page, "line 30.")).isVisible();
    select("line 10.", "line 12.");
    assertThat(page.evaluate(COPIED)).isEqualTo("line 10.\nline 11.\nline 12.");
    redis.print("1-1", 31, 400, number -> "line " + number + ".");
    page.waitForCondition(() -> page.evaluate(TAKEN).equals(400));
    assertThat(LogPages.row(page, "line 10.")).isInViewport();
    assertThat(page.evaluate(COPIED)).isEqualTo("line 10.\nline 11.\nline 12.");
    for (int number = 401; number <= 440; number++) {
      redis.add("1-1", number, 1_700_000_000_000L, "stderr", "WARN to err " + number + ".\n").get();
    }
    LogPages.button(page, "stderr").dispatchEvent("click"); // a press would end the selection
    assertThat(LogPages.row(page, "to err 440.")).isVisible();
    assertThat(LogPages.row(page, "line 10.")).hasCount(0);
    assertThat(page.evaluate(SELECTED)).isEqualTo(false);
  }

  private void select(String from, String to) {
    var first = LogPages.row(page, from).locator(".text").boundingBox();
    var last = LogPages.row(page, to).locator(".text").boundingBox();
    page.mouse().move(first.x + 1, first.y + first.height / 2);
    page.mouse().down();
    page.mouse().move(last.x + last.width - 1, last.y + last.height / 2);
    page.mouse().up();
    assertThat(page.evaluate(SELECTED)).isEqualTo(true);
  }
}
