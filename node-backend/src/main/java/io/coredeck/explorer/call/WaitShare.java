package io.coredeck.explorer.call;

import io.coredeck.web.WebRequest;

/// How many of the calls that may wait are one machine's.
///
/// @param machine whose; empty for the programs of this machine, who wait as they like
/// @param most calls of that machine that may wait
public record WaitShare(String machine, int most) {

  /// Calls of one machine that may wait.
  static final int MOST_OF_ONE = 16;

  /// For how many machines a proxy on this machine passes calls on.
  static final int BEHIND_A_PROXY = 16;

  /// Nobody's: without a bound.
  static final WaitShare FREE = new WaitShare("", Integer.MAX_VALUE);

  /// @return whether the machine has a bound of its own
  public boolean isBounded() {
    return !equals(FREE);
  }

  /// @return the share of who calls
  public static WaitShare of(WebRequest request) {
    return of(request, MOST_OF_ONE);
  }

  /// @param most calls of one machine that may wait; of a proxy on this machine 16 times as many
  /// @return the share of who calls
  public static WaitShare of(WebRequest request, int most) {
    var machine = ClientAddress.of(request);
    if (!ClientAddress.isThisMachine(machine)) {
      return new WaitShare(machine, most);
    }
    return ClientAddress.isForwarded(request)
        ? new WaitShare(machine, BEHIND_A_PROXY * most)
        : FREE;
  }
}
