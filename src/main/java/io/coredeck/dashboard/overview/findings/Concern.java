package io.coredeck.dashboard.overview.findings;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Something that a person should look at.
///
/// @param weight how bad it is
/// @param name of the container or node
/// @param text what happened, a sentence or two
/// @param since when; nothing if that is not known
/// @param place where to go, relative to the dashboard
/// @param action what one does there
public record Concern(
    Weight weight,
    About about,
    String name,
    String text,
    Optional<Instant> since,
    String place,
    String action) {

  /// The worst first, of equal ones those without a time and then the newest.
  static final Comparator<Concern> ORDER =
      Comparator.comparing(Concern::weight)
          .thenComparing(one -> one.since().orElse(Instant.MAX), Comparator.reverseOrder());

  /// What it is about.
  public enum About {
    CONTAINER,
    NODE
  }

  /// How bad it is.
  public enum Weight {
    FAILURE,
    WARNING
  }
}
