package io.coredeck.dashboard.widget;

import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.time.Instant;

/// Numbers as people read them, in their language.
public final class Amounts {

  private static final Texts TEXTS = Texts.of(Amounts.class);
  private static final long KIBI = 1024;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final long SECONDS_TOLD = 60;
  private static final long MINUTES_TOLD = 60;
  private static final long HOURS_TOLD = 24;
  private static final long DAYS_TOLD = 2 * 365;
  private static final long DAYS_OF_YEAR = 365;

  private Amounts() {}

  /// @return with one decimal place at most
  public static String number(double amount) {
    return Numbers.decimal(amount, 1);
  }

  /// @return with three decimal places at most
  public static String fine(double amount) {
    return Numbers.decimal(amount, 3);
  }

  /// @return e.g. `14.2 GiB`, `512 MiB`, `17 B`
  public static String bytes(long count) {
    var unit = 0;
    var amount = (double) count;
    while (amount >= KIBI && unit < UNITS.length - 1) {
      amount /= KIBI;
      unit++;
    }
    return number(amount) + " " + UNITS[unit];
  }

  /// @return e.g. `420 GiB`, `2.2 TiB`
  public static String gibibytes(double count) {
    return count >= KIBI ? number(count / KIBI) + " TiB" : number(count) + " GiB";
  }

  /// @return how long ago, in the fewest letters: `4 s`, `12 min`, `3 h`, `41 d`
  public static String age(Instant then, Instant now) {
    return brief(Duration.between(then, now));
  }

  /// @return in the fewest letters
  public static String brief(Duration duration) {
    var seconds = Math.max(0, duration.toSeconds());
    if (seconds < SECONDS_TOLD) {
      return TEXTS.get("brief.seconds", seconds);
    }
    if (duration.toMinutes() < MINUTES_TOLD) {
      return TEXTS.get("brief.minutes", duration.toMinutes());
    }
    return duration.toHours() < HOURS_TOLD
        ? TEXTS.get("brief.hours", duration.toHours())
        : TEXTS.get("brief.days", duration.toDays());
  }

  /// @return in words: `3 hours`, `12 days`, `9 years`
  public static String words(Duration duration) {
    if (duration.toDays() >= DAYS_TOLD) {
      return TEXTS.get("words.years", duration.toDays() / DAYS_OF_YEAR);
    }
    if (duration.toDays() >= 2) {
      return TEXTS.get("words.days", duration.toDays());
    }
    return duration.toHours() >= 2
        ? TEXTS.get("words.hours", duration.toHours())
        : TEXTS.get("words.minutes", duration.toMinutes());
  }
}
