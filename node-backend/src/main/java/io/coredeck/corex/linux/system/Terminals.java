package io.coredeck.corex.linux.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Libc.Call;
import java.lang.foreign.Arena;

/// How terminals are set, termios(3).
public final class Terminals {
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TERMIOS_BYTES = 64;
  private static final int IUTF8 = 0x4000;

  private Terminals() {}

  /// Tells a terminal that its input is UTF-8, so that erasing a character erases all its bytes.
  public static void setUtf8(int terminal) {
    try (var arena = Arena.ofConfined()) {
      var settings = arena.allocate(TERMIOS_BYTES, JAVA_INT.byteAlignment());
      if (Libc.call(Call.IOCTL, terminal, TCGETS, settings.address(), 0) == 0) {
        settings.set(JAVA_INT, 0, settings.get(JAVA_INT, 0) | IUTF8);
        Libc.call(Call.IOCTL, terminal, TCSETS, settings.address(), 0);
      }
    }
  }
}
