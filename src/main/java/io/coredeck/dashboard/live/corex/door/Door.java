package io.coredeck.dashboard.live.corex.door;

import io.coredeck.wire.account.AuditMessages.Transfer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Lets people at the consoles of containers, or not. Asked for every call and every socket.
@FunctionalInterface
public interface Door {

  /// @param request with the session of who asks, if there is one
  /// @param gwid of a container, e.g. `3-1`
  Answer ask(HttpServletRequest request, String gwid);

  /// What became of a question.
  sealed interface Answer {}

  /// Nobody is signed in.
  record SignedOut() implements Answer {}

  /// Not for this person, whether or not there is such a container.
  record NotYours() implements Answer {}

  /// The container does not run, or runs a command of its own instead of CoreX.
  record NoConsole() implements Answer {}

  /// Come in.
  ///
  /// @param person what others at the same console see as the name
  /// @param mayChange false for people who only look
  /// @param address where CoreX listens, as the container's node said it
  /// @param lock of that CoreX, which may ask for a credential of its own
  /// @param again the same question, for sockets that stay open after their request
  /// @param audit asked when a file or recording begins to go through; what it gives is told once
  ///   what became of it, and must not block
  record Open(
      String person,
      boolean mayChange,
      InetSocketAddress address,
      Lock lock,
      Supplier<Answer> again,
      Supplier<Consumer<Transfer>> audit)
      implements Answer {}
}
