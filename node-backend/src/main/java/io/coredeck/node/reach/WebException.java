package io.coredeck.node.reach;

import java.io.IOException;

/// Something could not be fetched. The message says why in words of this node: never in those of a
/// server, which may be one that its asker cannot reach otherwise. Hence it has no cause either.
public final class WebException extends IOException {
  private static final long serialVersionUID = 1L;

  WebException(String message) {
    super(message);
  }
}
