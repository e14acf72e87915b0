package io.coredeck.dashboard.images;

import com.vaadin.flow.server.VaadinService;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubImage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The hub's images, asked for by all pages together. May be used by many threads.
public final class Shelf implements AutoCloseable {

  private static final Duration FRESH = Duration.ofSeconds(4);

  private final HubClient hub;
  private List<HubImage> images = List.of(); // guarded by this
  private Instant at = Instant.EPOCH; // guarded by this

  private Shelf(HubClient hub) {
    this.hub = hub;
  }

  /// @param token lets the dashboard upload; empty if it may not
  public static Shelf of(URI hub, String token) {
    return new Shelf(HubClient.connect(hub, token));
  }

  /// @return the one of the server that shows the current page
  static Shelf current() {
    var context = VaadinService.getCurrent().getContext();
    return Objects.requireNonNull(context.getAttribute(Shelf.class));
  }

  HubClient hub() {
    return hub;
  }

  /// @return all images, at most four seconds old
  synchronized List<HubImage> images() throws HubException, InterruptedException {
    if (at.plus(FRESH).isBefore(Instant.now())) {
      images = hub.images();
      at = Instant.now();
    }
    return images;
  }

  /// Something was changed: who asks next gets it.
  synchronized void forget() {
    at = Instant.EPOCH;
  }

  @Override
  public void close() {
    hub.close();
  }
}
