package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// A small text on disk that is replaced often and is whole at any moment.
///
/// Two places in one file take turns, each with a version and a checksum: whoever reads after a
/// crash in the middle of a write finds the text before it. One write call each, no rename, no
/// fsync: the text survives `kill -9` of this program; after a power loss an older one may come
/// back, or none.
public final class PositionFile implements AutoCloseable {

  /// The longest text, bytes.
  public static final int LONGEST = 1 << 20;

  private static final int HEAD = 64;
  private static final String MAGIC = "coredeck-position";

  private final FileChannel channel;
  private long version;
  private Optional<String> text;

  private record Slot(long version, String text) {}

  private PositionFile(FileChannel channel) throws IOException {
    this.channel = channel;
    var newest =
        Stream.of(read(0), read(1))
            .flatMap(Optional::stream)
            .max(Comparator.comparingLong(Slot::version));
    this.version = newest.map(Slot::version).orElse(0L);
    this.text = newest.map(Slot::text);
  }

  /// @param path created if absent
  public static PositionFile open(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    var channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new PositionFile(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// @return the last text written; nothing if there is none that is whole
  public Optional<String> text() {
    return text;
  }

  /// Replaces the text.
  ///
  /// @throws IOException if it cannot be written or is too long; the one before is still there
  public void write(String newText) throws IOException {
    var bytes = newText.getBytes(UTF_8);
    if (bytes.length > LONGEST) {
      throw new IOException(
          "state is %d bytes; it must be %d at most".formatted(bytes.length, LONGEST));
    }
    var head = "%s %d %d %d".formatted(MAGIC, version + 1, bytes.length, checksum(bytes));
    var buffer = ByteBuffer.allocate(HEAD + bytes.length);
    buffer.put((head + " ".repeat(HEAD - 1 - head.length()) + "\n").getBytes(UTF_8)).put(bytes);
    buffer.flip();
    var start = slot((int) ((version + 1) % 2));
    while (buffer.hasRemaining()) {
      channel.write(buffer, start + buffer.position());
    }
    version++;
    text = Optional.of(newText);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Optional<Slot> read(int which) throws IOException {
    var head = new String(read(slot(which), HEAD), UTF_8).strip().split(" ", -1);
    if (head.length != 4 || !head[0].equals(MAGIC)) {
      return Optional.empty();
    }
    try {
      var length = Math.clamp(Long.parseLong(head[2]), 0, LONGEST);
      var bytes = read(slot(which) + HEAD, length);
      return checksum(bytes) == Long.parseLong(head[3])
          ? Optional.of(new Slot(Long.parseLong(head[1]), new String(bytes, UTF_8)))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty(); // torn: the other place counts
    }
  }

  private byte[] read(long start, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
      // once more until the array is full or the file ends
    }
    return buffer.array();
  }

  private static long slot(int which) {
    return (long) which * (HEAD + LONGEST);
  }

  private static long checksum(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return sum.getValue();
  }
}
