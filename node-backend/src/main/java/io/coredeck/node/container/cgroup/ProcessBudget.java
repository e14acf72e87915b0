package io.coredeck.node.container.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many processes and threads containers may have, so that what runs beside them, this program
/// first, can always start some.
///
/// @param all all containers of a node together
/// @param each one container at most, whatever it asks for
public record ProcessBudget(long all, long each) {
  private static final Path KERNEL = Path.of("/proc/sys/kernel");

  /// So many containers must misbehave before others feel it.
  private static final long CONTAINERS_THAT_FILL_IT = 16;

  /// Of four parts three are for containers.
  private static final long PARTS = 4;

  /// @param machine how many this machine can have, 64 or more
  static ProcessBudget of(long machine) {
    var all = machine - machine / PARTS;
    return new ProcessBudget(all, Math.max(1, all / CONTAINERS_THAT_FILL_IT));
  }

  /// @return what this machine, as it is set now, has for containers
  /// @throws IOException if the kernel does not tell
  public static ProcessBudget read() throws IOException {
    return of(Math.min(number("pid_max"), number("threads-max")));
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
