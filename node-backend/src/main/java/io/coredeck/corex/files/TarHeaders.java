package io.coredeck.corex.files;

import io.coredeck.posix.RawPath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The blocks that stand before the content of an entry in a tar archive: ustar, with a pax header
/// in front for what does not fit.
final class TarHeaders {

  /// Everything in an archive is a multiple of it.
  static final int BLOCK = 512;

  private static final int NAME = 100;
  private static final int LINK_AT = 157;
  private static final int SMALL_NUMBER = 8;
  private static final int LARGE_NUMBER = 12;
  private static final char PAX = 'x';
  private static final String MAGIC = "ustar\0" + "00";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK);
  private final ByteArrayOutputStream pax = new ByteArrayOutputStream();

  private TarHeaders() {}

  /// @param name in the archive
  /// @param target of a link, else empty
  /// @param size of the content that follows
  static byte[] of(RawPath name, FileStatus status, RawPath target, long size) {
    var headers = new TarHeaders();
    var isDirectory = status.type() == FileStatus.Type.DIRECTORY;
    var path = isDirectory ? name.child(RawPath.EMPTY) : name; // with a slash behind
    if (!isUtf8(path.bytes()) || !isUtf8(target.bytes())) {
      headers.append("hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII));
    }
    headers.extend("path", path, NAME);
    headers.extend("linkpath", target, NAME);
    headers.extend("size", size, LARGE_NUMBER);
    headers.extend("uid", status.uid(), SMALL_NUMBER);
    headers.extend("gid", status.gid(), SMALL_NUMBER);
    var modified = status.modified().getEpochSecond();
    headers.extend("mtime", modified, LARGE_NUMBER);
    headers.writePax();
    headers.write(path, type(status), status, target, size);
    return headers.bytes.toByteArray();
  }

  private static char type(FileStatus status) {
    return switch (status.type()) {
      case DIRECTORY -> '5';
      case LINK -> '2';
      case FILE, SPECIAL -> '0';
    };
  }

  private void extend(String key, RawPath value, int room) {
    if (value.length() > room || !isAscii(value.bytes())) {
      append(key, value.bytes());
    }
  }

  private void extend(String key, long value, int room) {
    if (value < 0 || Long.toOctalString(value).length() >= room) {
      append(key, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static boolean isAscii(byte[] text) {
    for (var b : text) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /// Its length stands in front of it and counts itself.
  private void append(String key, byte[] value) {
    var rest = key.length() + value.length + 3;
    var length = rest + Integer.toString(rest).length();
    length = rest + Integer.toString(length).length();
    pax.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
    pax.writeBytes(value);
    pax.write('\n');
  }

  private static boolean isUtf8(byte[] text) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private void writePax() {
    if (pax.size() == 0) {
      return;
    }
    var about = new FileStatus(0644, 0, 0, 0, Instant.EPOCH);
    write(RawPath.of("pax"), PAX, about, RawPath.EMPTY, pax.size());
    bytes.writeBytes(pax.toByteArray());
    bytes.writeBytes(new byte[padding(pax.size())]);
  }

  /// @return bytes that fill the last block
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  private void write(RawPath name, char type, FileStatus status, RawPath target, long size) {
    var block = ByteBuffer.allocate(BLOCK);
    put(block, 0, name);
    octal(block, 100, SMALL_NUMBER, status.permissions());
    octal(block, 108, SMALL_NUMBER, status.uid());
    octal(block, 116, SMALL_NUMBER, status.gid());
    octal(block, 124, LARGE_NUMBER, size);
    octal(block, 136, LARGE_NUMBER, status.modified().getEpochSecond());
    block.put(156, (byte) type);
    put(block, LINK_AT, target);
    block.put(257, MAGIC.getBytes(StandardCharsets.US_ASCII));
    block.put(148, "        ".getBytes(StandardCharsets.US_ASCII));
    long sum = 0;
    for (var b : block.array()) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    bytes.writeBytes(block.array());
  }

  private static void put(ByteBuffer block, int at, RawPath text) {
    block.put(at, text.bytes(), 0, Math.min(NAME, text.length()));
  }

  /// What does not fit stands in the pax header.
  private static void octal(ByteBuffer block, int at, int room, long value) {
    var digits = Long.toOctalString(Math.max(0, value));
    if (digits.length() >= room) {
      digits = "0";
    }
    var padded = "0".repeat(room - 1 - digits.length()) + digits + "\0";
    block.put(at, padded.getBytes(StandardCharsets.US_ASCII));
  }
}
