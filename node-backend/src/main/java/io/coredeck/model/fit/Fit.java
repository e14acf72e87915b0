package io.coredeck.model.fit;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which nodes have room for a wish, and why the others have not. What can be known once is found
/// out once: there may be many nodes.
public final class Fit {

  /// Clients of the grid count a node as gone after ten minutes without a sign of life.
  public static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final Wish wish;
  private final Instant now;
  private final Set<String> payable = new HashSet<>();
  private final Map<String, NetworkResource> parts;

  /// Nodes of the mounted volumes that are known, by the path of the mount.
  private final Map<String, Place> places = new LinkedHashMap<>();

  private record Place(String gwid, String nodeId) {}

  /// @param own what the customer has; the pools are those that may pay for the wish
  /// @param now when it is to fit
  public Fit(Wish wish, Holdings own, Instant now) {
    this.wish = wish;
    this.now = now;
    own.pools().forEach(pool -> payable.addAll(pool.nodeIds()));
    this.parts =
        network(wish)
            .map(connection -> own.partsOf(connection.networkId()))
            .orElseGet(() -> Map.of());
    if (wish.workload() instanceof Container container) {
      for (int i = 0; i < container.volumes().size(); i++) {
        var path = "volumes[" + i + "].volume_id";
        own.volume(container.volumes().get(i).volumeId())
            .ifPresent(volume -> places.put(path, new Place(volume.gwid(), volume.nodeId())));
      }
    }
  }

  /// @return the network that must be there before; empty if none must
  static Optional<NetworkConnection> network(Wish wish) {
    return wish.workload() instanceof Container container && !wish.makesNetwork()
        ? container.networkConnections().stream().findFirst()
        : Optional.empty();
  }

  /// @return why the wish does not fit on a node; empty if it does
  public List<Finding> reasons(Node node) {
    var found = new ArrayList<Finding>();
    silence(node, found);
    pool(node, found);
    var room = Room.of(node);
    cpu(room, found);
    memory(room, found);
    disk(Code.DISK, wish.disk(wish.diskType()), wish.diskType(), room, found);
    var other = wish.diskType() == DiskType.SSD ? DiskType.HDD : DiskType.SSD;
    disk(Code.OTHER_DISK, wish.disk(other), other, room, found);
    volumes(node, found);
    network(node, found);
    return List.copyOf(found);
  }

  private void silence(Node node, List<Finding> found) {
    var silent = Duration.between(Instant.ofEpochSecond(node.updated()), now);
    if (silent.compareTo(LONGEST_SILENCE) >= 0) {
      var is =
          node.updated() == 0
              ? "has never given a sign of life"
              : "gave its last sign of life %d minutes ago".formatted(silent.toMinutes());
      found.add(
          Finding.of(Code.SILENT, "", "the node " + is, "", "wait for it, or use another")
              .with("minutes", silent.toMinutes()));
    }
  }

  private void pool(Node node, List<Finding> found) {
    if (!payable.contains(node.nodeId())) {
      found.add(
          Finding.of(
              Code.POOL_ELSEWHERE,
              "pool_id",
              "may not be used on this node",
              "must be a pool whose node_ids name it",
              ""));
    }
  }

  private void cpu(Room room, List<Finding> found) {
    if (wish.cpus() > room.cpus()) {
      found.add(
          Finding.of(
                  Code.CPU,
                  "capacity.cpu",
                  "is %d".formatted(wish.cpus()),
                  "must be %d or less on this node".formatted(room.cpus()),
                  "")
              .with("wanted", wish.cpus())
              .with("free", room.cpus()));
    }
  }

  private void memory(Room room, List<Finding> found) {
    if (wish.memory().compareTo(room.memory()) > 0) {
      found.add(lacking(Code.MEMORY, "capacity.memory", "of memory", wish.memory(), room.memory()));
    }
  }

  private void disk(Code code, Bytes wanted, DiskType type, Room room, List<Finding> found) {
    if (wanted.compareTo(room.disk(type)) > 0) {
      var path =
          code == Code.OTHER_DISK
              ? "volumes"
              : wish.workload() instanceof Container ? "capacity.disk_size" : "size";
      found.add(
          lacking(code, path, "of " + type, wanted, room.disk(type)).with("disk", type.name()));
    }
  }

  private static Finding lacking(Code code, String path, String what, Bytes wanted, Bytes free) {
    return Finding.of(
            code,
            path,
            "needs %d MiB %s".formatted(wanted.toMiB(), what),
            "must be %d or less: that is free on this node".formatted(free.toMiB()),
            "")
        .with("wanted", wanted.toMiB())
        .with("free", free.toMiB());
  }

  private void volumes(Node node, List<Finding> found) {
    places.forEach((path, place) -> {
      if (!place.nodeId().equals(node.nodeId())) {
        found.add(
            Finding.of(
                    Code.VOLUME_ELSEWHERE,
                    path,
                    "is %s, which is on node %s".formatted(place.gwid(), place.nodeId()),
                    "must be on the container's node",
                    "")
                .with("volume", place.gwid())
                .with("node", place.nodeId()));
      }
    });
  }

  /// A network that is nowhere is no node's fault: {@link Clashes} tells it.
  private void network(Node node, List<Finding> found) {
    var name = Finding.cut(network(wish).map(NetworkConnection::networkId).orElse(""));
    if (!parts.isEmpty() && !parts.containsKey(node.nodeId())) {
      found.add(
          Finding.of(
                  Code.NETWORK_ELSEWHERE,
                  "network_connection[0].network_id",
                  "is %s, which is not on this node".formatted(name),
                  "must be on the container's node",
                  "add a part of the network for the node")
              .with("network", name));
    }
  }

  /// @return whether the wanted address can be a container's in the part of its network on a node;
  ///   empty if it can, or that is not known
  public Optional<Finding> address(Node node) {
    var text = network(wish).map(NetworkConnection::ipaddress).orElse("");
    return Optional.ofNullable(parts.get(node.nodeId()))
        .flatMap(part -> Ipv4Range.parse(part.iprange()))
        .flatMap(range -> Ipv4.parse(text).flatMap(address -> outOf(range, address)));
  }

  /// CPU is shared: a node takes containers as long as each one alone finds enough there.
  ///
  /// @return that more CPUs are reserved on a node than there are, with this; empty if not
  public Optional<Finding> shared(Node node) {
    var room = Room.of(node);
    var reserved = room.reservedCpus() + wish.cpus();
    return wish.cpus() == 0 || reserved <= room.cpus()
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                    Code.CPU_SHARED,
                    "capacity.cpu",
                    "is %d: %d of the node's %d CPUs are reserved then, so they are shared"
                        .formatted(wish.cpus(), reserved, room.cpus()),
                    "",
                    "")
                .with("reserved", reserved)
                .with("cpus", room.cpus()));
  }

  /// @return what is wrong with an address in a range; empty if a container may have it
  public static Optional<Finding> outOf(Ipv4Range range, Ipv4 address) {
    if (range.isHost(address)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
                Code.ADDRESS_RANGE,
                "network_connection[0].ipaddress",
                "is " + address,
                "must be from %s to %s on this node".formatted(range.firstHost(), range.lastHost()),
                "")
            .with("first", range.firstHost().toString())
            .with("last", range.lastHost().toString()));
  }
}
