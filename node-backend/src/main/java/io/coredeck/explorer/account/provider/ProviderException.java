package io.coredeck.explorer.account.provider;

import java.io.IOException;

/// The identity provider does not answer, or answers what makes no sense or is not to be trusted.
public final class ProviderException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean isRefusal;

  private ProviderException(boolean isRefusal, String message, Throwable cause) {
    super(message, cause);
    this.isRefusal = isRefusal;
  }

  /// @param message what it must be and what to do; nothing secret
  static ProviderException broken(String message, Throwable cause) {
    return new ProviderException(false, message, cause);
  }

  static ProviderException broken(String message) {
    return broken(message, new IllegalStateException(message));
  }

  /// @param message why this sign-in is not believed; nothing secret
  static ProviderException refused(String message, Throwable cause) {
    return new ProviderException(true, message, cause);
  }

  static ProviderException refused(String message) {
    return refused(message, new IllegalStateException(message));
  }

  /// @return whether the provider works and this one sign-in is not believed
  public boolean isRefusal() {
    return isRefusal;
  }
}
