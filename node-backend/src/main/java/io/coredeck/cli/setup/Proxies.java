package io.coredeck.cli.setup;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which proxy a call goes through, by the variables other programs know too: `HTTP_PROXY`,
/// `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, also in small letters, which come first.
///
/// Calls to this machine go through none. `NO_PROXY` holds names and addresses between commas, each
/// with what is below it, with a port or not, and networks like `172.24.0.0/16`; `*` means all. A
/// variable that is no address of a proxy is told by the first call it is for.
public final class Proxies extends ProxySelector {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:http://)?(\\[[0-9a-fA-F:.]+]|[^\\s/:@\\[\\]]+)(?::([0-9]{1,5}))?/?");
  private static final int DEFAULT_PORT = 80;
  private static final int LAST_PORT = 65_535;

  private final Optional<Named> plain;
  private final Optional<Named> secure;
  private final List<String> direct;

  private Proxies(Optional<Named> plain, Optional<Named> secure, List<String> direct) {
    this.plain = plain;
    this.secure = secure;
    this.direct = direct;
  }

  /// A variable that names a proxy.
  private record Named(String variable, String text) {}

  /// A variable is no address of a proxy; the message names it and not what it holds.
  public static final class NoProxyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private NoProxyException(String variable) {
      super(
          variable
              + " is no address of a proxy; it must be like http://proxy.example.org:3128, without"
              + " name and password");
    }
  }

  /// @return nothing if there are no proxies
  public static Optional<ProxySelector> of(Surroundings around) {
    var plain = named(around, "HTTP_PROXY").or(() -> named(around, "ALL_PROXY"));
    var secure = named(around, "HTTPS_PROXY").or(() -> named(around, "ALL_PROXY"));
    if (plain.isEmpty() && secure.isEmpty()) {
      return Optional.empty();
    }
    var none = named(around, "NO_PROXY").map(Named::text).orElse("");
    var direct = List.of(none.toLowerCase(Locale.ROOT).split("[,\\s]+"));
    return Optional.of(new Proxies(plain, secure, direct));
  }

  private static Optional<Named> named(Surroundings around, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .flatMap(one -> around.variable(one).map(text -> new Named(one, text)).stream())
        .findFirst();
  }

  private static Proxy proxy(Named from) {
    var found = ADDRESS.matcher(from.text().strip());
    var port =
        found.matches() && found.group(2) != null ? Integer.parseInt(found.group(2)) : DEFAULT_PORT;
    if (!found.matches() || port > LAST_PORT) {
      throw new NoProxyException(from.variable());
    }
    var host = found.group(1).replaceAll("[\\[\\]]", "");
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /// @throws NoProxyException if the variable for it is no address of one
  @Override
  public List<Proxy> select(URI uri) {
    var named =
        uri.getScheme() != null && uri.getScheme().matches("(?i)https|wss") ? secure : plain;
    return isDirect(uri) || named.isEmpty() ? List.of(Proxy.NO_PROXY) : List.of(proxy(named.get()));
  }

  private boolean isDirect(URI uri) {
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    if (host.equals("localhost") || host.equals("::1") || host.startsWith("127.")) {
      return true;
    }
    return direct.stream().anyMatch(one -> isMeant(one, host, uri.getPort()));
  }

  private static boolean isMeant(String one, String host, int port) {
    if (one.indexOf('/') >= 0) {
      return isWithin(one, host);
    }
    var colon = one.matches(".*[^:]:[0-9]+") ? one.lastIndexOf(':') : one.length();
    if (colon < one.length() && !one.substring(colon + 1).equals(String.valueOf(port))) {
      return false;
    }
    var name = one.substring(0, colon).replaceFirst("^\\*?\\.", "");
    return one.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)));
  }

  /// @param network like `10.0.0.0/8`; what is none holds nothing
  private static boolean isWithin(String network, String host) {
    var slash = network.indexOf('/');
    try {
      var base = InetAddress.ofLiteral(network.substring(0, slash)).getAddress();
      var address = InetAddress.ofLiteral(host).getAddress();
      var free = base.length * Byte.SIZE - Integer.parseInt(network.substring(slash + 1));
      return base.length == address.length
          && free >= 0
          && free <= base.length * Byte.SIZE
          && new BigInteger(1, base).xor(new BigInteger(1, address)).shiftRight(free).signum() == 0;
    } catch (IllegalArgumentException _) {
      return false; // a name, or no network
    }
  }

  /// What the proxy does is told by the call itself.
  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException e) {}
}
