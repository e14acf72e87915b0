package io.coredeck.corex.linux;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.ProcStat;
import java.util.HashSet;

/// Everything a program has started and that has not left its session, whatever groups a shell has
/// put it into.
final class Session {

  /// While they are told to end they can start others; so it is looked again, but not for ever.
  private static final int ROUNDS = 4;

  private static final int SIGKILL = 9;

  private Session() {}

  /// @param session the pid of its first process
  /// @return how many processes were there
  static int signal(int session, int signal) {
    var told = new HashSet<Integer>();
    for (var round = 0; round < ROUNDS; round++) {
      var before = told.size();
      for (var process : ProcStat.ofSession(session)) {
        if (!process.zombie() && told.add(process.pid())) {
          Libc.kill(process.pid(), signal);
        }
      }
      if (signal != SIGKILL || told.size() == before) {
        return told.size();
      }
    }
    return told.size();
  }
}
