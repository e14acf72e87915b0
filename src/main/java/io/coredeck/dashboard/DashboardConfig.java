package io.coredeck.dashboard;

import io.coredeck.dashboard.live.redis.RedisPlace;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What the dashboard needs to know. Read once, checked whole.
///
/// @param host address to listen on
/// @param port TCP port, 0 for any free one
/// @param explorer base URL, up to and with `/api/v1`
/// @param hub base URL of the image hub
/// @param redis the platform's Redis, for logs; nothing for none
/// @param hubToken lets people upload images here; empty if nobody may
public record DashboardConfig(
    String host, int port, URI explorer, URI hub, Optional<RedisPlace> redis, String hubToken) {

  private static final int HIGHEST_PORT = 65_535;

  public DashboardConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is empty; name an address such as 127.0.0.1");
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
    }
  }

  /// Without Redis.
  public DashboardConfig(String host, int port, URI explorer, URI hub) {
    this(host, port, explorer, hub, Optional.empty(), "");
  }

  /// Reads a properties file with the keys `listen` (`ADDRESS:PORT`), `explorer` and `hub` (URLs),
  /// and `redis` (URL) and `hub.token`, which may be missing.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException naming every fault in it
  public static DashboardConfig read(Path file) throws IOException {
    var values = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    }
    var faults = new ArrayList<String>();
    var listen = listen(values.getProperty("listen", ""), faults);
    var explorer = url(values, "explorer", faults);
    var hub = url(values, "hub", faults);
    var redis = redis(values, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
    }
    var token = values.getProperty("hub.token", "").strip();
    return new DashboardConfig(listen.host, listen.port, explorer, hub, redis, token);
  }

  private record Listen(String host, int port) {}

  private static Listen listen(String text, List<String> faults) {
    var colon = text.lastIndexOf(':');
    try {
      var port = Integer.parseInt(text.substring(colon + 1).strip());
      if (colon > 0 && port >= 0 && port <= HIGHEST_PORT) {
        return new Listen(text.substring(0, colon).strip().replaceAll("^\\[|]$", ""), port);
      }
    } catch (NumberFormatException _) {
      // Said below, in the same words as every other fault of this key.
    }
    faults.add("listen is '%s'; it must be ADDRESS:PORT such as 127.0.0.1:8080".formatted(text));
    return new Listen("", 0);
  }

  private static Optional<RedisPlace> redis(Properties values, List<String> faults) {
    var text = values.getProperty("redis", "").strip();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new RedisPlace(text));
    } catch (IllegalArgumentException e) {
      faults.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static URI url(Properties values, String key, List<String> faults) {
    var text = values.getProperty(key, "").strip();
    try {
      var url = URI.create(text);
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Said below, in the same words as every other fault of this key.
    }
    faults.add("%s is '%s'; it must be an http or https URL".formatted(key, text));
    return URI.create("");
  }

  /// @return without passwords and token
  @Override
  public String toString() {
    return "listen %s:%d, explorer %s, hub %s, redis %s, uploads %s"
        .formatted(
            host,
            port,
            explorer,
            hub,
            redis,
            hubToken.isEmpty() ? "off" : "by those who may change");
  }
}
