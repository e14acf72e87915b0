package io.coredeck.flist.tar;

import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads an archive from front to back. Names and links longer than a header come from GNU or pax
/// extensions; sparse files and multi-volume archives are refused.
///
/// For one thread. Does not close the stream it reads.
public final class TarReader {
  private static final int LONGEST_EXTENSION = 1 << 20;

  private final InputStream in;
  private final PaxRecords global = new PaxRecords();
  private final Content content = new Content();
  private boolean begun;

  /// @param in an archive, already unpacked if it was compressed
  public TarReader(InputStream in) {
    this.in = in;
  }

  /// Skips what is left of the entry before.
  ///
  /// @return empty at the end of the archive
  /// @throws TarException if the archive is damaged or uses what is not understood
  public Optional<TarEntry> next() throws IOException {
    var extensions = new Extensions(global);
    while (true) {
      content.skipRest();
      var block = in.readNBytes(TarHeader.SIZE);
      if (block.length == 0 && !begun) {
        throw new TarException("the archive is empty");
      }
      begun = true;
      if (block.length == 0 || isZero(block)) {
        return Optional.empty();
      }
      var header = TarHeader.parse(block);
      content.begin(header.size());
      switch (header.type()) {
        case 'L' -> extensions.path = Optional.of(untilNul(extension(header)));
        case 'K' -> extensions.target = Optional.of(untilNul(extension(header)));
        case 'x', 'X' -> extensions.pax.read(extension(header));
        case 'g' -> global.read(extension(header));
        case 'V' -> {} // the archive's label
        default -> {
          var entry = extensions.applyTo(header);
          content.begin(entry.size());
          return Optional.of(entry);
        }
      }
    }
  }

  /// @return the content of the entry last returned; ends where it ends
  public InputStream content() {
    return content;
  }

  private byte[] extension(TarHeader header) throws IOException {
    if (header.size() > LONGEST_EXTENSION) {
      throw new TarException(
          "an extended header has %d bytes; it must have at most %d"
              .formatted(header.size(), LONGEST_EXTENSION));
    }
    return content.readAllBytes();
  }

  private static RawPath untilNul(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return RawPath.of(java.util.Arrays.copyOf(bytes, length));
  }

  private static boolean isZero(byte[] block) {
    for (var b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /// What headers before the entry's own say of it. Records of pax win over GNU's, those of one
  /// entry over global ones.
  private static final class Extensions {
    private Optional<RawPath> path = Optional.empty();
    private Optional<RawPath> target = Optional.empty();
    private final PaxRecords pax;

    Extensions(PaxRecords global) {
      this.pax = global.copy();
    }

    TarEntry applyTo(TarHeader header) throws TarException {
      pax.requireNoSparse();
      var kind = header.kind();
      var file = kind == TarEntry.Kind.FILE;
      return new TarEntry(
          pax.path("path").or(() -> path).orElse(header.path()),
          kind,
          header.mode(),
          pax.number("uid").orElse(header.uid()),
          pax.number("gid").orElse(header.gid()),
          pax.text("uname").orElse(header.user()),
          pax.text("gname").orElse(header.group()),
          file ? pax.number("size").orElse(header.size()) : 0,
          Math.max(0, pax.number("mtime").orElse(header.modified())),
          pax.path("linkpath").or(() -> target).orElse(header.target()),
          header.major(),
          header.minor());
    }
  }

  /// The bytes of one entry, and after them the padding to whole blocks.
  private final class Content extends InputStream {
    private long left;
    private int padding;

    void begin(long size) {
      left = size;
      padding = (int) (-size & (TarHeader.SIZE - 1));
    }

    void skipRest() throws IOException {
      skipFully(left);
      left = 0;
      skipFully(padding);
      padding = 0;
    }

    private void skipFully(long count) throws IOException {
      try {
        in.skipNBytes(count);
      } catch (java.io.EOFException e) {
        throw new TarException("the archive ends inside an entry");
      }
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      var count = in.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new TarException("the archive ends inside an entry");
      }
      left -= count;
      return count;
    }
  }
}
