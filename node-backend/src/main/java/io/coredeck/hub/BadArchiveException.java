package io.coredeck.hub;

import java.io.IOException;

/// An archive that no image can be made of; the message is for who sent it.
final class BadArchiveException extends IOException {

  private static final long serialVersionUID = 1L;

  BadArchiveException(String message) {
    super(message);
  }
}
