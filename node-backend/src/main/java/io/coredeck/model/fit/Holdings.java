package io.coredeck.model.fit;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.Ipv4Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one customer has at one moment, as far as it matters for a wish.
///
/// @param pools that may pay for it
/// @param live what runs, will run or is being taken down
public record Holdings(List<Pool> pools, List<Reservation> live) {

  public Holdings {
    pools = List.copyOf(pools);
    live = List.copyOf(live);
  }

  /// @return whether it is there, and is to stay
  public static boolean isUp(Reservation one) {
    return !one.nextAction().isDelete() && one.result().state() == Result.State.OK;
  }

  /// @return the volumes that can be mounted
  public List<Reservation> volumes() {
    return live.stream().filter(one -> isUp(one) && one.workload() instanceof Volume).toList();
  }

  /// @return a volume that can be mounted
  public Optional<Reservation> volume(String gwid) {
    return volumes().stream().filter(one -> one.gwid().equals(gwid)).findFirst();
  }

  /// @return the containers that mount a volume
  public List<Reservation> usersOf(String gwid) {
    return containers()
        .filter(one ->
            ((Container) one.workload())
                .volumes().stream().anyMatch(mount -> mount.volumeId().equals(gwid)))
        .toList();
  }

  private Stream<Reservation> containers() {
    return live.stream().filter(one -> one.workload() instanceof Container);
  }

  /// @return the parts of networks that are there, oldest first
  public List<Reservation> parts() {
    return live.stream()
        .filter(one -> isUp(one) && one.workload() instanceof NetworkResource)
        .toList();
  }

  /// @return the names of the networks
  public Set<String> networks() {
    return parts().stream()
        .map(one -> ((NetworkResource) one.workload()).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// @return the parts of a network by their nodes; the newest of each counts
  public Map<String, NetworkResource> partsOf(String network) {
    var parts = new LinkedHashMap<String, NetworkResource>();
    for (var one : parts()) {
      if (one.workload() instanceof NetworkResource part && part.name().equals(network)) {
        parts.put(one.nodeId(), part);
      }
    }
    return parts;
  }

  /// @return every range that one of the networks has, also of those that are not there yet
  public List<Ipv4Range> ranges() {
    return live.stream()
        .map(Reservation::workload)
        .filter(NetworkResource.class::isInstance)
        .flatMap(one -> Ipv4Range.parse(((NetworkResource) one).networkIprange()).stream())
        .toList();
  }

  /// @return who has which address in a network
  public Map<String, Reservation> addresses(String network) {
    var holders = new LinkedHashMap<String, Reservation>();
    containers()
        .forEach(one ->
            ((Container) one.workload())
                .networkConnections().stream()
                    .limit(1)
                    .filter(connection -> connection.networkId().equals(network))
                    .forEach(connection -> holders.putIfAbsent(connection.ipaddress(), one)));
    return holders;
  }
}
