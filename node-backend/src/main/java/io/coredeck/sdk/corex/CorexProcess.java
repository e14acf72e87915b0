package io.coredeck.sdk.corex;

import io.coredeck.wire.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// A process of CoreX as it was when it was told.
///
/// @param id 1 or more, never given again
/// @param pid 0 if it was not, or not yet, executed
/// @param argv program and arguments
/// @param status with which it ended; 0 while it runs and if a signal ended it
/// @param signal that ended it
/// @param error why it could not be executed; empty if it could
/// @param name for people; may be empty
/// @param group for people; may be empty
/// @param created when it was first asked for
/// @param started when its newest run began; if there was none, when it was asked for
/// @param ended when its newest run ended
/// @param columns of its terminal
/// @param rows of its terminal
/// @param hasTerminal false for one on three pipes
/// @param restarts since somebody started it
/// @param viewers terminals open on it
public record CorexProcess(
    long id,
    long pid,
    List<String> argv,
    State state,
    int status,
    OptionalInt signal,
    String error,
    String name,
    String group,
    Instant created,
    Instant started,
    Optional<Instant> ended,
    int columns,
    int rows,
    boolean hasTerminal,
    long restarts,
    long viewers) {

  private static final int BY_SIGNAL = 128;

  public CorexProcess {
    argv = List.copyOf(argv);
  }

  /// Where a process is in its life.
  public enum State {
    /// Waits for others before its first run.
    CREATED,
    /// Will run in a moment, maybe again.
    STARTING,
    /// Runs.
    RUNNING,
    /// Is to end and has not yet.
    STOPPING,
    /// Has ended.
    STOPPED,
    /// Could not be executed.
    CRASHED
  }

  /// @return whether it has ended, or could not begin
  public boolean isOver() {
    return state == State.STOPPED || state == State.CRASHED;
  }

  /// @return what a shell would say: its status, or 128 and the signal that ended it
  public int exitCode() {
    return signal.isPresent() ? BY_SIGNAL + signal.getAsInt() : status;
  }

  /// @throws io.coredeck.wire.WireException if it is none
  static CorexProcess of(JsonValue from) {
    return new CorexProcess(
        from.member("id").integer(),
        from.member("pid").integer(),
        from.member("argv").texts(),
        state(from.member("state").text()),
        small(from.member("status")),
        from.member("signal").isPresent()
            ? OptionalInt.of(small(from.member("signal")))
            : OptionalInt.empty(),
        from.member("error").text(),
        from.member("name").text(),
        from.member("group").text(),
        time(from.member("created")).orElse(Instant.EPOCH),
        time(from.member("started")).orElse(Instant.EPOCH),
        time(from.member("ended")),
        small(from.member("columns")),
        small(from.member("rows")),
        !from.member("terminal").isPresent() || from.member("terminal").flag(),
        from.member("restarts").integer(),
        from.member("viewers").integer());
  }

  private static int small(JsonValue number) {
    return (int) number.integer(0, Integer.MAX_VALUE);
  }

  /// A newer CoreX may know more: what is not over counts as running.
  private static State state(String text) {
    try {
      return State.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return State.RUNNING;
    }
  }

  private static Optional<Instant> time(JsonValue member) {
    try {
      return member.isPresent() ? Optional.of(Instant.parse(member.text())) : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty(); // nothing that can be shown as a time
    }
  }
}
