package io.coredeck.dashboard.notice;

import java.time.Instant;
import java.util.Map;

/// One thing a person is told.
///
/// @param key one more than that of the one before
/// @param at when it happened
/// @param kind of its state, as `<coredeck-state>` calls it, e.g. `fail`
/// @param title a few words
/// @param text why and what to do, or empty
/// @param href where it leads, or empty
/// @param isSeen whether the person has seen it
public record Notice(
    long key, Instant at, String kind, String title, String text, String href, boolean isSeen) {

  Notice seen() {
    return new Notice(key, at, kind, title, text, href, true);
  }

  /// @return whether somebody has to do something
  public boolean isFailure() {
    return kind.equals("fail");
  }

  Map<String, Object> forPage() {
    return Map.of(
        "key", key,
        "at", at.toEpochMilli(),
        "kind", kind,
        "title", title,
        "text", text,
        "href", href,
        "seen", isSeen);
  }
}
