package io.coredeck.dashboard.frame;

import com.vaadin.flow.server.VaadinService;
import java.util.Optional;

/// Whether the server has live numbers of containers and nodes, which come over a socket of their
/// own. Without Redis there are none.
///
/// @param areServed false if the socket does not exist
public record LiveNumbers(boolean areServed) {

  /// @return as the server says it; none before it has
  public static LiveNumbers current() {
    return Optional.ofNullable(
            VaadinService.getCurrent().getContext().getAttribute(LiveNumbers.class))
        .orElse(new LiveNumbers(false));
  }
}
