package io.coredeck.corex.audience;

import io.coredeck.corex.output.WindowSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Who looks at a terminal at one moment.
///
/// @param people in the order they came
/// @param driver the seat that typed last, if whoever sits there may type and is still here
/// @param everybodyTypes whether all but watchers may type; else only the driver's person may
/// @param policy whose size it has
/// @param size the present one, once anybody has given one
public record AudienceView(
    List<Person> people,
    OptionalLong driver,
    boolean everybodyTypes,
    SizePolicy policy,
    Optional<WindowSize> size) {

  public AudienceView {
    people = List.copyOf(people);
  }

  /// One viewer.
  ///
  /// @param seat its number, 1 or more, never used twice for this terminal
  /// @param name blank if it has not said one
  /// @param person opaque; the same for several screens of one person
  /// @param watches whether it only looks
  /// @param free whether it may always type
  /// @param mayType whether what it types now arrives
  /// @param asksSince since when it asks to type
  public record Person(
      long seat,
      String name,
      String person,
      boolean watches,
      boolean free,
      boolean mayType,
      Optional<WindowSize> size,
      Instant since,
      Optional<Instant> asksSince) {}
}
