package io.coredeck.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The spellings of a date that the original explorer takes besides a number: `mm/dd`,
/// `yyyy/mm/dd`, `dd/mm/yyyy`, each with ` hh:mm` or ` hhpm:mm` if wanted, in UTC.
final class Dates {
  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?<a>\\d{2}|\\d{4})/)?(?<b>\\d{2})/(?<c>\\d{2}|\\d{4})"
              + "(?:\\s+(?<hour>\\d{1,2})(?<half>am|pm)?:(?<minute>\\d{1,2}))?");

  private static final int HOURS_TO_EVENING = 12;

  private Dates() {}

  /// @return seconds since 1970; 0 for the empty text; nothing if it is no date
  static Optional<Long> secondsOf(String text) {
    if (text.isEmpty()) {
      return Optional.of(0L);
    }
    var found = DATE.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(moment(found).toEpochSecond(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static LocalDateTime moment(Matcher found) {
    var first = found.group("a");
    var second = number(found, "b");
    var third = number(found, "c");
    var hour = number(found, "hour");
    var minute = number(found, "minute");
    if ("pm".equals(found.group("half")) && hour < HOURS_TO_EVENING) {
      hour += HOURS_TO_EVENING;
    }
    if (first == null) {
      return LocalDateTime.of(Year.now(ZoneOffset.UTC).getValue(), second, third, hour, minute);
    }
    return first.length() == 4
        ? LocalDateTime.of(number(found, "a"), second, third, hour, minute)
        : LocalDateTime.of(third, second, number(found, "a"), hour, minute);
  }

  private static int number(Matcher found, String group) {
    var digits = found.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
