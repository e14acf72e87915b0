package io.coredeck.corex.http.listen;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// Finds the addresses to listen on.
public final class Addresses {
  private static final String ALL_OF_IPV4 = "0.0.0.0";

  /// Linux takes connections over IPv4 there too.
  private static final String ALL = "::";

  private Addresses() {}

  /// @return IPv4 first, as these can be used at once; none if there is a Unix socket alone
  /// @throws IOException if there is no such interface or it has no address
  public static List<InetAddress> of(Listening listening) throws IOException {
    var found = new LinkedHashSet<>(listening.addresses());
    if (listening.networkInterface().isPresent()) {
      found.addAll(ofInterface(listening.networkInterface().get(), listening.ipv6()));
    }
    if (found.isEmpty() && listening.socket().isEmpty()) {
      found.add(InetAddress.ofLiteral(listening.ipv6() ? ALL : ALL_OF_IPV4));
    }
    return found.stream()
        .sorted(Comparator.comparing(address -> address instanceof Inet6Address))
        .toList();
  }

  private static List<InetAddress> ofInterface(String name, boolean ipv6) throws IOException {
    var found = NetworkInterface.getByName(name);
    if (found == null) {
      throw new IOException(
          "interface %s: there is none of this name; it must be one of %s"
              .formatted(name, names()));
    }
    var addresses =
        found.inetAddresses().filter(address -> address instanceof Inet4Address || ipv6).toList();
    if (addresses.isEmpty()) {
      throw new IOException(
          "interface %s: it has no %s address; give it one, or name another interface"
              .formatted(name, ipv6 ? "IP" : "IPv4"));
    }
    return addresses;
  }

  private static String names() throws IOException {
    try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
      return String.join(", ", all.map(NetworkInterface::getName).sorted().toList());
    }
  }
}
