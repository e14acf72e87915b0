package io.coredeck.dashboard.frame;

import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import java.util.Locale;

/// The state of a container, as a person thinks of it.
public enum Look {
  STARTING(Kind.BUSY, "Starting"),
  RUNNING(Kind.OK, "Running"),
  RESTARTING(Kind.WARN, "Restarting"),
  FAILED(Kind.FAIL, "Failed"),
  STOPPING(Kind.WARN, "Stopping"),
  DELETED(Kind.IDLE, "Deleted");

  private static final Texts TEXTS = Texts.of(Look.class);

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

  /// @return its English word, which is also what it is called in addresses and files
  public String word() {
    return word;
  }

  /// @return what the reader of the current page calls it
  public String text() {
    return text(Language.current());
  }

  /// @return what it is called in that language
  public String text(Language language) {
    return TEXTS.in(language, name().toLowerCase(Locale.ROOT));
  }

  /// @return whether it runs, even if it was started again just now
  public boolean isUp() {
    return this == RUNNING || this == RESTARTING;
  }

  /// @param view in which it is
  /// @return of a container, volume or network
  public static Look of(Reservation reservation, GridView view) {
    return now(of(reservation), view.isRestarting(reservation));
  }

  /// @param all among which it is
  /// @return of a container, volume or network
  public static Look of(Reservation reservation, Reservations all) {
    return now(of(reservation), all.isRestarting(reservation));
  }

  private static Look now(Look asked, boolean isRestarting) {
    return asked == RUNNING && isRestarting ? RESTARTING : asked;
  }

  /// @param failed something that failed
  /// @return why, in words that {@link NodeReason} says in the reader's language
  public static String said(Reservation failed) {
    return failed.nextAction() == NextAction.INVALID
        ? NodeReason.UNPAID
        : failed.result().message();
  }

  /// @return of a container, volume or network, as the explorer knows it: whether it restarts again
  ///   and again its node tells elsewhere
  public static Look of(Reservation reservation) {
    var result = reservation.result();
    if (result.isAnswered() && result.state() == Result.State.ERROR) {
      return FAILED;
    }
    if (reservation.nextAction() == NextAction.INVALID) {
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
