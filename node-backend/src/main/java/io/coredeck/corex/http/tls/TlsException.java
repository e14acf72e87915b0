package io.coredeck.corex.http.tls;

import java.io.IOException;

/// Something in the files for TLS is wrong; the message says which file, what, and what to do.
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
