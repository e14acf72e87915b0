package io.coredeck.corex.linux.system;

import io.coredeck.corex.linux.system.Libc.Call;
import java.lang.foreign.Arena;

/// What the calling thread takes for the root of all files, chroot(2). What it starts has the same.
///
/// Threads of a program share one; the system lets each have its own, unshare(2).
public final class ThreadRoot {
  private static final int OWN_ROOT = 0x200; // CLONE_FS

  private ThreadRoot() {}

  /// Changes it, for as long as the thread lives, and starts there.
  ///
  /// @param directory absolute
  /// @return 0, or minus the error number
  public static int change(String directory) {
    try (var arena = Arena.ofConfined()) {
      var result = Libc.call(Call.UNSHARE, OWN_ROOT, 0, 0, 0);
      if (result == 0) {
        result = Libc.call(Call.CHROOT, arena.allocateFrom(directory).address(), 0, 0, 0);
      }
      return (int)
          (result == 0
              ? Libc.call(Call.CHDIR, arena.allocateFrom("/").address(), 0, 0, 0)
              : result);
    }
  }
}
