package io.coredeck.corex.audience;

import io.coredeck.corex.output.WindowSize;
import java.time.Instant;
import java.util.Optional;

/// One viewer's place. Guarded by the audience.
final class Seat {
  final long number;
  final String name;
  final String person;
  final boolean free;
  final Instant since;
  boolean watches;
  Optional<WindowSize> size;
  Optional<Instant> asksSince = Optional.empty();

  Seat(long number, Arrival arrival, Instant now) {
    this.number = number;
    this.name = arrival.name();
    this.person = arrival.person().isBlank() ? "seat " + number : "said " + arrival.person();
    this.free = arrival.free();
    this.watches = arrival.watches();
    this.size = arrival.size();
    this.since = now;
  }

  AudienceView.Person told(boolean mayType) {
    return new AudienceView.Person(
        number, name, person, watches, free, mayType, size, since, asksSince);
  }
}
