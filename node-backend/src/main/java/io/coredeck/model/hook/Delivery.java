package io.coredeck.model.hook;

import java.util.Locale;

/// One event on its way to one webhook.
///
/// @param id its number
/// @param eventId the event's, the same for all webhooks and tries
/// @param event what happened, as {@link HookEvent#word} gives it
/// @param workloadId to which workload
/// @param happened when, seconds since 1970
/// @param state what became of it
/// @param attempts how often it was tried
/// @param nextAt if it waits: when it is tried next at the earliest, seconds since 1970
/// @param last what came of the last try
public record Delivery(
    long id,
    String eventId,
    String event,
    long workloadId,
    long happened,
    State state,
    long attempts,
    long nextAt,
    Try last) {

  /// What becomes of a delivery. The number in the database is the ordinal.
  public enum State {
    WAITING,
    DELIVERED,
    /// Was tried as often as it may be.
    FAILED,
    /// Was too old, or too many came after it.
    DROPPED;

    /// @return as it is written, e.g. `waiting`
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What came of a try.
  ///
  /// @param at seconds since 1970; 0 if there was none
  /// @param status HTTP's; 0 if none came
  /// @param millis how long it took
  /// @param error why it failed; empty if it did not
  /// @param answer the beginning of what the receiver said, if it failed
  public record Try(long at, int status, long millis, String error, String answer) {

    /// There was none.
    public static final Try NONE = new Try(0, 0, 0, "", "");
  }

  /// @return the same with its number
  public Delivery withId(long given) {
    return new Delivery(given, eventId, event, workloadId, happened, state, attempts, nextAt, last);
  }

  /// @return the same after a try
  public Delivery tried(State became, long next, Try tried) {
    return new Delivery(
        id, eventId, event, workloadId, happened, became, attempts + 1, next, tried);
  }

  /// @param why what is told of it
  /// @return the same, never to be tried again by itself
  public Delivery dropped(String why) {
    return new Delivery(
        id,
        eventId,
        event,
        workloadId,
        happened,
        State.DROPPED,
        attempts,
        nextAt,
        new Try(last.at(), last.status(), last.millis(), why, last.answer()));
  }

  /// @return the same, to be tried as if it were new
  public Delivery again(long now) {
    return new Delivery(id, eventId, event, workloadId, happened, State.WAITING, 0, now, last);
  }
}
