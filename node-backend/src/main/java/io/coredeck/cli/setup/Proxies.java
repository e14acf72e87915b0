package io.coredeck.cli.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which proxy a call goes through, by the variables other programs know too: `HTTP_PROXY`,
/// `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, also in small letters, which come first.
///
/// Calls to this machine go through none. `NO_PROXY` holds names and addresses between commas, each
/// with what is below it, with a port or not; `*` means all.
public final class Proxies extends ProxySelector {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:http://)?(\\[[0-9a-fA-F:.]+]|[^\\s/:@\\[\\]]+)(?::([0-9]{1,5}))?/?");
  private static final int DEFAULT_PORT = 80;
  private static final int LAST_PORT = 65_535;

  private final Proxy plain;
  private final Proxy secure;
  private final List<String> direct;

  private Proxies(Proxy plain, Proxy secure, List<String> direct) {
    this.plain = plain;
    this.secure = secure;
    this.direct = direct;
  }

  /// @return nothing if there are no proxies
  /// @throws CliException if a variable is no address of one
  public static Optional<ProxySelector> of(Surroundings around) throws CliException {
    var plain = proxy(around, "HTTP_PROXY");
    var secure = proxy(around, "HTTPS_PROXY");
    if (plain.equals(Proxy.NO_PROXY) && secure.equals(Proxy.NO_PROXY)) {
      return Optional.empty();
    }
    var direct =
        List.of(variable(around, "NO_PROXY").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+"));
    return Optional.of(new Proxies(plain, secure, direct));
  }

  private static Optional<String> variable(Surroundings around, String name) {
    return around.variable(name.toLowerCase(Locale.ROOT)).or(() -> around.variable(name));
  }

  private static Proxy proxy(Surroundings around, String name) throws CliException {
    var text = variable(around, name).or(() -> variable(around, "ALL_PROXY"));
    if (text.isEmpty()) {
      return Proxy.NO_PROXY;
    }
    var found = ADDRESS.matcher(text.get().strip());
    var port =
        found.matches() && found.group(2) != null ? Integer.parseInt(found.group(2)) : DEFAULT_PORT;
    if (!found.matches() || port > LAST_PORT) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          name
              + " is no address of a proxy; it must be like http://proxy.example.org:3128, without"
              + " name and password");
    }
    var host = found.group(1).replaceAll("[\\[\\]]", "");
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (isDirect(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of("https".equalsIgnoreCase(uri.getScheme()) ? secure : plain);
  }

  private boolean isDirect(URI uri) {
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    if (host.equals("localhost") || host.equals("::1") || host.startsWith("127.")) {
      return true;
    }
    return direct.stream().anyMatch(one -> isMeant(one, host, uri.getPort()));
  }

  private static boolean isMeant(String one, String host, int port) {
    var colon = one.matches(".*[^:]:[0-9]+") ? one.lastIndexOf(':') : one.length();
    if (colon < one.length() && !one.substring(colon + 1).equals(String.valueOf(port))) {
      return false;
    }
    var name = one.substring(0, colon).replaceFirst("^\\*?\\.", "");
    return one.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)));
  }

  /// What the proxy does is told by the call itself.
  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException e) {}
}
