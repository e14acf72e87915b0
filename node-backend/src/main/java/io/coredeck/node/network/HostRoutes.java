package io.coredeck.node.network;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the host itself sends packets. Source: `proc_pid_net(5)`.
final class HostRoutes {
  private static final Path IPV4 = Path.of("/proc/net/route");

  /// Fields of a line.
  private static final int LINK = 0;

  private static final int DESTINATION = 1;
  private static final int GATEWAY = 2;
  private static final int MASK = 7;

  private HostRoutes() {}

  /// @return the ranges that the host has routes for, without the way to everywhere, and the link
  ///   each leads to; a VPN may halve everywhere into two
  static Map<Ipv4Range, String> read() throws IOException {
    var routes = new LinkedHashMap<Ipv4Range, String>();
    Files.readAllLines(IPV4).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(field -> {
          int prefix = Integer.bitCount(littleEndian(field[MASK]));
          if (prefix > 1) {
            var first = new Ipv4(littleEndian(field[DESTINATION]));
            routes.put(new Ipv4Range(first, prefix), field[LINK].strip());
          }
        });
    return routes;
  }

  /// @return the routers that the host sends packets to
  static Set<Ipv4> gateways() throws IOException {
    return Files.readAllLines(IPV4).stream()
        .skip(1)
        .map(line -> new Ipv4(littleEndian(line.split("\t", -1)[GATEWAY])))
        .filter(gateway -> gateway.bits() != 0)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static int littleEndian(String hex) {
    return Integer.reverseBytes((int) HexFormat.fromHexDigitsToLong(hex));
  }
}
