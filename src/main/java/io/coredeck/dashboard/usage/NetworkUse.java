package io.coredeck.dashboard.usage;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.Made;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.Ipv4Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A private network: its parts on nodes and the containers in it.
///
/// @param name its owner's name for it; with the owner it is what it is known by
/// @param tid the owner
/// @param parts one for each node, oldest first; never empty
/// @param attached containers with an address in it
public record NetworkUse(String name, long tid, List<Part> parts, List<Attached> attached) {

  /// What cannot be a container's: the network's own address, the node's, broadcast.
  private static final int NOT_HOSTS = 3;

  private static final int BITS = 32;
  private static final int LONGEST_WITH_HOSTS = 30;

  public NetworkUse {
    parts = List.copyOf(parts);
    attached = List.copyOf(attached);
  }

  /// A node's part.
  public record Part(Reservation reservation, NetworkResource network) {

    /// @return its addresses; empty if the text is no range
    public Optional<Ipv4Range> range() {
      return Ipv4Range.parse(network.iprange());
    }
  }

  /// A container with an address.
  public record Attached(Reservation container, String address) {}

  private record Key(String name, long tid) {}

  private static final Made<List<NetworkUse>> ALL = new Made<>(NetworkUse::all);

  /// @return all networks, by their oldest part; made once for all who look
  public static List<NetworkUse> of(GridView view) {
    return view.once(ALL);
  }

  private static List<NetworkUse> all(Reservations all) {
    var parts = new LinkedHashMap<Key, List<Part>>();
    var attached = new LinkedHashMap<Key, List<Attached>>();
    for (var one : all.list()) {
      if (!Named.isLive(one)) {
        continue;
      }
      switch (one.workload()) {
        case NetworkResource network ->
            parts
                .computeIfAbsent(new Key(network.name(), one.customerTid()), _ -> new ArrayList<>())
                .add(new Part(one, network));
        case Container container ->
            container
                .networkConnections()
                .forEach(connection ->
                    attached
                        .computeIfAbsent(
                            new Key(connection.networkId(), one.customerTid()),
                            _ -> new ArrayList<>())
                        .add(new Attached(one, connection.ipaddress())));
        default -> {}
      }
    }
    return parts.entrySet().stream()
        .map(entry ->
            new NetworkUse(
                entry.getKey().name(),
                entry.getKey().tid(),
                entry.getValue(),
                attached.getOrDefault(entry.getKey(), List.of())))
        .toList();
  }

  /// @return the number of the reservation of its oldest part: its number in addresses of pages
  public long id() {
    return parts.getFirst().reservation().id();
  }

  /// @return whether a reservation is one of its parts
  public boolean has(long reservation) {
    return parts.stream().anyMatch(part -> part.reservation().id() == reservation);
  }

  /// @return CIDR of the whole network
  public String range() {
    return parts.getFirst().network().networkIprange();
  }

  /// @return addresses in use, as text
  public Set<String> taken() {
    return attached.stream().map(Attached::address).collect(Collectors.toSet());
  }

  /// @return who has which address; two with one address is possible only while one goes
  public Map<String, Reservation> holders() {
    return attached.stream()
        .collect(Collectors.toMap(Attached::address, Attached::container, (_, newer) -> newer));
  }

  /// @return the first address of a part that nobody has
  public Optional<String> nextFree(Part part) {
    return part.range().flatMap(range -> range.nextFree(taken())).map(Object::toString);
  }

  /// @return how many addresses all parts have for containers
  public long size() {
    return parts.stream().flatMap(part -> part.range().stream()).mapToLong(NetworkUse::hosts).sum();
  }

  /// @return how many of them nobody has
  public long free() {
    return Math.max(0, size() - taken().size());
  }

  private static long hosts(Ipv4Range range) {
    return range.prefix() > LONGEST_WITH_HOSTS ? 0 : (1L << (BITS - range.prefix())) - NOT_HOSTS;
  }
}
