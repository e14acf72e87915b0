package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.CloudUnits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a pool has left for a draft.
///
/// @param pool the pool
/// @param left how long the pool lasts with it
public record PoolShare(Pool pool, Duration left) {

  private static final Texts TEXTS = Texts.of(PoolShare.class);

  /// The explorer refuses what would leave less.
  private static final Duration LEAST_LIFE = Duration.ofMinutes(2);

  /// More is told as this.
  private static final Duration MOST = Duration.ofDays(365L * 100);

  static PoolShare of(Pool pool, Draft draft, Instant now) {
    var units = units(draft);
    var since = Math.max(0, now.getEpochSecond() - pool.lastUpdated());
    var compute = seconds(pool.cus(), pool.activeCu(), units.cu(), since);
    var storage = seconds(pool.sus(), pool.activeSu(), units.su(), since);
    var left = Math.clamp(Math.min(compute, storage), 0, (double) MOST.toSeconds());
    return new PoolShare(pool, Duration.ofSeconds((long) left));
  }

  /// @return the share of a draft in the pool it would use; empty if there is none
  public static java.util.Optional<PoolShare> of(Draft draft, GridFacts facts) {
    return facts
        .poolFor(draft.text(DraftCheck.NODE), draft.number("/pool_id"))
        .map(pool -> of(pool, draft, facts.at()));
  }

  private static double seconds(double stock, double active, double more, long since) {
    var rate = active + more;
    return rate <= 0 ? MOST.toSeconds() : (stock - active * since) / rate;
  }

  private static CloudUnits units(Draft draft) {
    var container =
        CloudUnits.of(
            new Container(
                "",
                "",
                "",
                Map.of(),
                Map.of(),
                "",
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Container.Capacity(
                    draft.number(DraftCheck.CPU),
                    mebibytes(draft.number(DraftCheck.MEMORY)),
                    mebibytes(draft.number(DraftCheck.DISK)),
                    draft.isSsd("/capacity/disk_type") ? DiskType.SSD : DiskType.HDD),
                false));
    var su = container.su();
    for (var mount : draft.mounts()) {
      if (mount.isNew()) {
        var size = mebibytes(Math.clamp(mount.newGib(), 0, 1L << 30) * (Bytes.GIB / Bytes.MIB));
        su += CloudUnits.of(new Volume(size, mount.newSsd() ? DiskType.SSD : DiskType.HDD)).su();
      }
    }
    return new CloudUnits(container.cu(), su);
  }

  private static Bytes mebibytes(long amount) {
    return Bytes.ofMiB(Math.clamp(amount, 0, 1L << 40));
  }

  boolean isEnough() {
    return left.compareTo(LEAST_LIFE) > 0;
  }

  /// @return a sentence
  public String words() {
    var id = String.valueOf(pool.poolId());
    if (!isEnough()) {
      return TEXTS.get("pool-empty", id);
    }
    return left.compareTo(MOST) >= 0
        ? TEXTS.get("pool-for-ever", id)
        : TEXTS.get("pool-lasts", id, Amount.of(left));
  }
}
