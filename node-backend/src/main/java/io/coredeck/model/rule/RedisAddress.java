package io.coredeck.model.rule;

import java.net.Inet6Address;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A Redis server and who we are there. Its text never shows the password.
///
/// @param host name or address; an IPv6 address without brackets
/// @param port 1 to 65535
/// @param user of an ACL, empty for the default one
/// @param password empty for none
public record RedisAddress(String host, int port, String user, String password) {

  /// Where Redis listens if nothing else is said.
  public static final int DEFAULT_PORT = 6379;

  private static final int HIGHEST_PORT = 65535;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,253}");
  private static final String SCHEME = "redis://";

  public RedisAddress {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port must be a number from 1 to " + HIGHEST_PORT);
    }
  }

  /// @param url `redis://[[user]:password@]host[:port]`, a path or query behind it does not count
  /// @throws IllegalArgumentException if it is something else; the message shows no password
  public static RedisAddress parse(String url) {
    if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new IllegalArgumentException("scheme must be redis, expected: redis://host:port");
    }
    var rest = url.substring(SCHEME.length());
    return ofAuthority(rest.substring(0, authorityEnd(rest)));
  }

  /// @return where `/`, `?` or `#` first is, or the length
  private static int authorityEnd(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        return i;
      }
    }
    return rest.length();
  }

  /// @param authority `[[user]:password@]host[:port]`; in user and password `%40` stands for `@`
  /// @throws IllegalArgumentException if it is something else; the message shows no part of it
  public static RedisAddress ofAuthority(String authority) {
    var at = authority.lastIndexOf('@');
    var info = at < 0 ? "" : authority.substring(0, at);
    var colon = info.indexOf(':');
    var user = decoded(colon < 0 ? info : info.substring(0, colon));
    var password = colon < 0 ? "" : decoded(info.substring(colon + 1));
    var server = authority.substring(at + 1);
    var bracket = server.indexOf(']');
    var portColon = server.indexOf(':', Math.max(bracket, 0));
    var host = portColon < 0 ? server : server.substring(0, portColon);
    var port = portColon < 0 ? "" : server.substring(portColon + 1);
    return new RedisAddress(host(host), port(port), user, password);
  }

  private static String host(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("host is missing, expected: redis://host:port");
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      var address = text.substring(1, text.length() - 1);
      try {
        Inet6Address.ofLiteral(address);
        return address;
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("host in brackets must be an IPv6 address", e);
      }
    }
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "host must be a name, an IPv4 address or an IPv6 address in brackets");
    }
    return text;
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return -1; // refused with a message that does not show it: it may be part of a password
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // a bare percent sign stands for itself
    }
  }

  @Override
  public String toString() {
    return SCHEME + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
