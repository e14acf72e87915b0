package io.coredeck.corex.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The signals of Linux by name and number, on every architecture that has a JDK.
public final class Signals {
  public static final int HUP = 1;
  public static final int KILL = 9;
  public static final int TERM = 15;

  /// The highest number.
  public static final int LAST = 64;

  /// The first one the C library leaves to programs.
  private static final int FIRST_REALTIME = 34;

  /// USR1, USR2, CHLD to URG, WINCH: a process told one of these is not expected to end.
  private static final List<Integer> HARMLESS = List.of(0, 10, 12, 17, 18, 19, 20, 21, 22, 23, 28);

  /// By number, from 1 on.
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
  private static final Pattern REALTIME = Pattern.compile("RTM(IN|AX)(?:([+-])([0-9]{1,2}))?");

  private Signals() {}

  /// @param text a name, with `SIG` in front or without, or a number from 0 to 64
  /// @throws IllegalArgumentException if there is no such signal, as one sentence
  public static int number(String text) {
    var name = text.toUpperCase(Locale.ROOT);
    name = name.startsWith("SIG") ? name.substring(3) : name;
    if (NUMBER.matcher(text).matches()) {
      return checked(Integer.parseInt(text));
    }
    var index = NAMES.indexOf(alias(name));
    if (index >= 0) {
      return index + 1;
    }
    var realtime = REALTIME.matcher(name);
    if (realtime.matches()) {
      var base = realtime.group(1).equals("IN") ? FIRST_REALTIME : LAST;
      var offset = realtime.group(3) == null ? 0 : Integer.parseInt(realtime.group(3));
      var number = "-".equals(realtime.group(2)) ? base - offset : base + offset;
      if (number >= FIRST_REALTIME && number <= LAST) {
        return number;
      }
    }
    throw unknown(text);
  }

  /// @return whether a process that is told it is expected to end
  public static boolean ends(int number) {
    return !HARMLESS.contains(number) && number < FIRST_REALTIME;
  }

  /// @throws IllegalArgumentException if there is no such signal
  public static int checked(long number) {
    if (number < 0 || number > LAST) {
      throw new IllegalArgumentException(
          "signal is %d; it must be 0 to %d or a name like HUP".formatted(number, LAST));
    }
    return (int) number;
  }

  private static String alias(String name) {
    return switch (name) {
      case "IOT" -> "ABRT";
      case "CLD" -> "CHLD";
      case "POLL" -> "IO";
      case "UNUSED" -> "SYS";
      default -> name;
    };
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "signal '%s' is unknown; it must be 0 to %d or a name like HUP, SIGHUP or RTMIN+1"
            .formatted(text.substring(0, Math.min(text.length(), 20)), LAST));
  }
}
