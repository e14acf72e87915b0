package io.coredeck.explorer.audit;

import java.time.Duration;

/// How much of what people did is kept.
///
/// @param age what is older is forgotten
/// @param rows at most so many entries; a quarter of them at most tell of what was refused, so that
///   who is refused again and again does not push out what was done
public record Retention(Duration age, long rows) {

  private static final int PART_REFUSED = 4;

  public Retention {
    if (age.isNegative() || age.isZero() || rows < PART_REFUSED) {
      throw new IllegalArgumentException(
          "age is %s and rows %d; they must be above 0 and %d or more"
              .formatted(age, rows, PART_REFUSED));
    }
  }

  long refusedRows() {
    return rows / PART_REFUSED;
  }
}
