package io.coredeck.explorer.call;

import io.coredeck.web.WebRequest;

/// How many of the calls that may wait are one machine's.
///
/// @param machine whose; empty for the programs of this machine, who wait as they like
/// @param most calls of that machine that may wait
record WaitShare(String machine, int most) {

  /// Calls of one machine that may wait.
  static final int MOST_OF_ONE = 16;

  /// Calls that a proxy on this machine passes on: many people's.
  static final int MOST_OF_A_PROXY = 256;

  /// Nobody's: without a bound.
  static final WaitShare FREE = new WaitShare("", Integer.MAX_VALUE);

  static WaitShare of(WebRequest request) {
    var machine = ClientAddress.of(request);
    if (!ClientAddress.isThisMachine(machine)) {
      return new WaitShare(machine, MOST_OF_ONE);
    }
    return ClientAddress.isForwarded(request) ? new WaitShare(machine, MOST_OF_A_PROXY) : FREE;
  }
}
