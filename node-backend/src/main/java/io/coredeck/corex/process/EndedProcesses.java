package io.coredeck.corex.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;

/// How much is kept of processes that have ended: what they were and what they printed. Safe for
/// use by several threads.
final class EndedProcesses {

  /// Those that ended first beyond so many are forgotten, unless somebody looks or they are
  /// defined.
  static final int LIMIT = 2000;

  /// Characters of their commands and variables together; those that ended first beyond are
  /// forgotten.
  private static final long WORDS_LIMIT = 4L << 20;

  /// Bytes of output kept of all together; those that ended first lose theirs.
  private static final long OUTPUT_LIMIT = 8L << 20;

  private final ConcurrentNavigableMap<Long, ManagedProcess> known;

  /// @param known all processes, by their ids
  EndedProcesses(ConcurrentNavigableMap<Long, ManagedProcess> known) {
    this.known = known;
  }

  /// Forgets all of them.
  ///
  /// @return their ids
  List<Long> forgetAll() {
    var gone = new ArrayList<Long>();
    for (var process : known.values()) {
      if (process.hasEnded() && forget(process)) {
        gone.add(process.id());
      }
    }
    return gone;
  }

  /// @return whether it was forgotten now; not if it runs, is to be kept or is not known any more
  boolean forget(ManagedProcess process) {
    if (!process.retireIfForgettable() || !known.remove(process.id(), process)) {
      return false;
    }
    process.printed().forget();
    return true;
  }

  /// Keeps the bounds.
  ///
  /// @return the ids of those forgotten for it
  List<Long> bound() {
    var gone = new ArrayList<Long>();
    var count = 0;
    var words = 0L;
    var output = 0L;
    for (var process : newestEndFirst()) {
      count++;
      words += words(process);
      if ((count > LIMIT || words > WORDS_LIMIT) && !process.isWatched() && forget(process)) {
        gone.add(process.id());
        continue;
      }
      output += process.printed().keptBytes();
      if (output > OUTPUT_LIMIT) {
        forgetOutput(process);
      }
    }
    return gone;
  }

  private List<ManagedProcess> newestEndFirst() {
    record Ended(ManagedProcess process, Instant at) {}
    return known.descendingMap().values().stream()
        .filter(ManagedProcess::hasEnded)
        .map(process -> new Ended(process, process.info().ended().orElse(Instant.MIN)))
        .sorted(Comparator.comparing(Ended::at).reversed())
        .map(Ended::process)
        .toList();
  }

  private static void forgetOutput(ManagedProcess process) {
    process.printed().forget();
    if (process.isActive()) {
      process.printed().reopen(); // somebody has started it meanwhile
    }
  }

  private static long words(ManagedProcess process) {
    var launch = process.plan().launch();
    return launch.argv().stream().mapToLong(String::length).sum()
        + launch.environment().entrySet().stream()
            .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
  }
}
