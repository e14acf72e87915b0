package io.coredeck.corex.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a caller calls us: the host and port in `Host`, in the first line of a request, in
/// `Origin`.
///
/// Only the forms that browsers send are understood: they turn every other way of writing an
/// address into these.
///
/// @param host in lower case; an IPv6 address in brackets
/// @param port empty if it is not told
public record Authority(String host, Optional<Integer> port) {
  private static final int LAST_PORT = 65_535;
  private static final String OCTET = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile("%1$s(\\.%1$s){3}".formatted(OCTET));
  private static final Pattern IPV6 =
      Pattern.compile("\\[[0-9a-f:]{2,39}(:" + OCTET + "(\\." + OCTET + "){3})?(%25[0-9a-z]+)?\\]");
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
  private static final int NAME_CHARACTERS = 253;
  private static final Pattern PORT = Pattern.compile("(.*?)(?::([0-9]{1,5}))?");

  /// @return nothing if it is no host with or without port
  public static Optional<Authority> parse(String text) {
    var parts = PORT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var host = parts.group(1).toLowerCase(Locale.ROOT);
    var port = Optional.ofNullable(parts.group(2)).map(Integer::valueOf);
    if (port.filter(number -> number > LAST_PORT).isPresent() || !isHost(host)) {
      return Optional.empty();
    }
    return Optional.of(new Authority(host, port));
  }

  private static boolean isHost(String host) {
    return isIpv6(host) || (host.length() <= NAME_CHARACTERS && NAME.matcher(host).matches());
  }

  private static boolean isIpv6(String host) {
    return IPV6.matcher(host).matches();
  }

  /// Whether we are meant: foreign names that were made to point at our address are not.
  ///
  /// @param names what we are called besides our addresses, in lower case
  public boolean isOurs(Set<String> names) {
    return IPV4.matcher(host).matches()
        || isIpv6(host)
        || host.equals("localhost")
        || names.contains(host);
  }

  /// @param scheme `http` or `https`
  /// @return whether both mean the same server when they are called by this scheme
  public boolean isSame(Authority other, String scheme) {
    var usual = scheme.equals("https") ? 443 : 80;
    return host.equals(other.host) && port.orElse(usual).equals(other.port.orElse(usual));
  }
}
