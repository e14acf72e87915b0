package io.coredeck.cli.people;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/// Points in time, as commands read and write them.
final class Times {

  private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

  private Times() {}

  /// @param seconds since 1970; 0 for never
  static String written(long seconds) {
    return seconds == 0 ? "never" : Instant.ofEpochSecond(seconds).toString();
  }

  /// @param text an instant, a day, or an age like `30m`, `12h`, `7d`
  static Instant read(String text) throws CliException {
    var age = AGE.matcher(text);
    if (age.matches()) {
      var number = Long.parseLong(age.group(1));
      return Instant.now()
          .minus(
              switch (age.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
              });
    }
    try {
      return text.indexOf('T') >= 0
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException _) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'%s' is no time; it must be like 2026-11-28, 2026-11-28T07:00:00Z, 30m, 12h or 7d"
              .formatted(text));
    }
  }
}
