package io.coredeck.dashboard.overview;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;

/// Amounts and ages as the overview writes them.
final class Numbers {

  private static final Texts TEXTS = Texts.of(Numbers.class);
  private static final double WHOLE = 100;
  private static final double GIB = 1L << 30;
  private static final long SECONDS_OF_MINUTE = 60;
  private static final long HOURS_OF_DAY = 24;

  private Numbers() {}

  /// @return with one place after the point at most
  static String amount(double amount) {
    return format("#,##0.#").format(amount);
  }

  static String count(long count) {
    return format("#,##0").format(count);
  }

  /// @param share 0 to 1
  static String percent(double share) {
    return format("#,##0").format(share * WHOLE) + " %";
  }

  static double gib(long bytes) {
    return bytes / GIB;
  }

  /// @return how long ago that was, in one unit
  static String ago(Duration age) {
    return age.toSeconds() < SECONDS_OF_MINUTE ? TEXTS.get("ago.now") : TEXTS.get("ago", span(age));
  }

  /// @return a length of time, in one unit
  static String span(Duration time) {
    if (time.toMinutes() < 1) {
      return TEXTS.get("span.seconds", Math.max(0, time.toSeconds()));
    }
    if (time.toHours() < 1) {
      return TEXTS.get("span.minutes", time.toMinutes());
    }
    return time.toHours() < HOURS_OF_DAY
        ? TEXTS.get("span.hours", time.toHours())
        : TEXTS.get("span.days", time.toDays());
  }

  private static DecimalFormat format(String pattern) {
    var symbols = DecimalFormatSymbols.getInstance(Language.current().locale());
    return new DecimalFormat(pattern, symbols);
  }
}
