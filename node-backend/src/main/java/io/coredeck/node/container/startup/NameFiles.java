package io.coredeck.node.container.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files in `/etc` by which a container finds names: its own, its neighbours', the world's.
public final class NameFiles {
  private static final Path HOST_RESOLVER = Path.of("/etc/resolv.conf");

  /// Where systemd-resolved names the servers that it asks itself.
  private static final Path UPSTREAM_RESOLVER = Path.of("/run/systemd/resolve/resolv.conf");

  private static final String SERVER = "nameserver";

  private NameFiles() {}

  /// @return `/etc/resolv.conf` for a container: this machine's, but without servers that only this
  ///   machine reaches; if there is no other, those that they ask themselves
  public static String resolver() throws IOException {
    return resolver(text(HOST_RESOLVER), text(UPSTREAM_RESOLVER));
  }

  static String resolver(String host, String upstream) {
    var own = host.lines().filter(line -> !isLocalServer(line)).toList();
    if (own.stream().anyMatch(NameFiles::isServer)) {
      return lines(own.stream());
    }
    var servers = upstream.lines().filter(line -> isServer(line) && !isLocalServer(line));
    return lines(Stream.concat(own.stream(), servers));
  }

  /// @param hostname the container's name
  /// @param addresses its addresses; if there is none, the name means the container's loopback
  /// @return `/etc/hosts` for the container
  public static String hosts(String hostname, List<String> addresses) {
    var own = addresses.isEmpty() ? List.of("127.0.1.1") : addresses;
    return lines(
        Stream.concat(
            Stream.of("127.0.0.1 localhost", "::1 localhost ip6-localhost ip6-loopback"),
            own.stream().map(address -> address + " " + hostname)));
  }

  private static boolean isServer(String line) {
    return line.strip().startsWith(SERVER);
  }

  private static boolean isLocalServer(String line) {
    if (!isServer(line)) {
      return false;
    }
    var address = line.strip().substring(SERVER.length()).strip();
    try {
      // Only literals: a name would be looked up.
      return !address.matches("[0-9a-fA-F.:%]+")
          || InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException _) { // not an address: of no use to anybody
      return true;
    }
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String text(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readString(file) : "";
  }
}
