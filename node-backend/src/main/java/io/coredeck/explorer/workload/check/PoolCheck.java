package io.coredeck.explorer.workload.check;

import io.coredeck.explorer.store.Reading;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.CloudUnits;
import io.coredeck.model.rule.PoolAccount;

/// Whether a pool can carry one more workload.
///
/// Workloads that their nodes are still busy with count too: otherwise two at once would get what
/// is only there for one.
public final class PoolCheck {

  /// The original's words for a pool that does not.
  public static final String NOT_PAID = "pool needs additional capacity to support this workload";

  /// The original's words.
  public static final String NO_POOL = "pool does not exist";

  /// The original's words for a pool that is another's, or not for the node.
  public static final String NOT_ALLOWED = "not allowed to deploy workload on this pool";

  private PoolCheck() {}

  /// @param now seconds since 1970
  /// @return when it runs dry with what is wanted, seconds since 1970; {@link Long#MAX_VALUE} for
  ///   never
  public static long emptyAt(Reading records, Pool pool, CloudUnits wanted, long now) {
    var pending = records.unansweredFrom(pool.poolId());
    var units = new CloudUnits(wanted.cu() + pending.cu(), wanted.su() + pending.su());
    return PoolAccount.with(pool, PoolAccount.NOT_YET, units, now).emptyAt();
  }

  /// @param emptyAt as {@link #emptyAt} says
  /// @return whether that is late enough
  public static boolean isEnough(long emptyAt, long now) {
    return now + PoolAccount.LEAST_LIFE.toSeconds() < emptyAt;
  }
}
