package io.coredeck.explorer.audit;

import java.time.Duration;

/// How much of what people did is kept.
///
/// @param age what is older is forgotten
/// @param rows at most so many entries, and a hundredth, or 64, until the next look; a quarter of
///   them at most tell of what was refused, another of files moved, and another of signing in and
///   out and of exports, so that who does such things again and again does not push out what was
///   changed. Where they are too many, the oldest of users who have more than a tenth go first
public record Retention(Duration age, long rows) {

  private static final int PART_CHEAP = 4;
  private static final int PART_OF_ONE = 10;
  private static final int PART_BETWEEN_LOOKS = 100;
  private static final int LEAST_BETWEEN_LOOKS = 64;

  public Retention {
    if (age.isNegative() || age.isZero() || rows < PART_CHEAP) {
      throw new IllegalArgumentException(
          "age is %s and rows %d; they must be above 0 and %d or more"
              .formatted(age, rows, PART_CHEAP));
    }
  }

  long cheapRows() {
    return rows / PART_CHEAP;
  }

  long rowsOfOne() {
    return rows / PART_OF_ONE;
  }

  /// @return entries between two looks at what is too old or too many, which cost more the more
  ///   there are
  long betweenLooks() {
    return Math.max(LEAST_BETWEEN_LOOKS, rows / PART_BETWEEN_LOOKS);
  }
}
