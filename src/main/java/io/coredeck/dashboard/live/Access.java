package io.coredeck.dashboard.live;

import jakarta.servlet.http.HttpServletRequest;

/// Who may see what containers print and use. Asked of every request before anything is opened for
/// it.
public interface Access {

  /// @param request with the session of who asks, if there is one
  /// @return false is answered with 401, whatever is asked for
  boolean isSignedIn(HttpServletRequest request);

  /// @param request with the session of who asks, if there is one
  /// @param gwid of a container, e.g. `3-1`
  /// @return false is answered with 403, whether or not there is such a container
  boolean maySee(HttpServletRequest request, String gwid);
}
