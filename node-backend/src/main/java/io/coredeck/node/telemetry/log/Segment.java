package io.coredeck.node.telemetry.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file of a container's log: the one conmon writes to, or one that was set aside.
final class Segment {
  private final long number;
  private final long inode;
  private Path path;
  private long size;
  private boolean finished;
  private boolean unlinked;
  private @Nullable FileChannel channel;

  private Segment(long number, long inode, Path path) {
    this.number = number;
    this.inode = inode;
    this.path = path;
  }

  /// @param finished whether nobody writes to it any more
  /// @return nothing if there is no such file
  static Optional<Segment> open(long number, Path path, boolean finished) throws IOException {
    var before = inode(path);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    var segment = new Segment(number, before.get(), path);
    try {
      segment.size = segment.channel().size();
    } catch (NoSuchFileException _) {
      return Optional.empty(); // gone between the two looks: as if it had not been there
    }
    if (!before.equals(inode(path))) {
      segment.closeFile();
      return Optional.empty(); // just replaced; the next look finds the new one
    }
    segment.finished = finished;
    return Optional.of(segment);
  }

  /// @return the number by which the file system knows the file, nothing if there is none
  static Optional<Long> inode(Path path) throws IOException {
    try {
      return Optional.of((Long) Files.getAttribute(path, "unix:ino"));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  long number() {
    return number;
  }

  long inode() {
    return inode;
  }

  Path path() {
    return path;
  }

  /// @return bytes as of the last look
  long size() {
    return size;
  }

  /// @return whether nobody writes to it any more, so that the size is final
  boolean isFinished() {
    return finished;
  }

  /// Looks how large it is now.
  ///
  /// @return whether it became smaller
  boolean look() throws IOException {
    var before = size;
    size = channel().size();
    return size < before;
  }

  void finish() {
    finished = true;
  }

  /// Somebody else removed the file or put another in its place; what is open can still be read.
  void unlink() {
    unlinked = true;
    finished = true;
  }

  void moveTo(Path target) throws IOException {
    Files.move(path, target);
    path = target;
  }

  /// @return how many bytes were read; fewer than asked only at the end
  int read(byte[] into, long offset) throws IOException {
    var buffer = ByteBuffer.wrap(into);
    var file = channel();
    while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) >= 0) {
      // once more until the array is full or the file ends
    }
    return buffer.position();
  }

  /// Lets go of the file; it is opened again when somebody reads. One that has no name any more
  /// stays open.
  void rest() throws IOException {
    if (!unlinked) {
      closeFile();
    }
  }

  void closeFile() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  void delete() throws IOException {
    closeFile();
    if (!unlinked) {
      Files.deleteIfExists(path);
    }
  }

  private FileChannel channel() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }
    return channel;
  }
}
