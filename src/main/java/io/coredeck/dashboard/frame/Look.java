package io.coredeck.dashboard.frame;

import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;

/// The state of a container, as a person thinks of it.
public enum Look {
  STARTING(Kind.BUSY, "Starting"),
  RUNNING(Kind.OK, "Running"),
  FAILED(Kind.FAIL, "Failed"),
  STOPPING(Kind.WARN, "Stopping"),
  DELETED(Kind.IDLE, "Deleted");

  private final Kind kind;
  private final String word;

  Look(Kind kind, String word) {
    this.kind = kind;
    this.word = word;
  }

  /// @return what it means
  public Kind kind() {
    return kind;
  }

  /// @return what it is called
  public String word() {
    return word;
  }

  /// @return of a container, volume or network
  public static Look of(Reservation reservation) {
    var result = reservation.result();
    if (result.isAnswered() && result.state() == Result.State.ERROR) {
      return FAILED;
    }
    if (reservation.nextAction() == NextAction.DELETED) {
      return result.message().isBlank() ? DELETED : FAILED;
    }
    if (reservation.nextAction().isDelete()) {
      return STOPPING;
    }
    return result.isAnswered() && result.state() == Result.State.OK ? RUNNING : STARTING;
  }
}
