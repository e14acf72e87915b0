package io.coredeck.dashboard;

import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignedInServlet;
import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Opens sockets of live data to pages of the same session only: those know its {@link Ticket}.
/// Where nobody is signed in they are turned away behind it, as everywhere. A page that asks
/// whether its session goes on is told that it has ended if it is of another one.
///
/// In the place of the handler of servlets, because no other knows the session and comes before the
/// filter that opens sockets.
final class TicketGate extends ServletHandler {

  private static final String LIVE = "/live/";

  /// By which a page shows its ticket where it opens no socket.
  static final String HEADER = "Coredeck-Ticket";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var session = request.getSession(false);
    if (session == null || session.getAttribute(PersonSession.ATTRIBUTE) == null) {
      return super.handle(request, response, callback);
    }
    var path = Request.getPathInContext(request);
    var headers = request.getHeaders();
    if (SocketGate.asksForSocket(request)
        && path.startsWith(LIVE)
        && !Ticket.isShown(session, headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false))) {
      return refuse(request, response, callback, HttpStatus.FORBIDDEN_403);
    }
    var shown = headers.get(HEADER);
    if (path.equals(SignedInServlet.PATH) && shown != null && !Ticket.isOf(session, shown)) {
      return refuse(request, response, callback, HttpStatus.UNAUTHORIZED_401);
    }
    return super.handle(request, response, callback);
  }

  private static boolean refuse(Request request, Response response, Callback callback, int status) {
    Response.writeError(
        request,
        response,
        callback,
        status,
        "the page does not show the ticket of this session; load it again");
    return true;
  }
}
