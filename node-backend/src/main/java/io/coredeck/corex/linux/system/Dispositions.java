package io.coredeck.corex.linux.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process does when it is sent signals, as `/proc/PID/status` tells it.
///
/// @param ignored bit N - 1 is set if it does nothing for signal N
/// @param caught the same for those at which it runs something of its own
public record Dispositions(long ignored, long caught) {
  private static final String IGNORED = "SigIgn:";
  private static final String CAUGHT = "SigCgt:";
  private static final int HEX = 16;

  private static final int QUIT = 3;
  private static final int TERM = 15;
  private static final int CHILD = 17;
  private static final int STOP_TYPED = 20;
  private static final int OUTPUT_STOP = 22;

  /// @return nothing ignored and nothing caught if that is not known
  public static Dispositions of(long pid) {
    var ignored = 0L;
    var caught = 0L;
    try {
      var status = Path.of("/proc", String.valueOf(pid), "status");
      for (var line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(IGNORED)) {
          ignored = mask(line, IGNORED);
        } else if (line.startsWith(CAUGHT)) {
          caught = mask(line, CAUGHT);
        }
      }
    } catch (IOException e) {
      return new Dispositions(0, 0); // it is gone
    }
    return new Dispositions(ignored, caught);
  }

  private static long mask(String line, String name) {
    return Long.parseUnsignedLong(line.substring(name.length()).strip(), HEX);
  }

  /// Bash, dash, the ash of BusyBox and zsh, as far as they talk to a person and have jobs, ignore
  /// QUIT, TERM, TSTP and TTOU and catch CHLD. A program or script that only shuts out TERM does
  /// not do all of it: `trap '' TERM` with `set -m` leaves QUIT in dash, and TSTP is caught in
  /// bash. (fish ends by TERM; mksh catches it, as many do that end by it.)
  public boolean areOfShell() {
    return ignores(QUIT)
        && ignores(TERM)
        && ignores(STOP_TYPED)
        && ignores(OUTPUT_STOP)
        && (caught & bit(CHILD)) != 0;
  }

  private boolean ignores(int signal) {
    return (ignored & bit(signal)) != 0;
  }

  private static long bit(int signal) {
    return 1L << (signal - 1);
  }
}
