package io.coredeck.dashboard;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Adds to every answer what browsers must not do with it.
final class PageHeaders extends Handler.Wrapper {

  /// Name of the header that says what a page may load and run.
  static final String POLICY = "Content-Security-Policy";

  /// Everything comes from this server. Vaadin, Lit and xterm.js write style elements, so those may
  /// stand in a page; the images and the font of Vaadin's Lumo stand in its style sheet.
  private static final String COMMON =
      "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src"
          + " 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:;"
          + " frame-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  PageHeaders(Handler pages) {
    super(pages);
  }

  /// Of a page of Vaadin's: inline scripts run only with the number this answer alone has. Vaadin's
  /// client makes functions of texts the server sends, which is what `unsafe-eval` is for.
  static String policyOfPage(String nonce) {
    return COMMON + "; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'";
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var headers = response.getHeaders();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put(POLICY, COMMON + "; script-src 'self'");
    return super.handle(request, response, callback);
  }
}
