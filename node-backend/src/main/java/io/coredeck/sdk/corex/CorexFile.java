package io.coredeck.sdk.corex;

import io.coredeck.wire.JsonValue;
import java.util.Locale;

/// An entry of a directory in a container.
///
/// @param name in its directory; where it is not UTF-8, U+FFFD stands for what is not
/// @param size in bytes
/// @param mode permissions, octal, e.g. `0644`
/// @param changed when its content changed, as CoreX writes it: ISO 8601, UTC
public record CorexFile(String name, Kind kind, long size, String mode, String changed) {

  /// What an entry is.
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /// A socket, a pipe, a device, or what a newer CoreX may know.
    SPECIAL
  }

  static CorexFile of(JsonValue from) {
    return new CorexFile(
        from.member("name").text(),
        kind(from.member("type").text()),
        from.member("size").integer(),
        from.member("mode").text(),
        from.member("mtime").text());
  }

  private static Kind kind(String text) {
    try {
      return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return Kind.SPECIAL;
    }
  }
}
