package io.coredeck.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this machine has.
public final class MachineMemory {
  private static final Path FILE = Path.of("/proc/meminfo");
  private static final long KIB = 1024;

  private MachineMemory() {}

  /// Source: proc_meminfo(5).
  ///
  /// @return all of it, in bytes
  /// @throws IOException if the kernel does not tell
  public static long read() throws IOException {
    for (var line : Files.readAllLines(FILE)) {
      if (line.startsWith("MemTotal:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
      }
    }
    throw new IOException(FILE + " has no line MemTotal");
  }
}
