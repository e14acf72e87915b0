package io.coredeck.dashboard;

import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignedInServlet;
import jakarta.servlet.http.HttpSession;
import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Lets nobody to live data who is not signed in, whatever answers there. Opens sockets of it to
/// pages of the same session only: those know its {@link Ticket}. A page that asks whether its
/// session goes on is told that it has ended if it is of another one, or to load itself again if
/// this one may be what became of it after a restart.
///
/// In the place of the handler of servlets, because no other knows the session and comes before the
/// filter that opens sockets.
final class TicketGate extends ServletHandler {

  private static final String LIVE = "/live/";
  private static final String OTHER_SESSION =
      "the page does not show the ticket of this session; load it again";

  /// By which a page shows its ticket where it opens no socket.
  static final String HEADER = "Coredeck-Ticket";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var path = Request.getPathInContext(request);
    var session = request.getSession(false);
    if (!isForAll(path) && !isSignedIn(session)) {
      return refuse(request, response, callback, HttpStatus.UNAUTHORIZED_401, "sign in first");
    }
    if (session == null || session.getAttribute(PersonSession.ATTRIBUTE) == null) {
      return super.handle(request, response, callback);
    }
    var headers = request.getHeaders();
    if (SocketGate.asksForSocket(request)
        && path.startsWith(LIVE)
        && !Ticket.isShown(session, headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false))) {
      return refuse(request, response, callback, HttpStatus.FORBIDDEN_403, OTHER_SESSION);
    }
    var shown = headers.get(HEADER);
    if (path.startsWith(LIVE) && shown != null && !Ticket.isOf(session, shown)) {
      if (path.equals(SignedInServlet.PATH)
          && session.getApi() instanceof HttpSession http
          && PersonSession.isResumed(http)) {
        response.setStatus(HttpStatus.RESET_CONTENT_205);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        callback.succeeded();
        return true;
      }
      return refuse(request, response, callback, HttpStatus.UNAUTHORIZED_401, OTHER_SESSION);
    }
    return super.handle(request, response, callback);
  }

  /// Pages ask themselves whether anybody is signed in, and {@link SignedInServlet} tells
  /// everybody.
  private static boolean isForAll(String path) {
    return !path.startsWith(LIVE) || path.equals(SignedInServlet.PATH);
  }

  private static boolean isSignedIn(@Nullable Session session) {
    return session != null
        && session.getApi() instanceof HttpSession http
        && PersonSession.of(http).isPresent();
  }

  private static boolean refuse(
      Request request, Response response, Callback callback, int status, String why) {
    Response.writeError(request, response, callback, status, why);
    return true;
  }
}
