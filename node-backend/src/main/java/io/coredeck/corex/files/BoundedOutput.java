package io.coredeck.corex.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Takes so many bytes and fails with the next one: what is longer must not look whole.
final class BoundedOutput extends FilterOutputStream {
  private final long most;
  private long left;

  /// @param most bytes
  BoundedOutput(OutputStream out, long most) {
    super(out);
    this.most = most;
    this.left = most;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > left) {
      throw new IOException("a download has at most %d bytes".formatted(most));
    }
    out.write(from, offset, length);
    left -= length;
  }
}
