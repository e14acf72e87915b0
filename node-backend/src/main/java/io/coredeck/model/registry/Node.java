package io.coredeck.model.registry;

import java.util.List;
import java.util.Map;

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

  /// What a node says when it registers, on top of what the explorer already knows about it.
  ///
  /// @param said what the node sent
  /// @param now seconds since 1970
  /// @return the same where the node says it is, back on the grid if it was taken off
  public Node registeredAgain(Node said, long now) {
    return new Node(
        id,
        nodeId,
        said.hostname,
        said.farmId,
        said.osVersion,
        created,
        now,
        said.uptime,
        address,
        said.location,
        totalResources,
        usedResources,
        reservedResources,
        workloads,
        interfaces,
        freeToUse,
        approved,
        publicKeyHex,
        wgPorts,
        false);
  }

  /// As the explorer takes in a node it does not know yet: the farmer's and the explorer's members
  /// are blank.
  ///
  /// @param number given by the explorer
  /// @param now seconds since 1970
  /// @return the same with its number
  public Node registered(long number, long now) {
    return new Node(
        number,
        nodeId,
        hostname,
        farmId,
        osVersion,
        now,
        now,
        uptime,
        address,
        location,
        totalResources,
        usedResources,
        reservedResources,
        workloads,
        interfaces,
        false,
        false,
        publicKeyHex,
        wgPorts,
        false);
  }

  /// @return the same with other interfaces
  public Node withInterfaces(List<NetworkInterface> others) {
    return copy(
        updated, uptime, totalResources, reservedResources, workloads, others, freeToUse, wgPorts);
  }

  /// @return the same with other ports in use
  public Node withWgPorts(List<Integer> others) {
    return copy(
        updated,
        uptime,
        totalResources,
        reservedResources,
        workloads,
        interfaces,
        freeToUse,
        others);
  }

  /// @return the same with other resources
  public Node withTotalResources(ResourceAmount total) {
    return copy(
        updated, uptime, total, reservedResources, workloads, interfaces, freeToUse, wgPorts);
  }

  /// @param seconds how long it has been running
  /// @param now seconds since 1970
  /// @return the same after a sign of life
  public Node withUptime(long seconds, long now) {
    return copy(
        now, seconds, totalResources, reservedResources, workloads, interfaces, freeToUse, wgPorts);
  }

  /// @param reserved what its workloads have taken
  /// @param counts how many of each kind it runs
  /// @return the same with that load
  public Node withReserved(ResourceAmount reserved, WorkloadCounts counts) {
    return copy(updated, uptime, totalResources, reserved, counts, interfaces, freeToUse, wgPorts);
  }

  /// @return the same, for anybody or not
  public Node withFreeToUse(boolean free) {
    return copy(
        updated, uptime, totalResources, reservedResources, workloads, interfaces, free, wgPorts);
  }

  private Node copy(
      long newUpdated,
      long newUptime,
      ResourceAmount newTotal,
      ResourceAmount newReserved,
      WorkloadCounts newCounts,
      List<NetworkInterface> newInterfaces,
      boolean newFreeToUse,
      List<Integer> newPorts) {
    return new Node(
        id,
        nodeId,
        hostname,
        farmId,
        osVersion,
        created,
        newUpdated,
        newUptime,
        address,
        location,
        newTotal,
        usedResources,
        newReserved,
        newCounts,
        newInterfaces,
        newFreeToUse,
        approved,
        publicKeyHex,
        newPorts,
        deleted);
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
  /// @param others of kinds that this grid does not run, by their names on the wire
  public record WorkloadCounts(
      long networkResources, long volumes, long containers, Map<String, Long> others) {

    /// An idle node's.
    public static final WorkloadCounts NONE = new WorkloadCounts(0, 0, 0);

    public WorkloadCounts {
      others = Map.copyOf(others);
    }

    /// Those of a node of this grid.
    public WorkloadCounts(long networkResources, long volumes, long containers) {
      this(networkResources, volumes, containers, Map.of());
    }
  }
}
