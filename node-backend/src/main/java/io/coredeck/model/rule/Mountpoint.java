package io.coredeck.model.rule;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A folder inside a container where a volume appears.
///
/// @param path absolute, without `.` and `..`, never the root itself
public record Mountpoint(Path path) {

  /// @param text as a person wrote it; `..` never leads outside
  /// @throws IllegalArgumentException if no volume can be there; the message says why
  public static Mountpoint of(String text) {
    try {
      var path = Path.of("/").resolve(text).normalize();
      if (text.isBlank() || path.equals(Path.of("/"))) {
        throw new IllegalArgumentException(
            "mount point is '%s'; it must be a folder inside the container such as /data"
                .formatted(text));
      }
      return new Mountpoint(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "mount point '%s' is not a path: %s".formatted(text, e.getReason()), e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
