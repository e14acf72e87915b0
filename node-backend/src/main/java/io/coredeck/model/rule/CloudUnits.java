package io.coredeck.model.rule;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;

/// What a workload takes from its pool every second.
///
/// The numbers are the original explorer's to the last digit, halves rounded away from zero; its
/// clients compute estimates that differ on ties, and the explorer's count. Source: "Pools" in
/// docs/formats/explorer.md, `vectors/cloud_units.json`.
///
/// @param cu compute units
/// @param su storage units
public record CloudUnits(double cu, double su) {

  /// What costs nothing.
  public static final CloudUnits NONE = new CloudUnits(0, 0);

  /// The part of a container's root file system that is free, GiB.
  private static final double FREE_ROOT = 50;

  private static final double MEMORY_OF_UNIT = 4;
  private static final double CPUS_OF_UNIT = 2;
  private static final double HDD_OF_UNIT = 1200;
  private static final double SSD_OF_UNIT = 300;

  private static final double MIB_PER_GIB = 1024;
  private static final double THOUSANDTH = 1e3;
  private static final double TEN_THOUSANDTH = 1e4;

  /// @return what the workload takes every second
  public static CloudUnits of(Workload workload) {
    return switch (workload) {
      case Container container -> ofContainer(container.capacity());
      case Volume volume ->
          new CloudUnits(0, storage((double) volume.size().toGiB(), volume.diskType()));
      case NetworkResource _, Workload.Unsupported _ -> NONE;
    };
  }

  private static CloudUnits ofContainer(Container.Capacity capacity) {
    var memory = gibibytes(capacity.memory());
    var disk = Math.max(0, gibibytes(capacity.disk()) - FREE_ROOT);
    var cu = Math.min(memory / MEMORY_OF_UNIT, (double) capacity.cpu() / CPUS_OF_UNIT);
    return new CloudUnits(rounded(cu, THOUSANDTH), storage(disk, capacity.diskType()));
  }

  private static double gibibytes(Bytes amount) {
    return rounded((double) amount.toMiB() / MIB_PER_GIB, TEN_THOUSANDTH);
  }

  private static double storage(double gibibytes, DiskType type) {
    return rounded(
        switch (type) {
          case HDD -> gibibytes / HDD_OF_UNIT;
          case SSD -> gibibytes / SSD_OF_UNIT;
        },
        THOUSANDTH);
  }

  /// Amounts are never negative, so half up is half away from zero.
  private static double rounded(double amount, double parts) {
    return (double) Math.round(amount * parts) / parts;
  }
}
