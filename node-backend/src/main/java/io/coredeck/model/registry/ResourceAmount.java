package io.coredeck.model.registry;

/// An amount of a node's resources.
///
/// @param cru virtual CPUs
/// @param mru memory, GiB
/// @param hru HDD space, GiB
/// @param sru SSD space, GiB
public record ResourceAmount(long cru, double mru, double hru, double sru) {

  /// Nothing at all.
  public static final ResourceAmount NONE = new ResourceAmount(0, 0, 0, 0);
}
