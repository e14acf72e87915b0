package io.coredeck.dashboard;

import io.coredeck.dashboard.live.SameOrigin;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Opens web sockets to pages of this very server only, whatever is behind their address: also
/// those of libraries.
final class SocketGate extends Handler.Wrapper {

  SocketGate(Handler pages) {
    super(pages);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var headers = request.getHeaders();
    if (asksForSocket(request)
        && !SameOrigin.matches(headers.get(HttpHeader.ORIGIN), headers.get(HttpHeader.HOST))) {
      Response.writeError(
          request, response, callback, HttpStatus.FORBIDDEN_403, "the page is not of this server");
      return true;
    }
    return super.handle(request, response, callback);
  }

  /// Other upgrades, such as h2c, which Java's client offers with every request, are nobody's
  /// business here.
  static boolean asksForSocket(Request request) {
    return request.getHeaders().getCSV(HttpHeader.UPGRADE, false).stream()
        .anyMatch("websocket"::equalsIgnoreCase);
  }
}
