package io.coredeck.identity;

/// A call whose HTTP signature is missing or wrong. The message may be shown to the caller.
public final class UnauthorizedException extends Exception {
  private static final long serialVersionUID = 1L;

  UnauthorizedException(String message) {
    super(message);
  }
}
