package io.coredeck.node.work.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Which images get more rights: those below an address that whoever owns the node trusts with the
/// machine. Compared as addresses, in one form only: a server may read another form as something
/// else than what was compared.
///
/// @param prefix as {@link #isPrefix} wants it, or empty for none
public record ElevatedImages(String prefix) {

  public ElevatedImages {
    if (!prefix.isEmpty() && !isPrefix(prefix)) {
      throw new IllegalArgumentException(
          "prefix is '%s'; it must be like https://HOST/REPOSITORY/".formatted(prefix));
    }
  }

  /// @return whether a text is an address of the web in plain form that ends with a slash
  public static boolean isPrefix(String text) {
    return text.endsWith("/") && plain(text).isPresent();
  }

  /// @param flist address of an image
  public boolean has(String flist) {
    if (prefix.isEmpty()) {
      return false;
    }
    var trusted = plain(prefix).orElseThrow();
    return plain(flist)
        .filter(image ->
            image.getScheme().equals(trusted.getScheme())
                && image.getRawAuthority().equals(trusted.getRawAuthority())
                && image.getRawPath().startsWith(trusted.getRawPath()))
        .isPresent();
  }

  /// @return the address if nothing in it means something else than it says: no dots, escapes or
  ///   empty parts in its path, no user, query or fragment
  private static Optional<URI> plain(String text) {
    try {
      var uri = new URI(text);
      var scheme = String.valueOf(uri.getScheme());
      var path = uri.getRawPath() == null ? "" : uri.getRawPath();
      var isPlain =
          (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && path.startsWith("/")
              && path.matches("[A-Za-z0-9/._~+-]*")
              && !path.contains("//")
              && uri.normalize().equals(uri);
      return isPlain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
