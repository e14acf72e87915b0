package io.coredeck.dashboard.live.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is kept in memory of a log.
class RecentTest {

  private final Recent recent = new Recent();

  private void add(long from, long to, String row) {
    for (long number = from; number <= to; number++) {
      recent.add(new Line(number, number, row));
    }
  }

  @Test
  void lines_after_a_number_come_in_order_and_no_more_than_fit_in_a_frame() {
    recent.beginAfter(10, 0);
    add(11, 2_000, "x");
    assertThat(recent.after(10))
        .hasSize(Frames.MOST_LINES)
        .first()
        .extracting(Line::number)
        .isEqualTo(11L);
    assertThat(recent.after(1_998)).extracting(Line::number).containsExactly(1_999L, 2_000L);
    assertThat(recent.after(2_000)).isEmpty();
  }

  @Test
  void more_lines_than_the_bound_push_the_oldest_out() {
    add(1, Recent.MOST_LINES + 100, "x");
    assertThat(recent.before()).isEqualTo(100);
    assertThat(recent.after(100)).first().extracting(Line::number).isEqualTo(101L);
  }

  @Test
  void so_do_long_lines() {
    add(1, 100, "x".repeat(Recent.MOST_BYTES / 10 - Recent.LINE_COST));
    assertThat(recent.last() - recent.before()).isEqualTo(10);
  }

  @Test
  void with_less_room_the_oldest_go_at_once_and_the_newest_always_stays() {
    add(1, 10, "x".repeat(1_000));
    recent.fit(5_500);
    assertThat(recent.after(recent.before())).extracting(Line::number).first().isEqualTo(6L);
    recent.fit(10);
    assertThat(recent.after(9)).extracting(Line::number).containsExactly(10L);
    add(11, 11, "x");
    assertThat(recent.after(10)).extracting(Line::number).containsExactly(11L);
  }

  @Test
  void a_hole_in_the_numbers_is_no_trouble() {
    add(1, 5, "x");
    add(9, 10, "x");
    assertThat(recent.after(5)).extracting(Line::number).containsExactly(9L, 10L);
    assertThat(recent.after(7)).extracting(Line::number).containsExactly(9L, 10L);
  }
}
