package io.coredeck.dashboard.find;

import java.io.IOException;
import java.util.List;

/// The hub's images as they were lately.
public final class Images {

  private final Lately<Image> images = new Lately<>("find-images");
  private final Source hub;

  /// Asks the hub.
  public interface Source {
    /// @throws IOException if it does not answer
    List<Image> all() throws IOException, InterruptedException;
  }

  /// An image.
  ///
  /// @param name with its repository, e.g. `demo/busybox.flist`
  /// @param url where nodes find it
  public record Image(String name, String url) {}

  public Images(Source hub) {
    this.hub = hub;
  }

  List<Image> known() {
    return images.known(hub::all);
  }
}
