package io.coredeck.model.rule;

import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A pool's sums: what is left, what is in use, when it runs dry.
///
/// All of it is arithmetic on values; nothing is kept here. The results are the original's to the
/// last digit. Source: "Pools" in docs/formats/explorer.md.
public final class PoolAccount {

  /// A pool must last longer than this with a new workload.
  public static final Duration LEAST_LIFE = Duration.ofMinutes(2);

  /// The number of a workload that has none yet.
  public static final long NOT_YET = 0;

  /// What remains of subtracted floating point numbers below this is nothing.
  private static final double NOTHING = 0.00001;

  /// Digits of the mantissa in which the original computes the end of a pool.
  private static final int MANTISSA = 64;

  private static final MathContext PRECISE = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigInteger FOREVER = BigInteger.valueOf(Long.MAX_VALUE);

  private PoolAccount() {}

  /// @param now seconds since 1970
  /// @return an empty pool with the order's owner and nodes
  public static Pool opened(long id, PoolOrder order, long now) {
    return new Pool(
        id,
        0,
        0,
        0,
        order.nodeIds(),
        now,
        0,
        0,
        0,
        Long.MAX_VALUE,
        order.customerTid(),
        order.sponsorTid(),
        List.of());
  }

  /// @param now seconds since 1970
  /// @return the pool as it is now: what was used since its last accounting is taken off
  public static Pool synced(Pool pool, long now) {
    var passed = Math.max(0, now - pool.lastUpdated());
    return new Pool(
        pool.poolId(),
        left(pool.cus(), pool.activeCu(), passed),
        left(pool.sus(), pool.activeSu(), passed),
        left(pool.ipv4us(), pool.activeIpv4(), passed),
        pool.nodeIds(),
        pool.lastUpdated() + passed,
        pool.activeCu(),
        pool.activeSu(),
        pool.activeIpv4(),
        pool.emptyAt(),
        pool.customerTid(),
        pool.sponsorTid(),
        pool.activeWorkloadIds());
  }

  private static double left(double amount, double active, long seconds) {
    return Math.max(0, amount - active * (double) seconds);
  }

  /// @param now seconds since 1970
  /// @return the pool with what was ordered added, for the nodes of the order
  public static Pool credited(Pool pool, PoolOrder order, long now) {
    var synced = synced(pool, now);
    var more =
        new Pool(
            synced.poolId(),
            synced.cus() + (double) order.cus(),
            synced.sus() + (double) order.sus(),
            synced.ipv4us() + (double) order.ipv4us(),
            order.nodeIds(),
            synced.lastUpdated(),
            synced.activeCu(),
            synced.activeSu(),
            synced.activeIpv4(),
            synced.emptyAt(),
            synced.customerTid(),
            synced.sponsorTid(),
            synced.activeWorkloadIds());
    return inUse(more, more.activeCu(), more.activeSu(), more.activeWorkloadIds());
  }

  /// @param now seconds since 1970
  /// @return the pool while it also pays for that workload; unchanged if it already does
  public static Pool with(Pool pool, long workloadId, CloudUnits units, long now) {
    if (pool.activeWorkloadIds().contains(workloadId)) {
      return pool;
    }
    var synced = synced(pool, now);
    var active = new ArrayList<>(synced.activeWorkloadIds());
    active.add(workloadId);
    return inUse(synced, synced.activeCu() + units.cu(), synced.activeSu() + units.su(), active);
  }

  /// @param now seconds since 1970
  /// @return the pool when it no longer pays for that workload; unchanged if it did not
  public static Pool without(Pool pool, long workloadId, CloudUnits units, long now) {
    if (!pool.activeWorkloadIds().contains(workloadId)) {
      return pool;
    }
    var synced = synced(pool, now);
    var active = new ArrayList<>(synced.activeWorkloadIds());
    active.remove(Long.valueOf(workloadId));
    return inUse(
        synced,
        remaining(synced.activeCu(), units.cu()),
        remaining(synced.activeSu(), units.su()),
        active);
  }

  private static double remaining(double active, double freed) {
    var rest = active - freed;
    return freed > 0 && rest < NOTHING ? 0 : rest;
  }

  /// @return 1 of each unit of which the pool has nothing left, 0 of the others
  public static CloudUnits missing(Pool pool) {
    return new CloudUnits(pool.cus() <= 0 ? 1 : 0, pool.sus() <= 0 ? 1 : 0);
  }

  private static Pool inUse(Pool pool, double activeCu, double activeSu, List<Long> workloadIds) {
    return new Pool(
        pool.poolId(),
        pool.cus(),
        pool.sus(),
        pool.ipv4us(),
        pool.nodeIds(),
        pool.lastUpdated(),
        activeCu,
        activeSu,
        pool.activeIpv4(),
        emptyAt(pool, activeCu, activeSu),
        pool.customerTid(),
        pool.sponsorTid(),
        workloadIds);
  }

  private static long emptyAt(Pool pool, double activeCu, double activeSu) {
    var updated = BigDecimal.valueOf(pool.lastUpdated());
    return Stream.of(
            lasts(pool.cus(), activeCu),
            lasts(pool.sus(), activeSu),
            lasts(pool.ipv4us(), pool.activeIpv4()))
        .flatMap(Optional::stream)
        .min(BigDecimal::compareTo)
        .map(seconds -> mantissa(seconds.add(updated)).toBigInteger().min(FOREVER).longValue())
        .orElse(Long.MAX_VALUE);
  }

  private static Optional<BigDecimal> lasts(double amount, double active) {
    return active > 0
        ? Optional.of(mantissa(new BigDecimal(amount).divide(new BigDecimal(active), PRECISE)))
        : Optional.empty();
  }

  /// The number rounded to a binary mantissa of 64 digits, as the original computes: otherwise a
  /// pool of 100 units of which 0.1 are used would end a second early.
  private static BigDecimal mantissa(BigDecimal number) {
    if (number.signum() == 0) {
      return number;
    }
    var magnitude = number.toBigInteger().bitLength(); // 0 below 1: finer than the original there
    var scale = Math.max(0, MANTISSA - magnitude);
    var power = TWO.pow(scale);
    return number.multiply(power).setScale(0, RoundingMode.HALF_EVEN).divide(power);
  }
}
