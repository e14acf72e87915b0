package io.coredeck.dashboard.grid;

import com.vaadin.flow.server.VaadinService;
import java.net.URI;
import java.util.Objects;

/// Where the programs are that the pages speak of.
///
/// @param explorer base URL, up to and with `/api/v1`
/// @param hub base URL of the image hub
public record GridAddresses(URI explorer, URI hub) {

  /// @return what the server that shows the current page was started with
  public static GridAddresses current() {
    var context = VaadinService.getCurrent().getContext();
    return Objects.requireNonNull(context.getAttribute(GridAddresses.class));
  }
}
