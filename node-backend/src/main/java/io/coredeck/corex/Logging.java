package io.coredeck.corex;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What is logged of ourselves and of the libraries.
final class Logging {

  /// The number that means what is logged usually, as the original has it.
  static final int USUAL = 7;

  private static final int ERROR = 1;
  private static final int WARNING = 2;
  private static final int NOTICE = 4;
  private static final int INFO = 8;

  /// They tell much about themselves. Kept here, or the settings would be forgotten with them.
  private static final List<Logger> LIBRARIES =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("com.pty4j"));

  /// They warn of what strangers send, and repeat it: whoever can connect could fill the log.
  private static final List<Logger> OF_STRANGERS =
      List.of(
          Logger.getLogger("org.eclipse.jetty.http.HttpParser"),
          Logger.getLogger("org.eclipse.jetty.util.HostPort"));

  private Logging() {}

  /// @param debug the original's sum of kinds of messages; the largest counts
  static Level level(int debug) {
    if (debug >= 2 * INFO) {
      return Level.FINER;
    }
    if (debug >= INFO) {
      return Level.FINE;
    }
    if (debug >= NOTICE) {
      return Level.INFO;
    }
    if (debug >= WARNING) {
      return Level.WARNING;
    }
    return debug >= ERROR ? Level.SEVERE : Level.OFF;
  }

  /// From now on all is logged to standard error, one line each.
  static void set(Level level) {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
    var root = Logger.getLogger("");
    root.setLevel(level);
    for (var handler : root.getHandlers()) {
      handler.setLevel(level);
    }
    if (level.intValue() >= Level.INFO.intValue()) {
      LIBRARIES.forEach(logger -> logger.setLevel(Level.WARNING));
      OF_STRANGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
  }
}
