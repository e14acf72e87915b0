package io.coredeck.dashboard.compose.draft;

import io.coredeck.dashboard.compose.draft.Places.Place;

/// A text that is no draft. The message is one sentence for the person who typed it, without the
/// line.
public final class DraftTextException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final String reason;

  DraftTextException(Place place, String reason) {
    super(reason);
    this.place = place;
    this.reason = reason;
  }

  /// @return where the fault is, or where the reader noticed it
  public Place place() {
    return place;
  }

  /// @return what is wrong and what it must be
  public String reason() {
    return reason;
  }
}
