package io.coredeck.corex.files.transfer;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Counts what goes through a stream. For one thread.
public final class ByteCount {
  private long bytes;

  /// @return how many so far
  public long bytes() {
    return bytes;
  }

  public InputStream input(InputStream from) {
    return new FilterInputStream(from) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        var count = super.read(into, offset, length);
        bytes += Math.max(0, count);
        return count;
      }
    };
  }

  public OutputStream output(OutputStream to) {
    return new FilterOutputStream(to) {
      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        bytes += length;
      }
    };
  }
}
