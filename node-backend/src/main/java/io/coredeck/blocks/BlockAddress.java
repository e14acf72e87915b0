package io.coredeck.blocks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/// Where a block store listens and how to get in.
///
/// @param scheme `redis`, `zdb` or `ardb`; says nothing of the protocol, which is the same
/// @param host name or IP address
/// @param port 1 to 65535
/// @param user for AUTH, may be empty
/// @param password for AUTH, empty for none
/// @param namespace to SELECT; empty for the one a connection begins in
/// @param namespacePassword goes with the namespace, empty for none
public record BlockAddress(
    String scheme,
    String host,
    int port,
    String user,
    String password,
    String namespace,
    String namespacePassword) {

  private static final Map<String, Integer> PORTS =
      Map.of("redis", 6379, "zdb", 9900, "ardb", 9900);
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int LARGEST_PORT = 65535;

  public BlockAddress {
    if (!PORTS.containsKey(scheme)) {
      throw new IllegalArgumentException(
          "scheme is \"%s\"; it must be redis, zdb or ardb".formatted(scheme));
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host is empty; it must be a name or IP address");
    }
    if (port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "port is %d; it must be from 1 to %d".formatted(port, LARGEST_PORT));
    }
  }

  /// Reads `redis|zdb|ardb://[[user]:password@]host[:port][/namespace]`; a single word before the
  /// `@` is a password, too. A 0-db knows passwords of namespaces only, so a password beside a
  /// namespace is the namespace's there.
  ///
  /// @throws IllegalArgumentException if it is something else; the message does not hold passwords
  public static BlockAddress parse(String url) {
    var uri = uri(url);
    var scheme = String.valueOf(uri.getScheme());
    if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw notUnderstood(url);
    }
    var path = uri.getPath() == null ? "" : uri.getPath();
    var namespace = path.startsWith("/") ? path.substring(1) : path;
    var host = uri.getHost();
    var login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
    var colon = login.indexOf(':');
    var user = colon < 0 ? "" : login.substring(0, colon);
    var password = login.substring(colon + 1);
    var port = uri.getPort() < 0 ? PORTS.getOrDefault(scheme, 0) : uri.getPort();
    return "redis".equals(scheme)
        ? new BlockAddress(scheme, host, port, user, password, selected(namespace), "")
        : zdb(scheme, host, port, password, "", namespace);
  }

  /// @param password of the namespace; of the server if there is no namespace
  /// @param token for AUTH, empty for none
  /// @param namespace `default` and empty are the one a connection begins in
  public static BlockAddress zdb(
      String scheme, String host, int port, String password, String token, String namespace) {
    var selected = selected(namespace);
    var auth = token.isEmpty() && selected.isEmpty() ? password : token;
    return new BlockAddress(
        scheme, host, port, "", auth, selected, selected.isEmpty() ? "" : password);
  }

  private static String selected(String namespace) {
    return namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace;
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw notUnderstood(url);
    }
  }

  private static IllegalArgumentException notUnderstood(String url) {
    return new IllegalArgumentException(
        "block store is \"%s\"; it must be redis://[password@]host:port[/namespace], or zdb:// the same"
            .formatted(url.replaceAll("//[^/]*@", "//…@")));
  }

  /// @return without passwords
  @Override
  public String toString() {
    return "%s://%s:%d%s".formatted(scheme, host, port, namespace.isEmpty() ? "" : "/" + namespace);
  }
}
