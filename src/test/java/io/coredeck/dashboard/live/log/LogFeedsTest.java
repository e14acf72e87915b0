package io.coredeck.dashboard.live.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.dashboard.live.log.LogFeeds.FullException;
import io.coredeck.dashboard.live.redis.RedisPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many logs are followed at the same time, and for whom.
class LogFeedsTest {

  private static final Runnable ANA = new Silent();
  private static final Runnable BOB = new Silent();

  private static final class Silent implements Runnable {
    @Override
    public void run() {
      // Nobody looks.
    }
  }

  private final LogFeeds feeds = LogFeeds.start(new RedisPlace("redis://127.0.0.1:1"));

  @AfterEach
  void close() {
    feeds.close();
  }

  private void join(String owner, int from, int to, Runnable listener) throws FullException {
    for (var id = from; id <= to; id++) {
      feeds.join(owner, id + "-1", listener);
    }
  }

  private int refusal(String owner, String gwid, Runnable listener) {
    return assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> feeds.join(owner, gwid, listener))
        .actual()
        .code();
  }

  @Test
  void who_shows_as_many_as_one_may_is_told_so_and_takes_nothing_from_others() throws Exception {
    join("ana", 1, LogFeeds.MOST_OF_ONE, ANA);
    assertThat(refusal("ana", "900-1", ANA)).isEqualTo(LogSocket.FULL_OF_YOURS);
    join("bob", 1, LogFeeds.MOST_OF_ONE, BOB);
  }

  @Test
  void a_log_that_is_left_makes_room_for_another_once() throws Exception {
    join("ana", 1, LogFeeds.MOST_OF_ONE - 1, ANA);
    var last = feeds.join("ana", "900-1", ANA);
    feeds.leave("ana", last, ANA);
    feeds.leave("ana", last, ANA);
    feeds.join("ana", "901-1", ANA);
    assertThat(refusal("ana", "902-1", ANA)).isEqualTo(LogSocket.FULL_OF_YOURS);
  }

  @Test
  void when_all_together_follow_the_most_the_next_is_told_that_it_is_all() throws Exception {
    for (var owner = 0; owner < LogFeeds.MOST_FEEDS / LogFeeds.MOST_OF_ONE; owner++) {
      var from = owner * LogFeeds.MOST_OF_ONE + 1;
      join("owner" + owner, from, from + LogFeeds.MOST_OF_ONE - 1, ANA);
    }
    assertThat(refusal("bob", "9000-1", BOB)).isEqualTo(LogSocket.FULL);
    feeds.join("bob", "1-1", BOB); // one that is followed already costs nothing
  }
}
