package io.coredeck.dashboard.overview;

import java.time.Duration;
import java.util.Comparator;

/// Something that a person should look at.
///
/// @param weight how bad it is
/// @param name of the container or node
/// @param text what happened, a sentence or two
/// @param age since when
/// @param place where to go, relative to the dashboard
/// @param action what one does there
record Concern(Weight weight, String name, String text, Duration age, String place, String action) {

  /// The worst first, of equal ones the newest.
  static final Comparator<Concern> ORDER =
      Comparator.comparing(Concern::weight).thenComparing(Concern::age);

  /// How bad it is.
  enum Weight {
    FAILURE,
    WARNING
  }
}
