package io.coredeck.model.fit;

import io.coredeck.model.Container;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a customer's own stands in the way of a wish, on whichever node: addresses that are
/// used, volumes and networks that are not there, ranges that overlap. And what does not, but is
/// good to know.
public final class Clashes {

  private static final String CONNECTION = "network_connection[0].";

  private final Wish wish;
  private final Holdings own;

  public Clashes(Wish wish, Holdings own) {
    this.wish = wish;
    this.own = own;
  }

  /// @param nodeId where it is to run; empty if that is not said
  /// @return what is in the way; empty if nothing is
  public List<Finding> findings(String nodeId) {
    var found = new ArrayList<Finding>();
    switch (wish.workload()) {
      case Container container -> {
        volumes(container, found);
        extras(container, found);
        network(nodeId, found);
      }
      case NetworkResource network -> parts(network, nodeId).ifPresent(found::add);
      default -> {} // a volume is in nobody's way
    }
    return List.copyOf(found);
  }

  private void volumes(Container container, List<Finding> found) {
    for (int i = 0; i < container.volumes().size(); i++) {
      var gwid = container.volumes().get(i).volumeId();
      var isMade = gwid.startsWith("-") && !wish.newVolumes().isEmpty();
      if (!gwid.isEmpty() && !isMade && own.volume(gwid).isEmpty()) {
        found.add(
            Finding.of(
                    Code.UNKNOWN_VOLUME,
                    "volumes[" + i + "].volume_id",
                    "is '%s', which is no volume of yours that is there".formatted(gwid),
                    "must be one",
                    "")
                .with("volume", gwid));
      }
    }
  }

  /// No node of this grid gives them.
  private static void extras(Container container, List<Finding> found) {
    var first = container.networkConnections().stream().findFirst();
    if (first.filter(NetworkConnection::publicIp6).isPresent()) {
      found.add(notGiven(Code.IPV6, "public_ip6"));
    }
    if (first.filter(NetworkConnection::yggdrasilIp).isPresent()) {
      found.add(notGiven(Code.YGGDRASIL, "yggdrasil_ip"));
    }
  }

  private static Finding notGiven(Code code, String member) {
    return Finding.of(
        code,
        CONNECTION + member,
        "is true, and no node of this grid gives such addresses",
        "must be false",
        "leave it out");
  }

  private void network(String nodeId, List<Finding> found) {
    var connection = Fit.network(wish);
    if (connection.isEmpty() || connection.get().networkId().isBlank()) {
      return;
    }
    var name = connection.get().networkId();
    var parts = own.partsOf(name);
    if (parts.isEmpty()) {
      found.add(
          Finding.of(
                  Code.UNKNOWN_NETWORK,
                  CONNECTION + "network_id",
                  "is '%s', which is no network of yours that is there".formatted(name),
                  "must be one",
                  "")
              .with("network", name));
      return;
    }
    var range =
        Optional.ofNullable(parts.get(nodeId)).flatMap(part -> Ipv4Range.parse(part.iprange()));
    used(name, connection.get().ipaddress(), range).ifPresent(found::add);
  }

  private Optional<Finding> used(String network, String address, Optional<Ipv4Range> range) {
    var holders = own.addresses(network);
    var holder = holders.get(address);
    if (holder == null || address.isEmpty()) {
      return Optional.empty();
    }
    var next = range.flatMap(all -> all.nextFree(holders.keySet())).map(Ipv4::toString);
    var finding =
        Finding.of(
                Code.ADDRESS_USED,
                CONNECTION + "ipaddress",
                "is %s, which %s has".formatted(address, holder.gwid()),
                "must be one that nobody has",
                next.map("the next free one is "::concat).orElse(""))
            .with("holder", holder.gwid());
    return Optional.of(next.map(free -> finding.with("next", free)).orElse(finding));
  }

  /// The parts of one network share its whole range and not their own.
  private Optional<Finding> parts(NetworkResource network, String nodeId) {
    return Ipv4Range.parse(network.iprange()).flatMap(mine -> others(network, nodeId, true, mine));
  }

  /// Networks of different names may share their whole ranges as long as no node has two parts that
  /// overlap; but no container reaches both then.
  private Optional<Finding> wholes(NetworkResource network, String nodeId) {
    return Ipv4Range.parse(network.networkIprange())
        .flatMap(mine -> others(network, nodeId, false, mine));
  }

  private Optional<Finding> others(
      NetworkResource network, String nodeId, boolean isSame, Ipv4Range mine) {
    for (var one : own.live()) {
      if (!(one.workload() instanceof NetworkResource other)
          || other.name().equals(network.name()) != isSame
          || (isSame && one.nodeId().equals(nodeId))) { // it is replaced
        continue;
      }
      var theirs = Ipv4Range.parse(isSame ? other.iprange() : other.networkIprange());
      if (theirs.filter(mine::overlaps).isPresent()) {
        return Optional.of(
            rangeUsed(isSame, mine, theirs.get())
                .with("network", other.name())
                .with("holder", one.gwid()));
      }
    }
    return Optional.empty();
  }

  private static Finding rangeUsed(boolean isSame, Ipv4Range mine, Ipv4Range theirs) {
    return Finding.of(
            isSame ? Code.RANGE_USED : Code.RANGE_SHARED,
            isSame ? "iprange" : "network_iprange",
            "is %s, which overlaps %s of your own".formatted(mine, theirs),
            isSame ? "must overlap no other" : "",
            "")
        .with("range", mine.toString())
        .with("other", theirs.toString());
  }

  /// @return what is in nobody's way and still good to know
  public List<Finding> notices(String nodeId) {
    var found = new ArrayList<Finding>();
    if (wish.workload() instanceof Container container) {
      for (int i = 0; i < container.volumes().size(); i++) {
        shared(container.volumes().get(i).volumeId(), "volumes[" + i + "].volume_id", found);
      }
    }
    if (wish.workload() instanceof NetworkResource network) {
      network(network, nodeId, found);
    }
    return List.copyOf(found);
  }

  private void network(NetworkResource network, String nodeId, List<Finding> found) {
    if (own.partsOf(network.name()).containsKey(nodeId)) {
      found.add(
          Finding.of(
              Code.NETWORK_REPLACED,
              "name",
              "is '%s', which is on this node already and takes the new definition"
                  .formatted(network.name()),
              "",
              ""));
    }
    wholes(network, nodeId).ifPresent(found::add);
  }

  private void shared(String gwid, String path, List<Finding> found) {
    var users = own.usersOf(gwid);
    if (!gwid.startsWith("-") && !users.isEmpty()) {
      var first = users.getFirst().gwid();
      var more = users.size() == 1 ? "" : " and %d more".formatted(users.size() - 1);
      found.add(
          Finding.of(
                  Code.VOLUME_SHARED,
                  path,
                  "is %s, which %s%s mounts too".formatted(gwid, first, more),
                  "",
                  "")
              .with("holder", first));
    }
  }
}
