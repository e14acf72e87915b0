package io.coredeck.dashboard.compose.hub;

import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// Asks a hub what images it has. May be used by many threads.
public final class HubImages implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/([^/]+)/([^/]+\\.flist)");

  private final HubClient hub;

  /// @param hub base URL
  public HubImages(URI hub) {
    this.hub = HubClient.connect(hub);
  }

  /// An image.
  ///
  /// @param name with its repository, e.g. `demo/busybox.flist`
  /// @param url where nodes find it
  public record Image(String name, String url) {}

  /// @return the hub's images by name
  /// @throws IOException if it does not answer; the message is a sentence
  public List<Image> all() throws IOException, InterruptedException {
    return hub.names().stream().map(name -> new Image(name, hub.address() + "/" + name)).toList();
  }

  /// @param url of an image
  /// @return what the hub says of it, one line; empty if the image is not the hub's or has no
  ///   description
  public String description(String url) throws HubException, InterruptedException {
    if (!url.startsWith(hub.address() + "/")) {
      return "";
    }
    var path = PATH.matcher(url.substring(hub.address().length()));
    return path.matches() ? hub.description(path.group(1), path.group(2)) : "";
  }

  @Override
  public void close() {
    hub.close();
  }
}
