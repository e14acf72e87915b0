package io.coredeck.flist.pack;

import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InputStream;

/// What both packers do: count, store, add.
final class Packing {
  private static final long LATEST = 0xffffffffL;

  private final FlistWriter writer;
  private final PackLimits limits;
  private long entries;
  private long bytes;

  Packing(FlistWriter writer, PackLimits limits) {
    this.writer = writer;
    this.limits = limits;
  }

  /// Who owns an entry and when it changed, as the source says it.
  ///
  /// @param modified seconds since 1970; what an image cannot hold becomes the nearest it can
  /// @param changed in the same way
  record Traits(Access access, long modified, long changed) {}

  void add(RawPath path, long size, Content content, Traits traits) throws PackException {
    if (++entries > limits.entries()) {
      throw new PackException(
          "/%s is entry number %d; at most %d are allowed"
              .formatted(path, entries, limits.entries()));
    }
    try {
      writer.add(
          new Entry(
              path,
              size,
              content,
              traits.access(),
              Math.clamp(traits.modified(), 0, LATEST),
              Math.clamp(traits.changed(), 0, LATEST)));
    } catch (IllegalArgumentException e) {
      throw new PackException(String.valueOf(e.getMessage()), e);
    }
  }

  FlistWriter.Stored store(RawPath path, InputStream content)
      throws IOException, InterruptedException {
    var counted = new Counted(path, content);
    return writer.store(counted);
  }

  /// @param user empty becomes the number, as the reference tool does
  /// @param group in the same way
  static Access access(RawPath path, String user, String group, int mode, long uid, long gid)
      throws PackException {
    try {
      var owner = user.isEmpty() ? Long.toString(uid) : user;
      return new Access(owner, group.isEmpty() ? Long.toString(gid) : group, mode, uid, gid);
    } catch (IllegalArgumentException e) {
      throw new PackException("/%s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /// Stops before a file makes the image too large.
  private final class Counted extends InputStream {
    private final RawPath path;
    private final InputStream in;

    Counted(RawPath path, InputStream in) {
      this.path = path;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      var count = in.read(target, offset, length);
      bytes += Math.max(count, 0);
      if (bytes > limits.bytes()) {
        throw new PackException(
            "/%s brings the files to more than the %d bytes allowed"
                .formatted(path, limits.bytes()));
      }
      return count;
    }
  }
}
