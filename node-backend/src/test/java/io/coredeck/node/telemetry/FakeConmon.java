package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// Writes a log file as conmon does: appends records, and when asked to reopen makes a new file
/// beside the path and renames it into place.
final class FakeConmon implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'+00:00'")
          .withZone(ZoneOffset.UTC);

  /// How many bytes of a line conmon reads, and so writes, at once.
  private static final int PIECE = 8192;

  private final Path file;
  private FileChannel channel;
  private int reopened;

  FakeConmon(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  Path file() {
    return file;
  }

  /// Writes one line, in pieces if it is long.
  synchronized void line(String stream, byte[] text) throws IOException {
    var from = 0;
    for (; text.length - from > PIECE; from += PIECE) {
      piece(stream, Arrays.copyOfRange(text, from, from + PIECE));
    }
    record(stream, "F", Arrays.copyOfRange(text, from, text.length));
  }

  synchronized void line(String stream, String text) throws IOException {
    line(stream, text.getBytes(UTF_8));
  }

  /// Writes the beginning of a line.
  synchronized void piece(String stream, byte[] text) throws IOException {
    record(stream, "P", text);
  }

  private void record(String stream, String tag, byte[] text) throws IOException {
    var head = (TIME.format(Instant.now()) + " " + stream + " " + tag + " ").getBytes(UTF_8);
    raw(ByteBuffer.allocate(head.length + text.length + 1).put(head).put(text).put((byte) '\n'));
  }

  /// Writes whole records as they are.
  synchronized void raw(ByteBuffer records) throws IOException {
    records.flip();
    while (records.hasRemaining()) {
      channel.write(records);
    }
  }

  /// What `2 0 0` on conmon's control pipe does.
  synchronized void reopen() throws IOException {
    channel.close();
    var next = file.resolveSibling(file.getFileName() + ".tmp");
    channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    reopened++;
  }

  synchronized int reopened() {
    return reopened;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
