package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.LongStream;

/// The lines of a container that counts, as an open page of its log shows them.
///
/// @param page that is open
record TickerLog(Page page) {

  /// What the container runs: `tick 1`, `tick 2` and so on, four a second.
  static final String COUNTING =
      "\"entrypoint\": \"/bin/sh -c 'n=0; while :; do n=$((n+1)); echo tick $n; sleep 0.25;"
          + " done'\"";

  /// Redis writes once a second, or up to two seconds later.
  private static final int LOST_BY_REDIS = 12;

  /// The numbers that the shown lines count to, and what else is shown between them.
  private static final String TICKS =
      """
      log => log.session.view.shown.filter(row => row.kind !== 'line' || row.text.startsWith('tick '))
        .map(row => row.kind === 'line' ? row.text.slice(5) : row.kind)
      """;

  private List<String> ticks() {
    return ((List<?>) page.locator("coredeck-log").evaluate(TICKS))
        .stream().map(Object::toString).toList();
  }

  long newest() {
    return ticks().stream()
        .filter(one -> one.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .max()
        .orElse(0);
  }

  void await(long wanted) {
    page.waitForCondition(() -> newest() >= wanted);
  }

  /// A page that was loaded anew begins with the last thousand.
  void seeAll() {
    var ticks = ticks();
    var first = Long.parseLong(ticks.getFirst());
    assertThat(ticks)
        .as("no line is missing, doubled or in another place")
        .isEqualTo(LongStream.range(first, first + ticks.size()).mapToObj(Long::toString).toList());
  }

  /// A Redis that is killed may have lost what it had promised to keep in its last second. The page
  /// says so: it shows a gap there, and no other line is missing.
  void seeAllOrGaps() {
    var ticks = ticks();
    var next = Long.parseLong(ticks.getFirst());
    var lost = 0;
    for (var tick : ticks) {
      if (tick.equals("gap")) {
        lost = LOST_BY_REDIS;
      } else {
        assertThat(Long.parseLong(tick)).as("%s", ticks).isBetween(next, next + lost);
        next = Long.parseLong(tick) + 1;
        lost = 0;
      }
    }
  }
}
