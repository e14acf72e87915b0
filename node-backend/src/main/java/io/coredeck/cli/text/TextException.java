package io.coredeck.cli.text;

/// A text that is neither JSON nor YAML. The message begins with the place: `line 3, column 7: …`,
/// and holds nothing of what stood there, which could be a secret.
public final class TextException extends Exception {
  private static final long serialVersionUID = 1L;

  TextException(Place place, String what) {
    super(place + ": " + what);
  }
}
