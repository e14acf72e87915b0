package io.coredeck.dashboard.compose.hub;

import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubImage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Asks a hub what images it has. May be used by many threads.
public final class HubImages implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/([^/?]+)/([^/?]+\\.flist)");

  private static final int NOT_FOUND = 404;

  private final HubClient hub;

  /// @param hub base URL
  public HubImages(URI hub) {
    this.hub = HubClient.connect(hub);
  }

  /// An image.
  ///
  /// @param name with its repository, e.g. `demo/busybox.flist`
  /// @param url where nodes find it
  /// @param size of its .flist file, bytes; empty if the hub does not say
  /// @param description what it says of itself; may be empty
  public record Image(String name, String url, OptionalLong size, String description) {}

  /// @return the hub's images by name
  /// @throws IOException if it does not answer; the message is a sentence
  public List<Image> all() throws IOException, InterruptedException {
    try {
      return hub.images().stream().map(HubImages::image).toList();
    } catch (HubException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
      return hub.names().stream().map(this::named).toList(); // a hub of the original's kind
    }
  }

  private static Image image(HubImage one) {
    return new Image(
        one.repository() + "/" + one.name(),
        one.url().toString(),
        OptionalLong.of(one.size()),
        one.facts().description());
  }

  private Image named(String name) {
    return new Image(name, hub.address() + "/" + name, OptionalLong.empty(), "");
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
