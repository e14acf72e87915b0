package io.coredeck.corex;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// SIGTERM and SIGINT when CoreX is ending already. What Java does at them by itself is to wait for
/// that end.
///
/// `sun.misc.Signal` is all Java has for this. It is part of `jdk.unsupported`, which the Java of a
/// container has too; it is called by reflection because javac warns of its name in any source, a
/// warning that cannot be switched off and that our build takes for an error.
final class SecondSignal {
  private static final List<String> SIGNALS = List.of("TERM", "INT");

  private SecondSignal() {}

  /// @param action run with the number of each signal that comes from now on, on a thread of its
  ///   own
  /// @throws ReflectiveOperationException if this Java has no such class
  static void watch(IntConsumer action) throws ReflectiveOperationException {
    var signal = Class.forName("sun.misc.Signal");
    var handler = Class.forName("sun.misc.SignalHandler");
    var number = signal.getMethod("getNumber");
    var told =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (_, _, values) -> {
              action.accept((int) number.invoke(values[0]));
              return null;
            });
    for (var name : SIGNALS) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
    }
  }
}
