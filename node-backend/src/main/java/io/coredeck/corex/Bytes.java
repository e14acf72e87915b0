package io.coredeck.corex;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Amounts of bytes as people write them.
final class Bytes {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9})([KMG]?)");

  private Bytes() {}

  /// @param text digits, and K, M or G for powers of 1024
  /// @return empty if it is something else
  static OptionalLong of(String text) {
    var found = AMOUNT.matcher(text);
    if (!found.matches()) {
      return OptionalLong.empty();
    }
    var shift =
        switch (found.group(2)) {
          case "K" -> 10;
          case "M" -> 20;
          case "G" -> 30;
          default -> 0;
        };
    return OptionalLong.of(Long.parseLong(found.group(1)) << shift);
  }
}
