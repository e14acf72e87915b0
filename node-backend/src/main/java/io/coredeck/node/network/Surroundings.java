package io.coredeck.node.network;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.node.reach.OwnServers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is around the networks of a node, and theirs to keep away from.
///
/// @param ranges inside of which tenants may have networks
/// @param servers hosts that this node needs, by what each is, e.g. `the explorer`; names or
///   addresses
/// @param users of the host, beside root, who may open connections to containers
public record Surroundings(
    List<Ipv4Range> ranges, Map<String, String> servers, List<String> users) {
  private static final Logger LOG = System.getLogger(Surroundings.class.getName());

  /// Where the C library finds the host's resolvers; systemd writes the real ones elsewhere.
  private static final List<Path> RESOLVERS =
      List.of(Path.of("/etc/resolv.conf"), Path.of("/run/systemd/resolve/resolv.conf"));

  private static final Pattern RESOLVER = Pattern.compile("\\s*nameserver\\s+(\\S+).*");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  /// Addresses that nobody on the Internet has; RFC 1918.
  public static final List<Ipv4Range> PRIVATE =
      List.of(range("10.0.0.0/8"), range("172.16.0.0/12"), range("192.168.0.0/16"));

  /// Nothing but what the host itself shows.
  public static final Surroundings USUAL = new Surroundings(PRIVATE, Map.of(), List.of());

  public Surroundings {
    ranges = List.copyOf(ranges);
    servers = Map.copyOf(servers);
    users = List.copyOf(users);
    users.forEach(Surroundings::requireUser);
  }

  /// @return the name
  /// @throws IllegalArgumentException if it cannot be the name of a user
  public static String requireUser(String name) {
    if (!USER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' must be the name of a user of this host".formatted(name));
    }
    return name;
  }

  private static Ipv4Range range(String text) {
    return Ipv4Range.parse(text).orElseThrow();
  }

  /// Looks what the host and this node use now. May wait for name servers, a few seconds a minute.
  ///
  /// @return addresses, and what each is
  Map<Ipv4, String> taken() throws IOException, InterruptedException {
    var taken = new LinkedHashMap<Ipv4, String>();
    for (var file : RESOLVERS) {
      resolvers(file).forEach(address -> taken.put(address, "a name server"));
    }
    HostRoutes.gateways().forEach(address -> taken.put(address, "the gateway"));
    for (var server : servers.entrySet()) {
      addresses(server.getValue()).forEach(address -> taken.put(address, server.getKey()));
    }
    return taken;
  }

  static List<Ipv4> resolvers(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
          .map(RESOLVER::matcher)
          .filter(java.util.regex.Matcher::matches)
          .map(line -> Ipv4.parse(line.group(1)))
          .flatMap(Optional::stream)
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static List<Ipv4> addresses(String host) throws InterruptedException {
    try {
      return OwnServers.ofSystem().addresses(host).stream()
          .map(address -> Ipv4.parse(address.getHostAddress()))
          .flatMap(Optional::stream)
          .toList();
    } catch (UnknownHostException _) {
      LOG.log(
          Level.WARNING, "{0} has no address now; a network may take the one it has later", host);
      return List.of();
    }
  }
}
