package io.coredeck.platform.instance;

import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.node.reach.AddressRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `up` was asked for.
///
/// @param data the instance's directory, absolute
/// @param listen the IP address that dashboard, explorer and hub listen on
/// @param dashboardPort TCP port
/// @param explorerPort TCP port
/// @param hubPort TCP port
/// @param redisPort TCP port, always on loopback
/// @param networkRange private IPv4 range of the network `default`, a /16
/// @param storage size of the containers' disk in GiB where the directory is not btrfs; 0 for four
///   fifths of what is free
/// @param behindProxy whether browsers come through a proxy on this machine, which tells the
///   dashboard who they are
/// @param webhookNetworks ranges, with commas between, to which webhooks may go although they are
///   not public; usually empty
/// @param openUsers whether whoever registers as a user is let in without being admitted
/// @param openNodes whether whatever registers as a node is
/// @param doors of this machine's node
public record UpOptions(
    Path data,
    String listen,
    int dashboardPort,
    int explorerPort,
    int hubPort,
    int redisPort,
    String networkRange,
    int storage,
    boolean behindProxy,
    String webhookNetworks,
    boolean openUsers,
    boolean openNodes,
    NodeDoors doors) {

  private static final int MAX_PORT = 65535;
  private static final List<String> PROXY_PORTS = List.of("443", "80");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.0\\.0/16");
  private static final Pattern NETWORKS = Pattern.compile("[0-9a-fA-F.:/, ]*");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+");

  /// What this machine's node lets through; each with commas between, usually empty.
  ///
  /// @param reach addresses or ranges, with or without a port, that it connects to for tenants
  ///   though it would not
  /// @param ranges private ranges inside of which tenants may have networks; empty for all
  /// @param users who of this machine, beside root and {@value Layout#USER}, may open connections
  ///   to containers
  public record NodeDoors(String reach, String ranges, String users) {
    private static final Pattern USERS = Pattern.compile("[a-z0-9_, -]*");

    private List<String> faults(String networkRange) {
      var faults = new ArrayList<String>();
      var inside = Ipv4Range.parse(networkRange);
      if (inside.isPresent()
          && parts(ranges).findAny().isPresent()
          && parts(ranges)
              .flatMap(one -> privateRange(one).stream())
              .noneMatch(range -> range.contains(inside.get()))) {
        faults.add(
            "--network-range is %s; it must be inside of --tenant-ranges, which is %s"
                .formatted(networkRange, ranges));
      }
      if (!isReach(reach)) {
        faults.add(
            "--reach-allow is '%s'; it must be like 10.1.2.3:6379,[fd00::5]:443".formatted(reach));
      }
      if (parts(ranges).anyMatch(one -> privateRange(one).isEmpty())) {
        faults.add(
            "--tenant-ranges is '%s'; it must be private ranges like 172.24.0.0/16"
                .formatted(ranges));
      }
      if (!USERS.matcher(users).matches()) {
        faults.add(
            "--container-users is '%s'; it must be names of users of this machine"
                .formatted(users));
      }
      return faults;
    }

    private static Stream<String> parts(String text) {
      return Stream.of(text.split(",", -1)).map(String::strip).filter(one -> !one.isEmpty());
    }

    private static Optional<Ipv4Range> privateRange(String text) {
      return Ipv4Range.parse(text).filter(Ipv4Range::isPrivate);
    }

    private static boolean isReach(String text) {
      try {
        var _ = AddressRange.list(text);
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }

  public UpOptions {
    var faults = new ArrayList<String>();
    for (var port : List.of(dashboardPort, explorerPort, hubPort, redisPort)) {
      if (port < 1 || port > MAX_PORT) {
        faults.add("port is " + port + "; it must be from 1 to " + MAX_PORT);
      }
    }
    if (List.of(dashboardPort, explorerPort, hubPort, redisPort).stream().distinct().count() < 4) {
      faults.add("two programs have the same port; give each its own");
    }
    if (!ADDRESS.matcher(listen).matches()) {
      faults.add("--listen is '" + listen + "'; it must be an IP address");
    }
    if (!isPrivate(networkRange)) {
      faults.add(
          "--network-range is '%s'; it must be a private /16 such as 172.24.0.0/16"
              .formatted(networkRange));
    }
    if (!NETWORKS.matcher(webhookNetworks).matches()) {
      faults.add(
          "--webhook-networks is '%s'; it must be ranges like 10.0.0.0/8,fd00::/8"
              .formatted(webhookNetworks));
    }
    faults.addAll(doors.faults(networkRange));
    if (storage < 0) {
      faults.add("--storage is " + storage + " GiB; it must be 0 or more");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /// @return this node's part of the network, e.g. `172.24.1.0/24`
  public String nodeRange() {
    return networkRange.replace(".0.0/16", ".1.0/24");
  }

  public String dashboardUrl() {
    return url(dashboardPort, "");
  }

  public String explorerUrl() {
    return url(explorerPort, "/api/v1");
  }

  public String hubUrl() {
    return url(hubPort, "");
  }

  /// @return `address:port` with brackets around IPv6
  public String listenOn(int port) {
    return (listen.contains(":") ? "[" + listen + "]" : listen) + ":" + port;
  }

  /// @return the ports, with commas between, at which this machine's node connects to its own
  ///   addresses for tenants, whatever those are by then: of the hub where it listens on all of
  ///   them, and of the proxy through which its images may be named
  String ownPorts() {
    var ports = new ArrayList<String>();
    if (listen.equals("0.0.0.0") || listen.equals("::")) {
      ports.add(Integer.toString(hubPort));
    }
    if (behindProxy) {
      ports.addAll(PROXY_PORTS);
    }
    return String.join(",", ports);
  }

  private String url(int port, String path) {
    var reachable = listen.equals("0.0.0.0") ? "127.0.0.1" : listen.equals("::") ? "::1" : listen;
    return "http://%s:%d%s"
        .formatted(reachable.contains(":") ? "[" + reachable + "]" : reachable, port, path);
  }

  private static boolean isPrivate(String range) {
    var match = RANGE.matcher(range);
    if (!match.matches()) {
      return false;
    }
    var first = Integer.parseInt(match.group(1));
    var second = Integer.parseInt(match.group(2));
    return switch (first) {
      case 10 -> second <= 255;
      case 172 -> second >= 16 && second <= 31;
      case 192 -> second == 168;
      default -> false;
    };
  }
}
