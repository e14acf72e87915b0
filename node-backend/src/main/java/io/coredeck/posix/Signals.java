package io.coredeck.posix;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// Signals that this program gets and does not leave to Java.
///
/// `sun.misc.Signal` is all Java has for this. It is part of `jdk.unsupported`, which the Java of a
/// container has too; it is called by reflection because javac warns of its name in any source, a
/// warning that cannot be switched off and that our build takes for an error.
public final class Signals {

  private Signals() {}

  /// @param names without `SIG`, e.g. `TERM`
  /// @param action run with the number of each signal that comes from now on, on a thread of its
  ///   own, in place of what was done until now
  /// @throws ReflectiveOperationException if this Java has no such class
  public static void watch(List<String> names, IntConsumer action)
      throws ReflectiveOperationException {
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
    for (var name : names) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
    }
  }
}
