package io.coredeck.node.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Networks inside of this machine: of docker, libvirt, LXD, or of another node on it. What the
/// node itself sends gets into them, where forwarded packets, those of containers, mostly do not.
final class HostBridges {
  private static final Path LINKS = Path.of("/sys/class/net");
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Path ROUTES6 = Path.of("/proc/net/ipv6_route");

  /// Fields of a line; `proc_pid_net(5)`. For IPv6 the name of the link is the last one.
  private static final int LINK = 0;

  private static final int DESTINATION = 1;
  private static final int MASK = 7;
  private static final int DESTINATION6 = 0;
  private static final int PREFIX6 = 1;
  private static final String NOTHING = "0+";

  private HostBridges() {}

  /// @return whether the address is in the network of a bridge of this machine, other than one that
  ///   is the machine's own way outside
  static boolean lead(InetAddress address) {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(link -> holds(link, address))
          .map(NetworkInterface::getName)
          .anyMatch(link -> isBridge(link) && !leadsOutside(link));
    } catch (SocketException _) {
      return true; // nobody knows
    }
  }

  private static boolean holds(NetworkInterface link, InetAddress address) {
    return link.getInterfaceAddresses().stream()
        .map(own -> new AddressRange(own.getAddress(), own.getNetworkPrefixLength(), 0))
        .anyMatch(range -> range.bits() > 0 && range.contains(address));
  }

  private static boolean isBridge(String link) {
    return Files.isDirectory(LINKS.resolve(link).resolve("bridge"));
  }

  private static boolean leadsOutside(String link) {
    try {
      return leadsOutside(link, lines(ROUTES), lines(ROUTES6));
    } catch (IOException _) {
      return false; // then it is named, or stays closed
    }
  }

  static boolean leadsOutside(String link, List<String> routes, List<String> routes6) {
    return routes.stream()
            .map(HostBridges::fields)
            .anyMatch(field ->
                field.length > MASK
                    && field[LINK].equals(link)
                    && field[DESTINATION].matches(NOTHING)
                    && field[MASK].matches(NOTHING))
        || routes6.stream()
            .map(HostBridges::fields)
            .anyMatch(field ->
                field[field.length - 1].equals(link)
                    && field[DESTINATION6].matches(NOTHING)
                    && field[PREFIX6].matches(NOTHING));
  }

  private static String[] fields(String line) {
    return line.strip().split("\\s+", -1);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
