package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.redis.RedisAwayException;
import java.io.IOException;

/// A chart that a page has asked for: what it shows, and how much of it the page has. Used by one
/// thread.
final class Chart {

  private final Ask.Full asked;
  private final Watched watched;
  private boolean answered;
  private long sent;
  private long event;

  Chart(Ask.Full asked, Watched watched) {
    this.asked = asked;
    this.watched = watched;
  }

  /// To the page.
  @FunctionalInterface
  interface Line {
    void send(String frame) throws IOException;
  }

  Watched watched() {
    return watched;
  }

  /// Sends what the page has not seen yet; all of it if something between is not kept any more.
  void tell(StatsHub hub, Line page) throws IOException {
    var isLive = asked.last() > 0;
    if (!answered || (isLive && watched.hasLost(sent))) {
      answer(hub, page);
    }
    if (!answered || !isLive) {
      return;
    }
    for (var sample : watched.after(sent)) {
      sent = sample.t();
      page.send(Frames.sample(asked.key(), sample));
    }
    for (var one : hub.events().after(event, asked.container())) {
      event = one.number();
      page.send(Frames.happened(asked.key(), one));
    }
  }

  private void answer(StatsHub hub, Line page) throws IOException {
    var now = System.currentTimeMillis();
    var to = asked.last() == 0 ? asked.to() : now;
    var from = asked.last() == 0 ? asked.from() : now - asked.last();
    try {
      event = hub.events().number();
      var history = hub.history(asked.container(), from, to, asked.columns());
      var happened = hub.events().past(asked.container(), from, to);
      sent = history.rows().isEmpty() ? from : history.rows().getLast().t();
      answered = true;
      page.send(Frames.history(asked.key(), now, from, to, history, happened));
    } catch (RedisAwayException _) {
      answered = false; // the page is told that Redis is away; asked again when it is back
    }
  }
}
