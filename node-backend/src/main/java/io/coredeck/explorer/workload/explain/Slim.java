package io.coredeck.explorer.workload.explain;

import io.coredeck.model.Container;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Records without what does not matter for a wish: there may be many, and their texts may be long.
/// Used for one wish.
final class Slim {

  /// Characters of the name of a network that the wish does not name.
  static final int LONGEST_NAME = 256;

  /// Characters of an address or range, or of the id of a node; what is longer is none.
  static final int LONGEST_ADDRESS = 64;

  private final String network;

  /// The mounts of volumes that the wish names, by their ids; where they are mounted is left out.
  private final Map<String, VolumeMount> mounts = new HashMap<>();

  private Slim(String network) {
    this.network = network;
  }

  /// @param wish what is asked for
  static Slim forWish(Workload wish) {
    return switch (wish) {
      case Container container -> {
        var slim =
            new Slim(
                container.networkConnections().stream()
                    .findFirst()
                    .map(NetworkConnection::networkId)
                    .orElse(""));
        container
            .volumes()
            .forEach(
                mount -> slim.mounts.put(mount.volumeId(), new VolumeMount(mount.volumeId(), "")));
        yield slim;
      }
      case NetworkResource part -> new Slim(part.name());
      default -> new Slim("");
    };
  }

  /// @return what it is, where, in which state, and what of it can be in the way
  Reservation of(Reservation one) {
    var workload =
        switch (one.workload()) {
          case Container container -> of(container);
          case NetworkResource part -> of(part);
          default -> one.workload();
        };
    var said = one.result();
    return new Reservation(
        one.id(),
        one.workloadId(),
        address(one.nodeId()),
        one.poolId(),
        "",
        "",
        "",
        one.customerTid(),
        "",
        one.nextAction(),
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        one.epoch(),
        one.version(),
        new Result(said.category(), "", "null", "", said.state(), "", 0, ""),
        workload);
  }

  private Container of(Container from) {
    return new Container(
        "",
        "",
        "",
        Map.of(),
        Map.of(),
        "",
        from.interactive(),
        from.volumes().stream()
            .map(VolumeMount::volumeId)
            .filter(mounts::containsKey)
            .distinct()
            .map(mounts::get)
            .toList(),
        from.networkConnections().stream()
            .limit(1)
            .filter(connection -> connection.networkId().equals(network))
            .map(connection ->
                new NetworkConnection(network, address(connection.ipaddress()), false, false))
            .toList(),
        List.of(),
        List.of(),
        from.capacity(),
        false);
  }

  private NetworkResource of(NetworkResource from) {
    var name =
        from.name().equals(network)
            ? network
            : from.name().substring(0, Math.min(LONGEST_NAME, from.name().length()));
    return new NetworkResource(
        name,
        address(from.networkIprange()),
        address(from.iprange()),
        "",
        "",
        from.wireguardListenPort(),
        List.of());
  }

  private static String address(String text) {
    return text.length() > LONGEST_ADDRESS ? "" : text;
  }

  /// @return which nodes it is for
  static Pool pool(Pool from) {
    return new Pool(
        from.poolId(),
        from.cus(),
        from.sus(),
        from.ipv4us(),
        from.nodeIds(),
        from.lastUpdated(),
        from.activeCu(),
        from.activeSu(),
        from.activeIpv4(),
        from.emptyAt(),
        from.customerTid(),
        from.sponsorTid(),
        List.of());
  }
}
