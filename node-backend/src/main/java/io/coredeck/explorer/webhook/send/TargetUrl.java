package io.coredeck.explorer.webhook.send;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// What a webhook's URL must be. What its host's name stands for is looked at with each connection.
public final class TargetUrl {

  private static final int LARGEST_PORT = 65_535;

  private TargetUrl() {}

  /// @throws IllegalArgumentException saying what the URL must be
  public static void check(String url, Networks networks) {
    var uri = parsed(url);
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var isEncrypted = scheme.equals("https");
    require(isEncrypted || scheme.equals("http"), "must begin with https://");
    require(
        isEncrypted || networks.areNamed(),
        "must begin with https://; plain http goes only to networks that an admin has allowed with"
            + " the explorer's webhook.networks");
    require(uri.getHost() != null, "must name a host");
    require(
        uri.getRawUserInfo() == null,
        "must hold no name and password; what it is signed with proves who sends");
    require(uri.getRawFragment() == null, "must have no part behind #");
    require(
        uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= LARGEST_PORT),
        "must have a port from 1 to " + LARGEST_PORT);
    require(
        literal(uri.getHost()).filter(ip -> !networks.mayReach(ip, isEncrypted)).isEmpty(),
        "must have a public address; an admin may allow others with the explorer's"
            + " webhook.networks");
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("url is no URL; it must be like https://example.org/hook");
    }
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a name
    }
  }

  private static void require(boolean fulfilled, String what) {
    if (!fulfilled) {
      throw new IllegalArgumentException("url " + what);
    }
  }

  /// @return what of a URL others may know: paths and queries of some receivers let whoever knows
  ///   them write there
  public static String shown(String url) {
    var uri = URI.create(url);
    return "%s://%s/…".formatted(uri.getScheme(), uri.getRawAuthority());
  }
}
