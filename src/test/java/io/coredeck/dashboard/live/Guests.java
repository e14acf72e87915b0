package io.coredeck.dashboard.live;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiPredicate;

/// Everybody may come in, signed in or not, and see what the test says.
///
/// @param sees whether a request may see a container
public record Guests(BiPredicate<HttpServletRequest, String> sees) implements Access {

  @Override
  public boolean isSignedIn(HttpServletRequest request) {
    return true;
  }

  @Override
  public boolean maySee(HttpServletRequest request, String gwid) {
    return sees.test(request, gwid);
  }
}
