package io.coredeck.sdk.draft;

import io.coredeck.model.Reservation;

/// How it ended when a container was to take the place of another.
///
/// @param end in one word
/// @param now the container that is there now; where nothing is left, the one that failed
/// @param why the new one does not run, or the old one is still there; empty if all went well
public record Redeployed(End end, Reservation now, String why) {

  /// How it can end.
  public enum End {
    /// The new one runs, the old one is gone.
    DONE,
    /// The new one runs; that the old one goes was asked for, and it has not gone in time. Asking
    /// again goes on from there.
    OLD_GOES,
    /// The new one did not come up and is taken down; the old one is as it was.
    KEPT,
    /// The old one was gone already when the new one did not come up; it was asked for again as it
    /// was, and runs.
    RESTORED,
    /// As before, but the old one did not come back either.
    LOST
  }

  /// @return whether the new container runs
  public boolean isReplaced() {
    return end == End.DONE || end == End.OLD_GOES;
  }
}
