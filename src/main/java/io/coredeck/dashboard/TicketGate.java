package io.coredeck.dashboard;

import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Opens sockets of live data to pages of the same session only: those know its {@link Ticket}. Who
/// has no session is turned away behind it, as everywhere.
///
/// In the place of the handler of servlets, because no other knows the session and comes before the
/// filter that opens sockets.
final class TicketGate extends ServletHandler {

  private static final String LIVE = "/live/";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var session = request.getSession(false);
    if (session != null
        && SocketGate.asksForSocket(request)
        && Request.getPathInContext(request).startsWith(LIVE)
        && !Ticket.isShown(
            session, request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false))) {
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.FORBIDDEN_403,
          "the page does not show the ticket of this session; load it again");
      return true;
    }
    return super.handle(request, response, callback);
  }
}
