package io.coredeck.corex;

import io.coredeck.posix.Signals;
import java.util.List;
import java.util.function.IntConsumer;

/// SIGTERM and SIGINT when CoreX is ending already. What Java does at them by itself is to wait for
/// that end.
final class SecondSignal {
  private static final List<String> SIGNALS = List.of("TERM", "INT");

  private SecondSignal() {}

  /// @param action run with the number of each signal that comes from now on, on a thread of its
  ///   own
  /// @throws ReflectiveOperationException if this Java has no such class
  static void watch(IntConsumer action) throws ReflectiveOperationException {
    Signals.watch(SIGNALS, action);
  }
}
