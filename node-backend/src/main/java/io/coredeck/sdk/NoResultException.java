package io.coredeck.sdk;

/// Something that was asked for did not happen in the time given. It may still happen.
public final class NoResultException extends GridException {
  private static final long serialVersionUID = 1L;

  NoResultException(String message) {
    super(message, null);
  }
}
