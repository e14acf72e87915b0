package io.coredeck.node.container.cgroup;

import io.coredeck.model.Bytes;
import io.coredeck.node.host.MachineMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many processes and threads containers may have, so that what runs beside them, this program
/// first, can always start some.
///
/// Each container may have as large a part of them as it has of the machine's memory. A node gives
/// no more memory away than there is, so nobody can use up what is another's.
///
/// @param all all containers of a node together
/// @param perGib one container, for each GiB of its memory
public record ProcessBudget(long all, long perGib) {
  private static final Path KERNEL = Path.of("/proc/sys/kernel");

  /// Of four parts three are for containers.
  private static final long PARTS = 4;

  /// @param machine how many this machine can have, 64 or more
  /// @param memory of this machine, in bytes
  static ProcessBudget of(long machine, long memory) {
    var all = machine - machine / PARTS;
    var gibs = Math.max(1, Math.ceilDiv(memory, Bytes.GIB));
    return new ProcessBudget(all, Math.max(1, all / gibs));
  }

  /// @return what this machine, as it is set now, has for containers
  /// @throws IOException if the kernel does not tell
  public static ProcessBudget read() throws IOException {
    return of(Math.min(number("pid_max"), number("threads-max")), MachineMemory.read());
  }

  private static long number(String setting) throws IOException {
    var file = KERNEL.resolve(setting);
    // Such a file gives all of itself to the first read alone, and readString begins with one byte.
    var text = String.join(" ", Files.readAllLines(file)).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + ": is '" + text + "'; it must be a number", e);
    }
  }
}
