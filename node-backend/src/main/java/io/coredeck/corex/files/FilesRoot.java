package io.coredeck.corex.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/// The directory that is `/` to clients, which is that of CoreX or another, chroot(2).
///
/// Programs that may change links in it while a path is looked up can lead it astray; where they
/// have fewer rights than CoreX no files are had at all.
///
/// @param directory absolute, without symbolic links if it is not `/`
public record FilesRoot(Path directory) {

  /// The root of CoreX itself.
  public static final FilesRoot OWN = new FilesRoot(Path.of("/"));

  /// As many links as the kernel follows in one path.
  private static final int LINK_LIMIT = 40;

  /// What looks like files and is the kernel: nothing is uploaded there, and no archive holds it.
  private static final List<String> KERNEL = List.of("proc", "sys", "dev");

  /// Follows the symbolic links of a path inside of this root.
  ///
  /// @param asked absolute, without `.` and `..`
  /// @return where it is; need not exist
  /// @throws IOException if there are too many links
  Path place(Path asked) throws IOException {
    if (directory.getNameCount() == 0) {
      return asked;
    }
    var ahead = new ArrayDeque<Path>();
    push(ahead, asked);
    var links = 0;
    var at = directory;
    while (!ahead.isEmpty()) {
      var name = ahead.pop();
      if (name.toString().equals("..")) {
        at = at.equals(directory) ? at : parent(at);
      } else if (!name.toString().isEmpty() && !name.toString().equals(".")) {
        var next = at.resolve(name);
        if (!Files.isSymbolicLink(next)) {
          at = next;
          continue;
        }
        if (++links > LINK_LIMIT) {
          throw new FileSystemException(
              asked.toString(), null, "Too many levels of symbolic links");
        }
        var target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? directory : at;
        push(ahead, target);
      }
    }
    return at;
  }

  private static Path parent(Path below) {
    var parent = below.getParent();
    return parent == null ? below : parent;
  }

  private static void push(ArrayDeque<Path> ahead, Path path) {
    for (var i = path.getNameCount() - 1; i >= 0; i--) {
      ahead.push(path.getName(i));
    }
  }

  /// @param path without symbolic links
  /// @return whether it is of the kernel
  boolean isKernel(Path path) {
    return KERNEL.stream().map(directory::resolve).anyMatch(path::startsWith);
  }
}
