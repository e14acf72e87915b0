package io.coredeck.dashboard.compose.hub;

import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Asks a hub what images it has. May be used by many threads.
public final class HubImages implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/([^/?]+)/([^/?]+\\.flist)");

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

  /// @return whether it is the URL of an image of this hub
  public boolean has(String url) {
    return path(url).isPresent();
  }

  /// @param url of an image of this hub
  /// @return what the hub says of it
  /// @throws IllegalArgumentException if it is not of this hub
  public HubClient.About about(String url) throws HubException, InterruptedException {
    var path =
        path(url)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s is no image of the hub at %s; ask has() first"
                        .formatted(url, hub.address())));
    return hub.about(path.group(1), path.group(2));
  }

  private Optional<MatchResult> path(String url) {
    if (!url.startsWith(hub.address() + "/")) {
      return Optional.empty();
    }
    var path = PATH.matcher(url.substring(hub.address().length()));
    return path.matches() ? Optional.of(path.toMatchResult()) : Optional.empty();
  }

  @Override
  public void close() {
    hub.close();
  }
}
