package io.coredeck.model.fit;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.rule.CloudUnits;
import io.coredeck.model.rule.ContainerRules;
import java.util.List;

/// What is asked for, together with what is made for it just before.
///
/// @param workload what is asked for
/// @param newVolumes those made with it; they are mounted under ids such as `-1`
/// @param makesNetwork whether its network is made with it
public record Wish(Workload workload, List<Volume> newVolumes, boolean makesNetwork) {

  public Wish {
    newVolumes = List.copyOf(newVolumes);
  }

  /// Nothing is made with it.
  public static Wish of(Workload workload) {
    return new Wish(workload, List.of(), false);
  }

  /// @return CPUs; 0 if it is no container
  public long cpus() {
    return workload instanceof Container container ? container.capacity().cpu() : 0;
  }

  /// @return nothing if it is no container
  public Bytes memory() {
    return workload instanceof Container container ? container.capacity().memory() : Bytes.NONE;
  }

  /// @return the kind of disk it is on itself
  public DiskType diskType() {
    return switch (workload) {
      case Container container -> container.capacity().diskType();
      case Volume volume -> volume.diskType();
      default -> DiskType.SSD;
    };
  }

  /// @return space on a kind of disk, its new volumes' included
  public Bytes disk(DiskType type) {
    var own = type == diskType() ? ownDisk() : Bytes.NONE;
    return newDisk(type).stream().reduce(own, Wish::sum);
  }

  /// @return space of its new volumes on a kind of disk
  public Bytes newDiskOf(DiskType type) {
    return newDisk(type).stream().reduce(Bytes.NONE, Wish::sum);
  }

  private List<Bytes> newDisk(DiskType type) {
    return newVolumes.stream()
        .filter(volume -> volume.diskType() == type)
        .map(Volume::size)
        .toList();
  }

  private Bytes ownDisk() {
    return switch (workload) {
      case Container container ->
          container.capacity().disk().equals(Bytes.NONE)
              ? ContainerRules.DEFAULT_DISK
              : container.capacity().disk();
      case Volume volume -> volume.size();
      default -> Bytes.NONE;
    };
  }

  private static Bytes sum(Bytes one, Bytes other) {
    return new Bytes(
        one.count() > Long.MAX_VALUE - other.count()
            ? Long.MAX_VALUE
            : one.count() + other.count());
  }

  /// @return what it takes from its pool every second
  public CloudUnits units() {
    var own = CloudUnits.of(workload);
    var more = newVolumes.stream().mapToDouble(volume -> CloudUnits.of(volume).su()).sum();
    return new CloudUnits(own.cu(), own.su() + more);
  }
}
