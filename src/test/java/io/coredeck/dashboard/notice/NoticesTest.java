package io.coredeck.dashboard.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.coredeck.dashboard.grid.NewsOf;
import org.junit.jupiter.api.Test;

/// What a person is told.
class NoticesTest {

  private final NewsOf grid = new NewsOf();

  @Test
  void only_what_happens_to_own_containers_is_told_from_the_sign_in_on() {
    grid.fails(1, 7, "before");
    var notices = new Notices(grid.news(), 7);
    grid.fails(2, 7, "mine");
    grid.fails(3, 8, "theirs");
    notices.hear();
    notices.hear();
    assertThat(notices.after(0)).extracting(Notice::title).containsExactly("mine has failed");
    assertThat(notices.after(0).getFirst().text()).isEqualTo("Entrypoint not found.");
    assertThat(notices.after(0).getFirst().href()).isEqualTo("containers/2");
  }

  @Test
  void a_container_that_crashed_too_often_is_said_to_be_given_up_and_leads_to_its_logs() {
    var notices = new Notices(grid.news(), 7);
    grid.runs(2, 7, "web");
    grid.givesUp(2, 7, "web");
    notices.hear();
    assertThat(notices.after(0))
        .extracting(Notice::title)
        .containsExactly("web is running", "web was given up");
    assertThat(notices.after(1).getFirst().href()).isEqualTo("containers/2/logs");
  }

  @Test
  void a_failure_that_is_told_in_another_way_is_kept_as_seen() {
    var notices = new Notices(grid.news(), 7);
    notices.leaveFailures(id -> id == 2);
    grid.fails(2, 7, "deployed-here");
    grid.fails(3, 7, "elsewhere");
    notices.hear();
    assertThat(notices.after(0))
        .extracting(Notice::title, Notice::isSeen)
        .containsExactly(
            tuple("deployed-here has failed", true), tuple("elsewhere has failed", false));
  }

  @Test
  void fifty_are_kept_and_are_seen_up_to_the_newest_that_was_shown() {
    var notices = new Notices(grid.news(), 7);
    for (var i = 0; i < 60; i++) {
      notices.add("fail", "title " + i, "", "");
    }
    assertThat(notices.after(0)).hasSize(Notices.KEPT);
    notices.see(55);
    assertThat(notices.after(0)).filteredOn(one -> !one.isSeen()).hasSize(5);
  }
}
