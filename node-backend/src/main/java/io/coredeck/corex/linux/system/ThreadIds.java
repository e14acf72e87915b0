package io.coredeck.corex.linux.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Libc.Call;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Who the calling thread is, credentials(7). What it starts is the same.
///
/// The C library would change all threads of CoreX; the system itself knows of threads alone.
///
/// @param users real, effective and saved user
/// @param groups real, effective and saved group
/// @param more supplementary groups
public record ThreadIds(List<Long> users, List<Long> groups, List<Long> more) {

  /// The most supplementary groups Linux allows.
  private static final int MORE_LIMIT = 65_536;

  private static final int IDS = 3;

  public ThreadIds {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    more = List.copyOf(more);
  }

  /// @return those of the calling thread
  public static ThreadIds current() {
    try (var arena = Arena.ofConfined()) {
      var ids = arena.allocate(JAVA_INT, IDS);
      var at = ids.address();
      Libc.call(Call.GETRESUID, at, at + JAVA_INT.byteSize(), at + 2 * JAVA_INT.byteSize(), 0);
      var users = numbers(ids.toArray(JAVA_INT));
      Libc.call(Call.GETRESGID, at, at + JAVA_INT.byteSize(), at + 2 * JAVA_INT.byteSize(), 0);
      var groups = numbers(ids.toArray(JAVA_INT));
      var count = Math.max(0, Libc.call(Call.GETGROUPS, 0, 0, 0, 0));
      var more = arena.allocate(JAVA_INT, Math.max(1, count));
      var got = (int) Math.max(0, Libc.call(Call.GETGROUPS, count, more.address(), 0, 0));
      return new ThreadIds(users, groups, numbers(more.toArray(JAVA_INT)).subList(0, got));
    }
  }

  private static List<Long> numbers(int[] ids) {
    var numbers = new ArrayList<Long>();
    for (var id : ids) {
      numbers.add(Integer.toUnsignedLong(id));
    }
    return numbers;
  }

  /// @return 0, or minus the error number
  public static int setUsers(long real, long effective, long saved) {
    return (int) Libc.call(Call.SETRESUID, real, effective, saved, 0);
  }

  /// @return 0, or minus the error number
  public static int setGroups(long real, long effective, long saved) {
    return (int) Libc.call(Call.SETRESGID, real, effective, saved, 0);
  }

  /// @return 0, or minus the error number
  public static int setMoreGroups(List<Long> groups) {
    if (groups.size() > MORE_LIMIT) {
      throw new IllegalArgumentException(
          "%d groups; Linux allows %d".formatted(groups.size(), MORE_LIMIT));
    }
    try (var arena = Arena.ofConfined()) {
      var ids = arena.allocate(JAVA_INT, Math.max(1, groups.size()));
      for (var i = 0; i < groups.size(); i++) {
        ids.setAtIndex(JAVA_INT, i, groups.get(i).intValue());
      }
      return (int) Libc.call(Call.SETGROUPS, groups.size(), ids.address(), 0, 0);
    }
  }
}
