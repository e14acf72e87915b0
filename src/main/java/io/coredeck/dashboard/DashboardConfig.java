package io.coredeck.dashboard;

import io.coredeck.dashboard.live.redis.RedisPlace;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// What the dashboard needs to know. Read once, checked whole.
///
/// @param host address to listen on
/// @param port TCP port, 0 for any free one
/// @param explorer base URL, up to and with `/api/v1`
/// @param hub base URL of the image hub
/// @param redis the platform's Redis, for logs; nothing for none
/// @param hubToken lets people upload images here; empty if nobody may
/// @param consoleNodes ids of the nodes whose containers' consoles may be used from here; they must
///   be under the same hands as this dashboard, because it goes to the address they tell
/// @param longestSignIn after this a person has to sign in again, however busy
/// @param behindProxy whether all requests come through a proxy that ends TLS and says in
///   `X-Forwarded-For` and `X-Forwarded-Proto` where they come from. Nobody else may reach the port
///   then: these headers are believed
/// @param signIns folder in which sign-ins are kept for the next start; nothing if people are to
///   sign in again after each
public record DashboardConfig(
    String host,
    int port,
    URI explorer,
    URI hub,
    Optional<RedisPlace> redis,
    String hubToken,
    Set<String> consoleNodes,
    Duration longestSignIn,
    boolean behindProxy,
    Optional<Path> signIns) {

  private static final int HIGHEST_PORT = 65_535;
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  public DashboardConfig {
    consoleNodes = Set.copyOf(consoleNodes);
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is empty; name an address such as 127.0.0.1");
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
    }
  }

  /// With the usual time until a person has to sign in again, without a proxy, and without keeping
  /// sign-ins.
  public DashboardConfig(
      String host, int port, URI explorer, URI hub, Optional<RedisPlace> redis, String hubToken) {
    this(host, port, explorer, hub, redis, hubToken, Set.of(), HALF_A_DAY, false, Optional.empty());
  }

  /// Without uploads too.
  public DashboardConfig(String host, int port, URI explorer, URI hub, Optional<RedisPlace> redis) {
    this(host, port, explorer, hub, redis, "");
  }

  /// Without Redis too.
  public DashboardConfig(String host, int port, URI explorer, URI hub) {
    this(host, port, explorer, hub, Optional.empty());
  }

  /// @param folder in which sign-ins are kept
  /// @return the same, but for that
  public DashboardConfig keepingSignInsIn(Path folder) {
    return new DashboardConfig(
        host,
        port,
        explorer,
        hub,
        redis,
        hubToken,
        consoleNodes,
        longestSignIn,
        behindProxy,
        Optional.of(folder));
  }

  /// Reads a properties file with the keys `listen` (`ADDRESS:PORT`), `explorer` and `hub` (URLs),
  /// and, which may be missing, `redis` (URL), `hub.token`, `console.nodes` (ids, with blanks
  /// between), `sign-in.longest` (ISO 8601, at most `PT12H`), `behind.proxy` (`true` or `false`)
  /// and `sign-ins` (a folder).
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
    var longest = longest(values, faults);
    var proxy = values.getProperty("behind.proxy", "false").strip();
    if (!proxy.matches("true|false")) {
      faults.add("behind.proxy is '%s'; it must be true or false".formatted(proxy));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
    }
    var token = values.getProperty("hub.token", "").strip();
    var nodes =
        Arrays.stream(values.getProperty("console.nodes", "").split("\\s+", -1))
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toSet());
    var signIns = values.getProperty("sign-ins", "").strip();
    return new DashboardConfig(
        listen.host,
        listen.port,
        explorer,
        hub,
        redis,
        token,
        nodes,
        longest,
        proxy.equals("true"),
        signIns.isEmpty() ? Optional.empty() : Optional.of(Path.of(signIns)));
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

  private static Duration longest(Properties values, List<String> faults) {
    var text = values.getProperty("sign-in.longest", HALF_A_DAY.toString()).strip();
    try {
      var longest = Duration.parse(text);
      if (longest.isPositive() && longest.compareTo(HALF_A_DAY) <= 0) {
        return longest;
      }
    } catch (DateTimeParseException _) {
      // Said below, in the same words as every other fault of this key.
    }
    faults.add(
        "sign-in.longest is '%s'; it must be a time such as PT8H, at most %s: the explorer's sessions end then"
            .formatted(text, HALF_A_DAY));
    return HALF_A_DAY;
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
    return "listen %s:%d, explorer %s, hub %s, redis %s, uploads %s, sign-in for %s, behind a proxy: %s, sign-ins kept in %s"
        .formatted(
            host,
            port,
            explorer,
            hub,
            redis,
            hubToken.isEmpty() ? "off" : "by those who may change",
            longestSignIn,
            behindProxy,
            signIns.map(Path::toString).orElse("nothing"));
  }
}
