package io.coredeck.explorer.call;

import java.util.HashMap;
import java.util.Map;

/// How much of its share each machine has taken. Safe for many threads.
public final class Shares {

  /// A machine that has none is not in it.
  private final Map<WaitShare, Integer> taken = new HashMap<>();

  /// @return whether that machine may have one more
  public synchronized boolean hasPlace(WaitShare share) {
    return taken.getOrDefault(share, 0) < share.most();
  }

  /// @return whether it has one more now, to be given back
  public synchronized boolean take(WaitShare share) {
    if (!hasPlace(share)) {
      return false;
    }
    taken.merge(share, 1, Integer::sum);
    return true;
  }

  /// Gives back what was taken.
  public synchronized void giveBack(WaitShare share) {
    taken.computeIfPresent(share, (_, count) -> count == 1 ? null : count - 1);
  }
}
