package io.coredeck.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/// How many bytes the answers of a server that wait for their readers may have, all together and
/// those of one machine: one that reads slowly leaves room for others. Safe for many threads.
final class AnswerBudget {

  /// Which part of all answers may be one machine's.
  private static final int PART_OF_ONE = 8;

  private final ByteBudget all;
  private final long mostOfOne;

  /// A machine that holds nothing is not in it.
  private final Map<String, Long> held = new HashMap<>();

  /// @param most bytes of all answers; an eighth of them of one machine
  AnswerBudget(long most) {
    all = new ByteBudget(most);
    mostOfOne = most / PART_OF_ONE;
  }

  /// @param machine address of the reader; empty for one without a share of its own
  /// @param bytes 0 or more; more than a whole share are given to a machine that holds nothing
  /// @return whether they may be held; they must be given back then
  synchronized boolean take(String machine, long bytes) {
    var before = held.getOrDefault(machine, 0L);
    if (!machine.isEmpty() && before > 0 && bytes > 0 && before + bytes > mostOfOne) {
      return false;
    }
    if (!all.take(bytes)) {
      return false;
    }
    if (!machine.isEmpty() && bytes > 0) {
      held.put(machine, before + bytes);
    }
    return true;
  }

  synchronized void giveBack(String machine, long bytes) {
    all.giveBack(bytes);
    held.computeIfPresent(machine, (_, before) -> before == bytes ? null : before - bytes);
  }

  /// @param remote IP address of the reader
  /// @return whose share it is; empty for programs of this machine, which may speak for many
  static String machine(String remote) {
    try {
      return InetAddress.getByName(remote).isLoopbackAddress() ? "" : remote;
    } catch (UnknownHostException _) {
      return remote; // no address, so no loopback
    }
  }
}
