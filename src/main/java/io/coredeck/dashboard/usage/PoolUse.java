package io.coredeck.dashboard.usage;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.CloudUnits;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A pool as it is at one moment, and what takes from it.
///
/// @param pool as the explorer last counted it
/// @param compute unit seconds left now
/// @param storage unit seconds left now
/// @param users what takes from it, the most first
public record PoolUse(Pool pool, double compute, double storage, List<User> users) {

  /// More than this is told as this.
  public static final Duration MOST = Duration.ofDays(365L * 1000);

  public PoolUse {
    users = List.copyOf(users);
  }

  /// Something that takes from the pool.
  ///
  /// @param units what it takes every second
  public record User(Reservation reservation, CloudUnits units) {}

  public static PoolUse of(Pool pool, GridView view, Instant now) {
    var since = Math.max(0, now.getEpochSecond() - pool.lastUpdated());
    var users =
        view.live().stream()
            .filter(one -> one.poolId() == pool.poolId() && Named.isLive(one))
            .map(one -> new User(one, CloudUnits.of(one.workload())))
            .filter(user -> user.units().cu() > 0 || user.units().su() > 0)
            .sorted(
                Comparator.comparingDouble((User user) -> user.units().cu() + user.units().su())
                    .reversed())
            .toList();
    return new PoolUse(
        pool,
        Math.max(0, pool.cus() - pool.activeCu() * since),
        Math.max(0, pool.sus() - pool.activeSu() * since),
        users);
  }

  /// @return how long it lasts at the rate of now; empty if nothing takes from it
  public Optional<Duration> left() {
    var seconds = Math.min(left(compute, pool.activeCu()), left(storage, pool.activeSu()));
    return seconds == Double.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) Math.min(seconds, (double) MOST.toSeconds())));
  }

  private static double left(double stock, double rate) {
    return rate <= 0 ? Double.MAX_VALUE : stock / rate;
  }
}
