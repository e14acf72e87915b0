package io.coredeck.node.container.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;

/// The root directory of a container that does not run, seen from outside.
///
/// Paths mean what they mean to a process inside: links are followed within the root, and neither
/// they nor `..` lead outside. Nobody else may change the root meanwhile.
///
/// @param directory the root's place on this machine
public record ImageRoot(Path directory) {
  /// As many links as the kernel follows in one path.
  private static final int LINK_LIMIT = 40;

  /// @param inside path in the container; relative means from its root
  /// @return where that is on this machine, free of links; it need not exist
  /// @throws IOException if links go in circles
  public Path resolve(String inside) throws IOException {
    var ahead = new ArrayDeque<Path>();
    push(ahead, Path.of(inside));
    int links = 0;
    var at = directory;
    while (!ahead.isEmpty()) {
      var name = ahead.pop();
      if (name.toString().equals("..")) {
        at = at.equals(directory) ? at : at.resolveSibling("");
        continue;
      }
      if (name.toString().isEmpty() || name.toString().equals(".")) {
        continue;
      }
      var next = at.resolve(name);
      if (!Files.isSymbolicLink(next)) {
        at = next;
        continue;
      }
      if (++links > LINK_LIMIT) {
        throw new IOException(inside + ": more than " + LINK_LIMIT + " links in the image");
      }
      var target = Files.readSymbolicLink(next);
      at = target.isAbsolute() ? directory : at;
      push(ahead, target);
    }
    return at;
  }

  /// @param found a result of {@link #resolve}
  /// @return its path in the container, absolute
  public String inside(Path found) {
    return "/" + directory.relativize(found);
  }

  /// Makes a directory, and those above it, unless they are there.
  ///
  /// @return where it is on this machine
  /// @throws IOException if something else has the name
  public Path makeDirectory(String inside) throws IOException {
    var place = resolve(inside);
    var at = directory;
    for (var name : directory.relativize(place)) {
      at = at.resolve(name);
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(inside + ": " + inside(at) + " in the image is not a directory");
        }
      } else if (!name.toString().isEmpty()) {
        Files.createDirectory(at);
      }
    }
    return place;
  }

  /// Makes an empty file, and the directories above it, unless they are there.
  ///
  /// @return where it is on this machine
  /// @throws IOException if something else has the name
  public Path makeFile(String inside) throws IOException {
    var place = resolve(inside);
    makeDirectory(inside(place.resolveSibling("")));
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return Files.createFile(place);
    }
    if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(inside + " in the image is not a file");
    }
    return place;
  }

  /// @param limit how many bytes are read at most
  /// @return how the file begins; empty if there is none
  public Optional<byte[]> read(String inside, int limit) throws IOException {
    var place = resolve(inside);
    if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) { // opening a pipe would hang
      return Optional.empty();
    }
    try (var in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(in.readNBytes(limit));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static void push(ArrayDeque<Path> ahead, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      ahead.push(path.getName(i));
    }
  }
}
