package io.coredeck.node.container.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Where a path will lead in a container that does not run yet, through its root and its volumes.
///
/// Somebody else may change a volume meanwhile: the runtime has to be careful as well.
///
/// @param root directory of this machine that will be `/`
/// @param volumes directories of this machine, by where they will be in the container, absolute and
///   free of links
/// @param closed directories of the container that cannot be looked into before it runs
public record InsidePath(Path root, Map<Path, Path> volumes, List<Path> closed) {
  private static final Path TOP = Path.of("/");

  /// As many links as the kernel follows in one path.
  private static final int LINK_LIMIT = 40;

  /// @param inside path in the container; relative means from its root
  /// @return whether it leads into or through a directory that is closed
  /// @throws IllegalArgumentException if links go in circles
  /// @throws IOException if it cannot be looked at
  public boolean entersClosed(Path inside) throws IOException {
    var ahead = new ArrayDeque<Path>();
    push(ahead, inside);
    var links = 0;
    var at = TOP;
    while (!ahead.isEmpty()) {
      at = at.resolve(ahead.pop()).normalize();
      if (closed.stream().anyMatch(at::startsWith)) {
        return true;
      }
      var place = place(at);
      if (!Files.isSymbolicLink(place)) {
        continue;
      }
      if (++links > LINK_LIMIT) {
        throw new IllegalArgumentException(
            "'%s' leads through more than %d links".formatted(inside, LINK_LIMIT));
      }
      push(ahead, Files.readSymbolicLink(place));
      at = at.resolveSibling("");
    }
    return false;
  }

  /// @return where it is on this machine
  private Path place(Path at) {
    return volumes.entrySet().stream()
        .filter(volume -> at.startsWith(volume.getKey()))
        .max(Comparator.comparingInt(volume -> volume.getKey().getNameCount()))
        .map(volume -> volume.getValue().resolve(volume.getKey().relativize(at)))
        .orElseGet(() -> root.resolve(TOP.relativize(at)));
  }

  /// An absolute one begins again at the top.
  private static void push(ArrayDeque<Path> ahead, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      ahead.push(path.getName(i));
    }
    if (path.isAbsolute()) {
      ahead.push(TOP);
    }
  }
}
