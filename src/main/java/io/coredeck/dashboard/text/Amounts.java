package io.coredeck.dashboard.text;

import java.text.NumberFormat;
import java.util.List;

/// Numbers as the reader's language writes them, the unit after a space.
public final class Amounts {

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final double STEP = 1024;
  private static final double TENTHS_BELOW = 10;
  private static final int HUNDRED = 100;

  private Amounts() {}

  /// @return `1,204` in English, `1.204` in German
  public static String count(long number) {
    return count(number, Language.current());
  }

  static String count(long number, Language language) {
    return NumberFormat.getIntegerInstance(language.locale()).format(number);
  }

  /// @param most digits behind the point; zeros at the end are left away
  /// @return `3.5` in English, `3,5` in German
  public static String decimal(double number, int most) {
    return decimal(number, most, Language.current());
  }

  static String decimal(double number, int most, Language language) {
    var format = NumberFormat.getNumberInstance(language.locale());
    format.setMaximumFractionDigits(most);
    return format.format(number);
  }

  /// @param bytes 0 or more
  /// @return in the largest unit of which there is one: `412 MiB`, `3.2 GiB`
  public static String bytes(long bytes) {
    return bytes(bytes, Language.current());
  }

  static String bytes(long bytes, Language language) {
    var amount = (double) bytes;
    var unit = 0;
    while (amount >= STEP && unit < UNITS.size() - 1) {
      amount /= STEP;
      unit++;
    }
    return decimal(amount, amount < TENTHS_BELOW && unit > 0 ? 1 : 0, language)
        + " "
        + UNITS.get(unit);
  }

  /// @param share 0 to 1, or more
  /// @return `34 %`
  public static String percent(double share) {
    return count(Math.round(share * HUNDRED)) + " %";
  }
}
