package io.coredeck.dashboard.live.events;

import io.coredeck.dashboard.live.redis.Entry;

/// Something that happened to a container.
///
/// Source: the stream `coredeck:events`, docs/formats/logs-and-stats.md.
///
/// @param gwid of the container, e.g. `3-1`
/// @param at milliseconds since 1970
/// @param kind one word, e.g. `exited`
/// @param text for people; empty if the kind says everything
public record Happening(String gwid, long at, String kind, String text) {

  /// @return whether a container that had ended by itself was started again
  public boolean isRestart() {
    return kind.equals("restarted");
  }

  static Happening of(Entry entry) {
    var t = entry.number("t");
    return new Happening(
        entry.text("gwid"), t == 0 ? entry.idNumber() : t, entry.text("kind"), entry.text("text"));
  }
}
