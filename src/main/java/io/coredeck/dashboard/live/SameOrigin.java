package io.coredeck.dashboard.live;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a browser's request comes from a page of this very server.
///
/// Browsers let every page of every site open a web socket here, with our cookies; the header
/// `Origin`, which pages cannot forge, tells them apart. What has no origin is refused too.
public final class SameOrigin {

  private SameOrigin() {}

  /// @param origin header `Origin`, e.g. `https://deck.example.org`
  /// @param host header `Host`, e.g. `deck.example.org`
  /// @return whether both name the same host and port, exactly
  public static boolean matches(@Nullable String origin, @Nullable String host) {
    if (origin == null || host == null || host.isBlank()) {
      return false;
    }
    try {
      var url = URI.create(origin);
      var scheme = url.getScheme();
      return ("http".equals(scheme) || "https".equals(scheme))
          && origin.equals(scheme + "://" + url.getRawAuthority())
          && url.getRawUserInfo() == null
          && bare(url.getRawAuthority(), scheme).equals(bare(host, scheme));
    } catch (IllegalArgumentException _) {
      return false; // "null" and other texts that are no address
    }
  }

  /// @return without the port that goes without saying
  private static String bare(String authority, String scheme) {
    var usual = scheme.equals("https") ? ":443" : ":80";
    var lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(usual) && !lower.endsWith("]" + usual.substring(1))
        ? lower.substring(0, lower.length() - usual.length())
        : lower;
  }
}
