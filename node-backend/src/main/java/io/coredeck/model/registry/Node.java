package io.coredeck.model.registry;

import java.util.List;

/// A machine that runs workloads.
///
/// @param id given by the explorer, from 1; 0 before
/// @param nodeId base58 of its ed25519 public key
/// @param hostname its name
/// @param farmId the farm it belongs to
/// @param osVersion what it runs
/// @param created seconds since 1970
/// @param updated seconds since 1970 of its last sign of life
/// @param uptime seconds
/// @param address free text
/// @param location where it stands
/// @param totalResources what it has
/// @param usedResources what is in use; kept for the wire's sake
/// @param reservedResources what reservations have taken
/// @param workloads how many of each kind it runs
/// @param interfaces its network interfaces
/// @param freeToUse whether anybody may use it
/// @param approved whether its farmer approved it
/// @param publicKeyHex its ed25519 public key
/// @param wgPorts UDP ports in use by WireGuard
/// @param deleted whether it was taken off the grid
public record Node(
    long id,
    String nodeId,
    String hostname,
    long farmId,
    String osVersion,
    long created,
    long updated,
    long uptime,
    String address,
    Location location,
    ResourceAmount totalResources,
    ResourceAmount usedResources,
    ResourceAmount reservedResources,
    WorkloadCounts workloads,
    List<NetworkInterface> interfaces,
    boolean freeToUse,
    boolean approved,
    String publicKeyHex,
    List<Integer> wgPorts,
    boolean deleted) {

  public Node {
    interfaces = List.copyOf(interfaces);
    wgPorts = List.copyOf(wgPorts);
  }

  /// One network interface of a node.
  ///
  /// @param name e.g. `eth0`
  /// @param addrs its addresses, CIDR
  /// @param gateways its default gateways, IP text
  /// @param macaddress text
  public record NetworkInterface(
      String name, List<String> addrs, List<String> gateways, String macaddress) {

    public NetworkInterface {
      addrs = List.copyOf(addrs);
      gateways = List.copyOf(gateways);
    }
  }

  /// How many workloads of each kind the grid runs on a node.
  ///
  /// @param networkResources 0 or more
  /// @param volumes 0 or more
  /// @param containers 0 or more
  public record WorkloadCounts(long networkResources, long volumes, long containers) {

    /// An idle node's.
    public static final WorkloadCounts NONE = new WorkloadCounts(0, 0, 0);
  }
}
