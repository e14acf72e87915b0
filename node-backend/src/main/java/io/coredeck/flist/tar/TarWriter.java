package io.coredeck.flist.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes a small archive with short ASCII names, the same bytes for the same input: owner 0, time
/// 0.
///
/// Does not close the stream it writes to.
public final class TarWriter {
  /// Type flags. Programs older than POSIX, and flists, mark a regular file with a NUL.
  public static final char OLD_FILE = 0;

  public static final char DIRECTORY = '5';

  private static final int LONGEST_NAME = 99;
  private static final int BLOCKS_AT_END = 2;

  private final OutputStream out;

  /// @param out where the archive goes
  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /// @param name at most 99 characters of ASCII
  /// @param type the type flag
  /// @param mode permission bits
  /// @param size bytes that the content has
  /// @throws TarException if the content has another size
  public void add(String name, char type, int mode, long size, InputStream content)
      throws IOException {
    out.write(header(name, type, mode, size));
    var written = content.transferTo(out);
    if (written != size) {
      throw new TarException(
          "%s has %d bytes, expected %d; it was changed meanwhile".formatted(name, written, size));
    }
    out.write(new byte[(int) (-size & (TarHeader.SIZE - 1))]);
  }

  /// Marks the end of the archive.
  public void finish() throws IOException {
    out.write(new byte[BLOCKS_AT_END * TarHeader.SIZE]);
  }

  private static byte[] header(String name, char type, int mode, long size) {
    if (name.length() > LONGEST_NAME || !US_ASCII.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException(
          "name is %s; it must be ASCII, at most %d characters".formatted(name, LONGEST_NAME));
    }
    var header = ByteBuffer.allocate(TarHeader.SIZE);
    header.put(0, name.getBytes(US_ASCII));
    put(header, 100, "%07o", mode);
    put(header, 108, "%07o", 0);
    put(header, 116, "%07o", 0);
    put(header, 124, "%011o", size);
    put(header, 136, "%011o", 0);
    header.put(156, (byte) type);
    header.put(257, "ustar  ".getBytes(US_ASCII)); // GNU's magic, as the reference tool writes it
    header.put(148, "        ".getBytes(US_ASCII));
    long sum = 0;
    for (var b : header.array()) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0", sum);
    return header.array();
  }

  private static void put(ByteBuffer header, int offset, String format, long value) {
    header.put(offset, format.formatted(value).getBytes(US_ASCII));
  }
}
