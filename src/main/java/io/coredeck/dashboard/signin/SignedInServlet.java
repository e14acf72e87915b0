package io.coredeck.dashboard.signin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/// Tells a page that has lost its line whether the server is there and the person still signed in:
/// 204 if so, 401 if not. {@link ResumeFilter} and the gate before it tell pages of before a
/// restart to load themselves again: 205.
public final class SignedInServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /// Its address.
  public static final String PATH = "/live/here";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setStatus(
        PersonSession.isSignedIn(request)
            ? HttpServletResponse.SC_NO_CONTENT
            : HttpServletResponse.SC_UNAUTHORIZED);
  }
}
