package io.coredeck.sdk.zos;

import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.ResourceAmount;
import java.util.Optional;
import java.util.OptionalLong;

/// What a node must be and have. Immutable: each method gives another wish.
///
/// @param farmId of its farm
/// @param farmName of its farm
/// @param country empty for any
/// @param city empty for any
/// @param free what must not be reserved yet
/// @param poolId a pool that can be used on it
public record NodeWish(
    OptionalLong farmId,
    Optional<String> farmName,
    String country,
    String city,
    ResourceAmount free,
    OptionalLong poolId) {

  /// Any node.
  public static final NodeWish ANY =
      new NodeWish(
          OptionalLong.empty(),
          Optional.empty(),
          "",
          "",
          ResourceAmount.NONE,
          OptionalLong.empty());

  public NodeWish inFarm(long id) {
    return new NodeWish(OptionalLong.of(id), farmName, country, city, free, poolId);
  }

  public NodeWish inFarm(String name) {
    return new NodeWish(farmId, Optional.of(name), country, city, free, poolId);
  }

  /// @param newCountry empty for any
  /// @param newCity empty for any
  public NodeWish at(String newCountry, String newCity) {
    return new NodeWish(farmId, farmName, newCountry, newCity, free, poolId);
  }

  /// @param cru virtual CPUs
  /// @param mru memory, GiB
  /// @param hru HDD, GiB
  /// @param sru SSD, GiB
  public NodeWish with(long cru, double mru, double hru, double sru) {
    var amount = new ResourceAmount(cru, mru, hru, sru);
    return new NodeWish(farmId, farmName, country, city, amount, poolId);
  }

  public NodeWish ofPool(long id) {
    return new NodeWish(farmId, farmName, country, city, free, OptionalLong.of(id));
  }

  boolean isAt(Node node) {
    return (country.isEmpty() || country.equalsIgnoreCase(node.location().country()))
        && (city.isEmpty() || city.equalsIgnoreCase(node.location().city()));
  }

  boolean fits(Node node) {
    var total = node.totalResources();
    var reserved = node.reservedResources();
    return total.cru() - Math.max(0, reserved.cru()) >= free.cru()
        && total.mru() - Math.max(0, reserved.mru()) >= free.mru()
        && total.hru() - Math.max(0, reserved.hru()) >= free.hru()
        && total.sru() - Math.max(0, reserved.sru()) >= free.sru();
  }
}
