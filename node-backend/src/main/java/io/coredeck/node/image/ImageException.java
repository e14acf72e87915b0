package io.coredeck.node.image;

import java.io.IOException;

/// An image cannot be had, or not be put under a container. The message is for whoever reserved the
/// container.
public final class ImageException extends IOException {
  private static final long serialVersionUID = 1L;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
