package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import java.time.Duration;

/// Numbers as people read them.
public final class Amount {
  private static final Texts TEXTS = Texts.of(Amount.class);
  private static final double KIBI = 1024;
  private static final long HOURS_OF_DAY = 24;
  private static final long DAYS_OF_YEAR = 365;
  private static final long DAYS_TOLD_IN_YEARS = 2 * DAYS_OF_YEAR;

  private Amount() {}

  /// @return e.g. `14.2 GiB`, `2.2 TiB`, `512 MiB`
  public static String of(Bytes bytes) {
    var mebibytes = (double) bytes.count() / Bytes.MIB;
    if (mebibytes < KIBI) {
      return number(mebibytes) + " MiB";
    }
    return mebibytes < KIBI * KIBI
        ? number(mebibytes / KIBI) + " GiB"
        : number(mebibytes / KIBI / KIBI) + " TiB";
  }

  /// @param beside with which it is compared: where both would read the same, it is exact
  /// @return e.g. `2 GiB`, or `2,048 MiB` beside 2,047
  static String of(Bytes bytes, Bytes beside) {
    return bytes.equals(beside) || !of(bytes).equals(of(beside))
        ? of(bytes)
        : Numbers.decimal((double) bytes.toMiB(), 0, Language.current()) + " MiB";
  }

  /// @return e.g. `4.6 KiB`, `38 MiB`
  public static String small(Bytes bytes) {
    return bytes.count() < Bytes.MIB ? number(bytes.count() / KIBI) + " KiB" : of(bytes);
  }

  /// @return with one decimal place at most, as the reader's language writes it
  public static String number(double amount) {
    return number(amount, Language.current());
  }

  /// @return the same as a language writes it
  public static String number(double amount, Language language) {
    return Numbers.decimal(amount, 1, language);
  }

  /// @return e.g. `3 hours`, `12 days`, `9 years`
  public static String of(Duration duration) {
    var hours = duration.toHours();
    var days = hours / HOURS_OF_DAY;
    if (days >= DAYS_TOLD_IN_YEARS) {
      return TEXTS.get("years", days / DAYS_OF_YEAR);
    }
    if (days > 1) {
      return TEXTS.get("days", days);
    }
    return hours > 1 ? TEXTS.get("hours", hours) : TEXTS.get("minutes", duration.toMinutes());
  }
}
