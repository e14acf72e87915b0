package io.coredeck.node.work;

import java.time.Duration;
import java.time.Instant;

/// Decides whether a container that ended is started again.
///
/// The first exit opens a window of 60 seconds. The first three exits in it are followed by a
/// restart, the fourth ends the container for good. After the window the count starts anew. The
/// exit status does not matter. Source: WIRE.md 6.3 in docs/formats/container.md.
///
/// Not safe for several threads; each container's own thread uses its own.
final class CrashWindow {

  /// How long exits are counted together.
  static final Duration LENGTH = Duration.ofSeconds(60);

  /// How long to wait before a restart.
  static final Duration RESTART_PAUSE = Duration.ofSeconds(2);

  private static final int EXITS_ALLOWED = 3;

  private Instant opened = Instant.EPOCH;
  private int exits;

  /// Counts an exit.
  ///
  /// @return whether the container is to be started again
  boolean allowsRestart(Instant now) {
    if (exits == 0 || Duration.between(opened, now).compareTo(LENGTH) > 0) {
      opened = now;
      exits = 0;
    }
    exits++;
    return exits <= EXITS_ALLOWED;
  }
}
