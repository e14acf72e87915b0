package io.coredeck.dashboard.images.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/// A stream that breaks off when somebody wants it to.
final class Cancellable extends FilterInputStream {

  private final BooleanSupplier isCancelled;

  Cancellable(InputStream in, BooleanSupplier isCancelled) {
    super(in);
    this.isCancelled = isCancelled;
  }

  private void check() throws IOException {
    if (isCancelled.getAsBoolean()) {
      throw new IOException("the upload was cancelled");
    }
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    check();
    return super.read(target, offset, length);
  }
}
