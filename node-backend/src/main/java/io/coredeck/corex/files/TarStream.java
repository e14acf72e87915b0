package io.coredeck.corex.files;

import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/// A directory with all that is in it as one tar archive, written while it is read.
///
/// Files, directories and symbolic links; not what the kernel only shows as files, and not what
/// cannot be read.
final class TarStream {

  /// Directories inside each other.
  private static final int DEEPEST = 512;

  private static final int BUFFER = 65_536;
  private static final int BLOCKS_AT_END = 2;

  private final FilesRoot root;
  private final OutputStream out;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private long leftOut;

  private record Level(RawPath name, DirectoryStream<Path> stream, Iterator<Path> rest) {}

  private TarStream(FilesRoot root, OutputStream out) {
    this.root = root;
    this.out = out;
  }

  /// @param directory without symbolic links
  /// @param name of the directory in the archive
  /// @return how many entries were left out
  static long write(FilesRoot root, Path directory, RawPath name, OutputStream out)
      throws IOException {
    var tar = new TarStream(root, out);
    try {
      tar.add(directory, name);
      while (!tar.levels.isEmpty()) {
        tar.next(tar.levels.getLast());
      }
      out.write(new byte[BLOCKS_AT_END * TarHeaders.BLOCK]);
      return tar.leftOut;
    } finally {
      for (var level : tar.levels) {
        level.stream().close();
      }
    }
  }

  private void next(Level level) throws IOException {
    Path path;
    try {
      if (!level.rest().hasNext()) {
        levels.removeLast();
        level.stream().close();
        return;
      }
      path = level.rest().next();
    } catch (DirectoryIteratorException e) {
      leftOut++;
      levels.removeLast();
      level.stream().close();
      return;
    }
    add(path, level.name().child(SystemPaths.name(path)));
  }

  private void add(Path path, RawPath name) throws IOException {
    FileStatus status;
    try {
      // The directory asked for may be a link to one.
      status =
          levels.isEmpty() ? FileStatus.of(path) : FileStatus.of(path, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      leftOut++; // it has gone, or may not be looked at
      return;
    }
    switch (status.type()) {
      case DIRECTORY -> directory(path, name, status);
      case FILE -> file(path, name, status);
      case LINK -> link(path, name, status);
      case SPECIAL -> leftOut++;
    }
  }

  @SuppressWarnings("StreamResourceLeak") // closed with its level
  private void directory(Path path, RawPath name, FileStatus status) throws IOException {
    if (root.isKernel(path) || levels.size() == DEEPEST) {
      leftOut++;
      return;
    }
    DirectoryStream<Path> stream;
    try {
      stream = Files.newDirectoryStream(path);
    } catch (IOException e) {
      leftOut++;
      return;
    }
    levels.addLast(new Level(name, stream, stream.iterator()));
    out.write(TarHeaders.of(name, status, RawPath.EMPTY, 0));
  }

  private void link(Path path, RawPath name, FileStatus status) throws IOException {
    RawPath target;
    try {
      target = SystemPaths.raw(Files.readSymbolicLink(path));
    } catch (IOException e) {
      leftOut++;
      return;
    }
    out.write(TarHeaders.of(name, status, target, 0));
  }

  private void file(Path path, RawPath name, FileStatus status) throws IOException {
    InputStream in;
    try {
      in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      leftOut++;
      return;
    }
    try (in) {
      out.write(TarHeaders.of(name, status, RawPath.EMPTY, status.size()));
      var left = status.size();
      while (left > 0) {
        var count = read(in, left);
        out.write(buffer, 0, count);
        left -= count;
      }
      out.write(buffer, 0, zeros(TarHeaders.padding(status.size())));
    }
  }

  /// The size was promised: a file that became shorter is filled up, one that grew is cut.
  private int read(InputStream in, long left) throws IOException {
    var wanted = (int) Math.min(left, buffer.length);
    var count = in.read(buffer, 0, wanted);
    return count > 0 ? count : zeros(wanted);
  }

  private int zeros(int count) {
    Arrays.fill(buffer, 0, count, (byte) 0);
    return count;
  }
}
