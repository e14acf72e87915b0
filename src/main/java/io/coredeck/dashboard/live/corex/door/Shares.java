package io.coredeck.dashboard.live.corex.door;

import java.util.HashMap;
import java.util.Map;

/// Places for a bounded number of things, and a bounded number of them for one person.
public final class Shares {

  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  public Shares(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /// @return false if there is no place
  public synchronized boolean take(String person) {
    var own = taken.getOrDefault(person, 0);
    if (all >= most || own >= mostOfOne) {
      return false;
    }
    taken.put(person, own + 1);
    all++;
    return true;
  }

  /// Gives back one that was taken.
  public synchronized void give(String person) {
    all--;
    taken.computeIfPresent(person, (_, own) -> own == 1 ? null : own - 1);
  }
}
