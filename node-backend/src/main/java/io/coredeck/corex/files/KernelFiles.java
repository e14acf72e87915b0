package io.coredeck.corex.files;

import java.nio.file.Path;
import java.util.List;

/// What looks like files and is the kernel: nothing is uploaded there, and no archive holds it.
final class KernelFiles {
  private static final List<Path> ROOTS =
      List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

  private KernelFiles() {}

  /// @param path without symbolic links
  static boolean has(Path path) {
    return ROOTS.stream().anyMatch(path::startsWith);
  }
}
