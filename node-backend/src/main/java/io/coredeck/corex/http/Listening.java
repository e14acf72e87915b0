package io.coredeck.corex.http;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the addresses to listen on.
final class Listening {
  private Listening() {}

  /// @param networkInterface empty for all addresses of the machine
  /// @param ipv6 whether its IPv6 addresses are meant too
  /// @return IPv4 first, as these can be used at once; empty means the wildcard address
  /// @throws IOException if there is no such interface or it has no address
  static List<InetAddress> addresses(Optional<String> networkInterface, boolean ipv6)
      throws IOException {
    if (networkInterface.isEmpty()) {
      return List.of();
    }
    var name = networkInterface.get();
    var found = NetworkInterface.getByName(name);
    if (found == null) {
      throw new IOException(
          "interface %s: there is none of this name; it must be one of %s"
              .formatted(name, names()));
    }
    var addresses =
        found
            .inetAddresses()
            .filter(address -> address instanceof Inet4Address || ipv6)
            .sorted(Comparator.comparing(address -> address instanceof Inet6Address))
            .toList();
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
