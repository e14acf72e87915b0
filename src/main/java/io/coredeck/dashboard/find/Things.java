package io.coredeck.dashboard.find;

import io.coredeck.dashboard.find.Finder.Asker;
import io.coredeck.dashboard.grid.Made;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.usage.VolumeUse;
import io.coredeck.model.DiskType;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is on the grid beside containers and nodes: networks, volumes and pools.
final class Things {

  private static final Texts TEXTS = Texts.of(Things.class);
  private static final Made<List<Disk>> DISKS = new Made<>(Things::disks);

  private Things() {}

  /// A volume; what is looked at for each key is written in small letters once.
  private record Disk(Reservation reservation, Volume volume, String name, String small) {

    int score(List<String> words) {
      var score = 0;
      for (var word : words) {
        var best = Match.loose(small, word);
        best = best == 0 ? Match.score(reservation.gwid(), word) : best;
        if (best == 0) {
          return 0;
        }
        score += best;
      }
      return score;
    }
  }

  private static List<Disk> disks(Reservations all) {
    return all.list().stream()
        .filter(one -> one.workload() instanceof Volume && Named.isLive(one))
        .map(one -> {
          var name = Named.of(one);
          return new Disk(one, (Volume) one.workload(), name, Containers.small(name));
        })
        .toList();
  }

  /// @return all, with no more than their names: there may be thousands
  static List<Item> networks(Asker asker) {
    return seen(asker).map(Things::bare).toList();
  }

  /// @param id of an item
  static Optional<Item> network(Asker asker, String id) {
    return seen(asker)
        .filter(one -> bareId(one).equals(id))
        .findFirst()
        .map(one -> item(asker, one));
  }

  private static Stream<NetworkUse> seen(Asker asker) {
    return asker.has("networks")
        ? NetworkUse.of(asker.view()).stream().filter(network -> asker.maySee(network.tid()))
        : Stream.of();
  }

  private static String bareId(NetworkUse network) {
    return "network " + network.id();
  }

  private static Item bare(NetworkUse network) {
    return Item.link(bareId(network), "network", network.name(), "networks/" + network.id());
  }

  private static Item item(Asker asker, NetworkUse network) {
    var text =
        TEXTS.in(asker.language(), "network-text", network.range(), network.attached().size());
    return bare(network).with(text, "");
  }

  /// @return the best first
  static List<Item> volumes(Asker asker, List<String> words, int most) {
    return asker.has("volumes")
        ? asker.view().once(DISKS).stream()
            .filter(disk -> asker.maySee(disk.reservation().customerTid()))
            .filter(disk -> disk.score(words) > 0)
            .sorted(Comparator.comparingInt((Disk disk) -> disk.score(words)).reversed())
            .limit(most)
            .map(disk -> item(asker, disk))
            .toList()
        : List.of();
  }

  /// @param id of an item
  static Optional<Item> volume(Asker asker, String id) {
    return asker.has("volumes")
        ? asker.view().once(DISKS).stream()
            .filter(disk -> id(disk).equals(id) && asker.maySee(disk.reservation().customerTid()))
            .findFirst()
            .map(disk -> item(asker, disk))
        : Optional.empty();
  }

  private static String id(Disk disk) {
    return "volume " + disk.reservation().id();
  }

  private static Item item(Asker asker, Disk disk) {
    var gwid = disk.reservation().gwid();
    var users =
        VolumeUse.of(asker.view()).stream()
            .filter(use -> use.reservation().id() == disk.reservation().id())
            .flatMap(use -> use.mounts().stream())
            .map(mount -> Named.of(mount.container()))
            .collect(Collectors.joining(", "));
    var text =
        TEXTS.in(
            asker.language(),
            users.isEmpty() ? "volume-unused" : "volume-used",
            disk.volume().size().toGiB(),
            disk.volume().diskType() == DiskType.SSD ? "SSD" : "HDD",
            users);
    return Item.link(id(disk), "hard-drive", disk.name(), "volumes?q=" + gwid)
        .with(text, disk.name().equals(gwid) ? "" : gwid);
  }

  static List<Item> pools(Asker asker) {
    if (!asker.has("pools")) {
      return List.of();
    }
    return asker.pools().stream()
        .map(pool -> {
          var number = Long.toString(pool.poolId());
          var name = TEXTS.in(asker.language(), "pool", number);
          var nodes = TEXTS.in(asker.language(), "pool-nodes", pool.nodeIds().size());
          return Item.link("pool " + number, "layers", name, "pools").with(nodes, "");
        })
        .toList();
  }
}
