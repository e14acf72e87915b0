package io.coredeck.dashboard.signin;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.sdk.GridClient;
import java.util.Optional;

/// The person who uses this browser session, and the grid in that person's name.
///
/// @param person who it is
/// @param grid calls in the person's name
public record PersonSession(Person person, GridClient grid) {

  /// @return the one of the current page; of the browser's session, else of the whole server
  /// @throws IllegalStateException if nobody has signed in
  public static PersonSession current() {
    return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(PersonSession.class))
        .or(() ->
            Optional.ofNullable(
                VaadinService.getCurrent().getContext().getAttribute(PersonSession.class)))
        .orElseThrow(() -> new IllegalStateException("nobody has signed in"));
  }
}
