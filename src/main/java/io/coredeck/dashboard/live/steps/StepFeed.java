package io.coredeck.dashboard.live.steps;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The steps of one container, from the first one on.
public final class StepFeed implements Follower {

  private final StreamLoop loop;
  private final String key;
  private final Consumer<Step> told;
  private volatile String after = "0-0";

  /// A step that is done.
  ///
  /// @param name `network`, `image`, `disk` or `start`
  /// @param took how long
  /// @param text of it, may be empty
  public record Step(String name, Duration took, String text) {}

  private StepFeed(StreamLoop loop, String gwid, Consumer<Step> told) {
    this.loop = loop;
    this.key = "coredeck:steps:" + gwid;
    this.told = told;
  }

  /// @param told called by the thread that reads Redis
  public static StepFeed follow(StreamLoop loop, String gwid, Consumer<Step> told) {
    var feed = new StepFeed(loop, gwid, told);
    loop.follow(feed);
    return feed;
  }

  /// Ends the calls.
  public void leave() {
    loop.leave(this);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public void look(Optional<Entry> newest) {
    // All that there is comes as entries.
  }

  @Override
  public String after() {
    return after;
  }

  @Override
  public void take(List<Entry> entries) {
    for (var entry : entries) {
      var took = Duration.of(Math.max(0, entry.number("took")), ChronoUnit.MICROS);
      told.accept(new Step(entry.text("step"), took, entry.text("text")));
    }
    after = entries.getLast().id();
  }

  @Override
  public void linkChanged() {
    // Whoever waits does not wait for long.
  }
}
