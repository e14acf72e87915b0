package io.coredeck.identity;

/// A cipher text that cannot be read: it is damaged, or meant for somebody else.
public final class SecretException extends Exception {
  private static final long serialVersionUID = 1L;

  SecretException(String message) {
    super(message);
  }
}
