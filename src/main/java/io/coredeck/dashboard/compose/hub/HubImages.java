package io.coredeck.dashboard.compose.hub;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Asks a hub what images it has. May be used by many threads.
public final class HubImages implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final long ANSWER_BYTES = 8L << 20;
  private static final int OK = 200;

  private final String hub;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /// @param hub base URL
  public HubImages(URI hub) {
    this.hub = hub.toString().replaceAll("/$", "");
  }

  /// An image.
  ///
  /// @param name with its repository, e.g. `demo/busybox.flist`
  /// @param url where nodes find it
  public record Image(String name, String url) {}

  /// @return the hub's images by name
  /// @throws IOException if it does not answer; the message is a sentence
  public List<Image> all() throws IOException, InterruptedException {
    var found = new ArrayList<Image>();
    for (var name : ask("/api/flist").texts()) {
      found.add(new Image(name, hub + "/" + name));
    }
    return List.copyOf(found);
  }

  /// What the hub says of an image.
  ///
  /// @param size of the .flist file, bytes
  /// @param description may be empty
  public record About(long size, String description) {}

  /// @return whether it is the URL of an image of this hub
  public boolean has(String url) {
    return url.startsWith(hub + "/") && url.endsWith(".flist") && url.indexOf('?') < 0;
  }

  /// @param url of an image of this hub
  public About about(String url) throws IOException, InterruptedException {
    var light = ask("/api/flist" + url.substring(hub.length()) + "/light");
    return new About(
        Math.max(0, light.member("size").integer()), light.member("description").text());
  }

  private JsonValue ask(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(hub + path)).timeout(LIMIT).build();
    try {
      var text = BodyHandlers.ofString(StandardCharsets.UTF_8);
      var answer = http.send(request, BodyHandlers.limiting(text, ANSWER_BYTES));
      if (answer.statusCode() != OK) {
        throw new IOException(
            "The hub at %s refused %s (%d).".formatted(hub, path, answer.statusCode()));
      }
      return Json.tree(answer.body());
    } catch (WireException e) {
      throw new IOException("The answer of %s is not a hub's.".formatted(hub), e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
