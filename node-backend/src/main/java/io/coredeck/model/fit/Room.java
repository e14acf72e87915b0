package io.coredeck.model.fit;

import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.ContainerRules;

/// What a node has and what of it is free, by what it reported last.
///
/// @param cpus that it has; they are shared by all
/// @param reservedCpus what its containers asked for together, may be more
/// @param memory free for containers
/// @param hdd free
/// @param ssd free
public record Room(long cpus, long reservedCpus, Bytes memory, Bytes hdd, Bytes ssd) {

  /// @return that of a node, whatever it says of itself
  public static Room of(Node node) {
    var all = node.totalResources();
    var taken = node.reservedResources();
    var usable = ContainerRules.usableMemory(gib(all.mru()));
    return new Room(
        all.cru(),
        taken.cru(),
        new Bytes(Math.max(0, usable.count() - gib(taken.mru()).count())),
        gib(all.hru() - taken.hru()),
        gib(all.sru() - taken.sru()));
  }

  /// @return free space of a kind
  public Bytes disk(DiskType type) {
    return type == DiskType.SSD ? ssd : hdd;
  }

  private static Bytes gib(double amount) {
    return new Bytes((long) (Math.max(0, amount) * Bytes.GIB));
  }
}
