package io.coredeck.corex.linux.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// One process as `/proc/PID/stat` tells it.
///
/// @param zombie whether it has ended and its status was not taken
public record ProcStat(int pid, boolean zombie, int parent, int session) {
  private static final Path PROC = Path.of("/proc");

  // Fields counted from the first one after the name.
  private static final int PARENT = 1;
  private static final int SESSION = 3;

  /// @return all processes that can be seen; none without `/proc`
  public static List<ProcStat> all() {
    return where(_ -> true);
  }

  /// Asks the system first which they are: that is far quicker than to read what it tells of all.
  ///
  /// @return the processes of a session that can be seen; none without `/proc`
  public static List<ProcStat> ofSession(int session) {
    return where(
            pid -> {
              var its = Libc.sessionOf(pid);
              return its == session || (its < 0 && its != -Libc.ESRCH); // some may not be asked
            })
        .stream()
        .filter(process -> process.session == session)
        .toList();
  }

  private static List<ProcStat> where(IntPredicate wanted) {
    var found = new ArrayList<ProcStat>();
    try (var entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (var entry : entries) {
        if (wanted.test(Integer.parseInt(entry.getFileName().toString()))) {
          read(entry).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return found;
  }

  /// @return the process itself
  public static Optional<ProcStat> self() {
    return read(PROC.resolve("self"));
  }

  /// The name stands in parentheses and may hold anything, so we start after the last one.
  private static Optional<ProcStat> read(Path process) {
    try {
      var stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", SESSION + 2);
      return Optional.of(
          new ProcStat(
              Integer.parseInt(stat.substring(0, stat.indexOf(' '))),
              "ZX".contains(fields[0]),
              Integer.parseInt(fields[PARENT]),
              Integer.parseInt(fields[SESSION])));
    } catch (IOException e) {
      return Optional.empty(); // it is gone
    }
  }
}
