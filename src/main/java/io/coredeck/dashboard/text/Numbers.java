package io.coredeck.dashboard.text;

import java.text.NumberFormat;

/// Numbers as the reader's language writes them.
public final class Numbers {

  private static final int HUNDRED = 100;

  private Numbers() {}

  /// @return `1,204` in English, `1.204` in German
  public static String count(long number) {
    return NumberFormat.getIntegerInstance(Language.current().locale()).format(number);
  }

  /// @param most digits behind the point; zeros at the end are left away
  /// @return `3.5` in English, `3,5` in German
  public static String decimal(double number, int most) {
    return decimal(number, most, Language.current());
  }

  /// @return the same in a language of one's choice
  public static String decimal(double number, int most, Language language) {
    var format = NumberFormat.getNumberInstance(language.locale());
    format.setMaximumFractionDigits(most);
    return format.format(number);
  }

  /// @param share 0 to 1, or more
  /// @return `34 %`
  public static String percent(double share) {
    return decimal(share * HUNDRED, 0) + " %";
  }
}
