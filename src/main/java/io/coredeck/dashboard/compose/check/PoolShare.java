package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.PoolAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a pool has left for a draft.
///
/// @param pool the pool
/// @param left how long the pool lasts with it
public record PoolShare(Pool pool, Duration left) {

  private static final Texts TEXTS = Texts.of(PoolShare.class);

  /// More is told as this.
  private static final Duration MOST = Duration.ofDays(365L * 100);

  static PoolShare of(Pool pool, Draft draft, Instant at) {
    var now = at.getEpochSecond();
    var units = DraftWish.of(draft).units();
    var emptyAt = PoolAccount.with(pool, PoolAccount.NOT_YET, units, now).emptyAt();
    return new PoolShare(pool, Duration.ofSeconds(Math.clamp(emptyAt - now, 0, MOST.toSeconds())));
  }

  /// @return the share of a draft in the pool it would use; empty if there is none
  public static Optional<PoolShare> of(Draft draft, GridFacts facts) {
    return facts
        .poolFor(draft.text(DraftCheck.NODE), draft.number("/pool_id"))
        .map(pool -> of(pool, draft, facts.at()));
  }

  boolean isEnough() {
    return left.compareTo(PoolAccount.LEAST_LIFE) > 0;
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
