package io.coredeck.node.container.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file of the kernel that holds a number, or lines of a name and a number, read again and again
/// without making garbage. It stays open between two reads. For one thread at a time.
final class NumberFile implements AutoCloseable {
  /// For files with a single number or a few lines.
  static final int SHORT_BYTES = 512;

  /// For the longest such file, `memory.stat`, of some 2000 bytes.
  static final int LONG_BYTES = 8192;

  private final Path path;
  private final ByteBuffer content;
  private @Nullable FileChannel channel;

  /// @param limit how many bytes of it are read
  NumberFile(Path path, int limit) {
    this.path = path;
    content = ByteBuffer.allocate(limit);
  }

  /// Reads the file. If its group was removed and made anew meanwhile, the new one is read.
  ///
  /// @return whether it is there
  boolean read() {
    return (channel != null && fill(channel)) || (open() && fill(channel));
  }

  /// @return the number at the beginning; {@link Long#MAX_VALUE} for `max`
  long first() {
    return content.limit() > 0 && content.get(0) == 'm' ? Long.MAX_VALUE : number(0);
  }

  /// @param name the first word of a line
  /// @return the number behind it, -1 if there is no such line
  long named(String name) {
    int at = 0;
    while (at < content.limit()) {
      if (startsWith(at, name)) {
        return number(at + name.length() + 1);
      }
      while (at < content.limit() && content.get(at) != '\n') {
        at++;
      }
      at++;
    }
    return -1;
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        System.getLogger(NumberFile.class.getName())
            .log(System.Logger.Level.DEBUG, path + ": cannot be closed", e);
      }
      channel = null;
    }
  }

  private boolean open() {
    close();
    try {
      channel = FileChannel.open(path);
      return true;
    } catch (IOException _) { // no such group: the caller is told by the result
      return false;
    }
  }

  private boolean fill(@Nullable FileChannel from) {
    content.clear();
    try {
      if (from == null || from.read(content, 0) <= 0) {
        return false;
      }
      content.flip();
      return true;
    } catch (IOException _) { // the group went: the caller is told by the result
      return false;
    }
  }

  private boolean startsWith(int at, String name) {
    int end = at + name.length();
    if (end >= content.limit() || content.get(end) != ' ') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (content.get(at + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long number(int at) {
    long value = 0;
    for (int i = at; i < content.limit(); i++) {
      int digit = content.get(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  @Override
  public String toString() {
    return path + ": " + StandardCharsets.US_ASCII.decode(content.duplicate().rewind());
  }
}
