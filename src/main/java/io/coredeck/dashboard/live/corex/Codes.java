package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;

/// Why sockets are closed, as pages read it.
final class Codes {

  /// Nobody is signed in, or not any more.
  static final int SIGNED_OUT = 4401;

  /// Not for this person.
  static final int FORBIDDEN = 4403;

  /// CoreX knows no such process.
  static final int NO_PROCESS = 4404;

  /// The container does not run, or has no console.
  static final int NO_CONSOLE = 4410;

  /// CoreX asks for a credential of its own, which the person has not told yet, or not the right
  /// one.
  static final int OWN_CREDENTIAL = 4423;

  /// CoreX cannot be reached, or broke off.
  static final int AWAY = 4502;

  private Codes() {}

  /// @return the code to close an open socket with; normal while its person may stay
  static int now(Door.Open door) {
    var now = door.again().get();
    return now instanceof Door.Open open && !isSame(open, door) ? AWAY : of(now);
  }

  /// Who opened a socket to an address that is no more right, or with other rights, opens it anew.
  private static boolean isSame(Door.Open now, Door.Open then) {
    return now.address().equals(then.address())
        && now.mayChange() == then.mayChange()
        && now.lock().key().equals(then.lock().key())
        && now.person().equals(then.person());
  }

  static int of(Door.Answer answer) {
    return switch (answer) {
      case Door.SignedOut _ -> SIGNED_OUT;
      case Door.NotYours _ -> FORBIDDEN;
      case Door.NoConsole _ -> NO_CONSOLE;
      case Door.Open _ -> CloseStatus.NORMAL;
    };
  }

  /// @return why CoreX did not open a socket
  static int of(Throwable refusal) {
    if (!(refusal instanceof UpgradeException refused)) {
      return refusal.getCause() == null ? AWAY : of(refusal.getCause());
    }
    return switch (refused.getResponseStatusCode()) {
      case HttpStatus.NOT_FOUND_404 -> NO_PROCESS;
      case HttpStatus.UNAUTHORIZED_401 -> OWN_CREDENTIAL;
      case HttpStatus.TOO_MANY_REQUESTS_429, HttpStatus.SERVICE_UNAVAILABLE_503 ->
          CloseStatus.TRY_AGAIN_LATER;
      default -> AWAY;
    };
  }

  /// What a container says may not look as if it came from us.
  ///
  /// @param code with which CoreX closed
  /// @param hasSpoken whether it has said anything before: then it had let us in
  static int passedOn(int code, boolean hasSpoken) {
    return switch (code) {
      case CloseStatus.NORMAL, CloseStatus.SHUTDOWN, CloseStatus.MESSAGE_TOO_LARGE -> code;
      case CloseStatus.POLICY_VIOLATION -> hasSpoken ? code : OWN_CREDENTIAL;
      default -> AWAY;
    };
  }
}
