package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.fit.Holdings;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.sdk.workload.WorkloadName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the grid has for one person at one moment.
///
/// @param at when it was so
/// @param nodes those on the grid
/// @param pools the person's
/// @param live the person's reservations that run, will run or are being taken down
public record GridFacts(Instant at, List<Node> nodes, List<Pool> pools, List<Reservation> live) {

  /// Before anything is known.
  public static final GridFacts NOTHING =
      new GridFacts(Instant.EPOCH, List.of(), List.of(), List.of());

  private static final int SHORT_ID = 12;

  public GridFacts {
    nodes = nodes.stream().filter(node -> !node.deleted()).toList();
    pools = List.copyOf(pools);
    live = List.copyOf(live);
  }

  /// A volume that exists.
  ///
  /// @param users what the containers that mount it are called
  public record VolumeChoice(Reservation reservation, Volume volume, List<String> users) {
    public String gwid() {
      return reservation.gwid();
    }
  }

  /// @return whether anything is known
  public boolean isKnown() {
    return at.isAfter(Instant.EPOCH);
  }

  /// @return whether nothing but the time is different
  public boolean isSame(GridFacts other) {
    return isKnown() == other.isKnown()
        && nodes.equals(other.nodes)
        && pools.equals(other.pools)
        && live.equals(other.live);
  }

  public Optional<Node> node(String nodeId) {
    return nodes.stream().filter(node -> node.nodeId().equals(nodeId)).findFirst();
  }

  /// @return what people call a node
  public static String nameOf(Node node) {
    if (!node.hostname().isBlank()) {
      return node.hostname();
    }
    return shortened(node.nodeId());
  }

  /// @return what people call a node, known or not
  public String nameOf(String nodeId) {
    return node(nodeId).map(GridFacts::nameOf).orElse(shortened(nodeId));
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }

  /// The grid as it will be when one container has made place for another.
  ///
  /// @param old a container
  /// @return the same without it, with what it takes free on its node
  public GridFacts without(Reservation old) {
    var left = live.stream().filter(one -> one.id() != old.id()).toList();
    if (!(old.workload() instanceof Container container) || left.size() == live.size()) {
      return new GridFacts(at, nodes, pools, left);
    }
    var freer =
        nodes.stream()
            .map(node -> node.nodeId().equals(old.nodeId()) ? freed(node, container) : node)
            .toList();
    return new GridFacts(at, freer, pools, left);
  }

  private static Node freed(Node node, Container container) {
    var taken = node.reservedResources();
    var own = container.capacity();
    var disk = (double) own.disk().count() / Bytes.GIB;
    var ssd = own.diskType() == DiskType.SSD;
    return node.withReserved(
        new ResourceAmount(
            Math.max(0, taken.cru() - own.cpu()),
            Math.max(0, taken.mru() - (double) own.memory().count() / Bytes.GIB),
            Math.max(0, taken.hru() - (ssd ? 0 : disk)),
            Math.max(0, taken.sru() - (ssd ? disk : 0))),
        node.workloads());
  }

  /// @return what people call a workload
  public static String nameOf(Reservation reservation) {
    var name = WorkloadName.of(reservation);
    if (!name.isEmpty()) {
      return name;
    }
    return reservation.workload() instanceof Volume && !reservation.description().isEmpty()
        ? reservation.description()
        : reservation.gwid();
  }

  /// @return the pool for a node: the wanted one if it may be used there, else any; empty if there
  ///   is none
  public Optional<Pool> poolFor(String nodeId, long wanted) {
    return pools.stream()
        .filter(pool -> pool.nodeIds().contains(nodeId))
        .sorted((one, other) -> Boolean.compare(other.poolId() == wanted, one.poolId() == wanted))
        .findFirst();
  }

  /// @return the pools that may not be used on a node
  public List<Pool> poolsElsewhere(String nodeId) {
    return pools.stream().filter(pool -> !pool.nodeIds().contains(nodeId)).toList();
  }

  /// @return the draft with the pool that it would use
  public Draft withPool(Draft draft) {
    var wanted = draft.number("/pool_id");
    return poolFor(draft.text(DraftCheck.NODE), wanted)
        .filter(pool -> pool.poolId() != wanted)
        .map(pool -> draft.with("/pool_id", pool.poolId()))
        .orElse(draft);
  }

  /// @return the same for the rules of all programs
  Holdings holdings() {
    return new Holdings(pools, live);
  }

  /// @return the volumes that can be mounted
  public List<VolumeChoice> volumes() {
    return holdings().volumes().stream().map(this::choice).toList();
  }

  public Optional<VolumeChoice> volume(String gwid) {
    return holdings().volume(gwid).map(this::choice);
  }

  private VolumeChoice choice(Reservation volume) {
    var users = holdings().usersOf(volume.gwid()).stream().map(GridFacts::nameOf).toList();
    return new VolumeChoice(volume, (Volume) volume.workload(), users);
  }

  /// @return the names of the person's networks
  public Set<String> networks() {
    return holdings().networks();
  }

  /// @return the part of a network on a node; the newest counts
  public Optional<NetworkResource> networkOn(String name, String nodeId) {
    return Optional.ofNullable(holdings().partsOf(name).get(nodeId));
  }

  /// @return the ids of the nodes on which a network is
  public List<String> nodesOf(String network) {
    return List.copyOf(holdings().partsOf(network).keySet());
  }

  /// @return every range that one of the person's networks has
  public List<Ipv4Range> ranges() {
    return holdings().ranges();
  }

  /// @return who has which address in a network
  public Map<String, String> addresses(String network) {
    var names = new LinkedHashMap<String, String>();
    holdings().addresses(network).forEach((address, holder) -> names.put(address, nameOf(holder)));
    return names;
  }
}
