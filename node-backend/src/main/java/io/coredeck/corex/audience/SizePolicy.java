package io.coredeck.corex.audience;

import io.coredeck.corex.output.WindowSize;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Whose screen gives a terminal its size.
public enum SizePolicy {
  /// That of whoever typed last. A size that another viewer's window takes changes nothing.
  DRIVER,
  /// The least columns and the least rows of all who look, so that everybody sees everything.
  SMALLEST,
  /// One that was set, whoever looks.
  FIXED;

  /// @return as clients write it, e.g. `smallest`
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return the policy of this word, if there is one
  public static Optional<SizePolicy> of(String word) {
    for (var policy : values()) {
      if (policy.word().equals(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  /// A size stays as it is where nobody is left who could give one.
  Optional<WindowSize> resolve(
      Optional<WindowSize> present, Optional<Seat> driver, Collection<Seat> all) {
    return switch (this) {
      case DRIVER -> ofDriver(driver, all).or(() -> present);
      case SMALLEST -> smallest(all).or(() -> present);
      case FIXED -> present;
    };
  }

  /// While nobody has typed yet, the first who may type counts.
  private static Optional<WindowSize> ofDriver(Optional<Seat> driver, Collection<Seat> all) {
    if (driver.isPresent()) {
      return driver.get().size;
    }
    return all.stream()
        .filter(seat -> !seat.watches && !seat.free && seat.size.isPresent())
        .findFirst()
        .flatMap(seat -> seat.size);
  }

  private static Optional<WindowSize> smallest(Collection<Seat> all) {
    return all.stream()
        .filter(seat -> !seat.watches)
        .flatMap(seat -> seat.size.stream())
        .reduce((a, b) ->
            new WindowSize(Math.min(a.columns(), b.columns()), Math.min(a.rows(), b.rows())));
  }

  /// What somebody wants the policy to be.
  ///
  /// @param fixed the size of {@link #FIXED}; empty for the present one
  public record Wish(SizePolicy policy, Optional<WindowSize> fixed) {}
}
