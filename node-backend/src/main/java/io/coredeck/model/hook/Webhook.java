package io.coredeck.model.hook;

/// A webhook: to whom the explorer tells what happens to workloads.
///
/// @param id its number
/// @param tid whose it is, a user of the grid
/// @param target where it goes and what it tells of
/// @param created seconds since 1970
/// @param standing how it fares
/// @param waiting how many deliveries wait
public record Webhook(
    long id, long tid, HookTarget target, long created, Standing standing, long waiting) {

  /// How a webhook fares.
  ///
  /// @param isBlocked whether an admin has stopped it; only an admin lets it go on
  /// @param reason why it is stopped, unless its owner did that; empty if it is not
  /// @param failures tries that failed since the last one that did not
  /// @param failingSince the first of them, seconds since 1970; 0 if there is none
  /// @param nextAt before this nothing is tried, seconds since 1970
  /// @param lastSuccess seconds since 1970; 0 for never
  /// @param dropped how many deliveries were never made because too many waited or they were too
  ///   old
  /// @param oldSecretUntil until then deliveries are also signed with the secret before, seconds
  ///   since 1970; 0 if there is none
  public record Standing(
      boolean isBlocked,
      String reason,
      long failures,
      long failingSince,
      long nextAt,
      long lastSuccess,
      long dropped,
      long oldSecretUntil) {

    /// Of one that was never tried.
    public static final Standing FRESH = new Standing(false, "", 0, 0, 0, 0, 0, 0);

    /// @return the same, as if nothing had failed
    public Standing forgiven() {
      return new Standing(isBlocked, "", 0, 0, 0, lastSuccess, dropped, oldSecretUntil);
    }

    /// @return the same, stopped
    public Standing stopped(boolean byAdmin, String why) {
      return new Standing(
          byAdmin || isBlocked,
          why,
          failures,
          failingSince,
          nextAt,
          lastSuccess,
          dropped,
          oldSecretUntil);
    }

    /// @return the same, let go on by an admin
    public Standing unblocked() {
      return new Standing(false, "", 0, 0, 0, lastSuccess, dropped, oldSecretUntil);
    }

    /// @return the same after a delivery has arrived
    public Standing arrived(long now) {
      return new Standing(isBlocked, reason, 0, 0, 0, now, dropped, oldSecretUntil);
    }

    /// @param next when to try again at the earliest
    /// @return the same after one more failure
    public Standing failed(long now, long next) {
      return new Standing(
          isBlocked,
          reason,
          failures + 1,
          failingSince == 0 ? now : failingSince,
          Math.max(next, nextAt),
          lastSuccess,
          dropped,
          oldSecretUntil);
    }

    /// @return the same with its secret changed
    public Standing rotated(long until) {
      return new Standing(
          isBlocked, reason, failures, failingSince, nextAt, lastSuccess, dropped, until);
    }

    /// @return the same with so many more deliveries never made
    public Standing dropping(long more) {
      return new Standing(
          isBlocked,
          reason,
          failures,
          failingSince,
          nextAt,
          lastSuccess,
          dropped + more,
          oldSecretUntil);
    }
  }

  /// @return whether deliveries are made
  public boolean isActive() {
    return target.enabled() && !standing.isBlocked();
  }

  /// @return the same with its number
  public Webhook withId(long given) {
    return new Webhook(given, tid, target, created, standing, waiting);
  }

  /// @return the same, going elsewhere or telling of something else
  public Webhook with(HookTarget changed) {
    return new Webhook(id, tid, changed, created, standing, waiting);
  }

  /// @return the same, faring differently
  public Webhook with(Standing changed) {
    return new Webhook(id, tid, target, created, changed, waiting);
  }

  /// @return the same with so many deliveries waiting
  public Webhook withWaiting(long count) {
    return new Webhook(id, tid, target, created, standing, count);
  }
}
