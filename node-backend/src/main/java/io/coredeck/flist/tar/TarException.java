package io.coredeck.flist.tar;

import java.io.IOException;

/// An archive that breaks the rules of tar or uses one of its rarer extensions.
public final class TarException extends IOException {
  private static final long serialVersionUID = 1L;

  TarException(String message) {
    super(message);
  }
}
