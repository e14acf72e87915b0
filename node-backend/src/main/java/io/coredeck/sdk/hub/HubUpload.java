package io.coredeck.sdk.hub;

import io.coredeck.wire.JsonValue;
import java.security.SecureRandom;
import java.util.HexFormat;

/// An archive that is to become an image.
///
/// @param id by which its progress can be asked for: 32 hex digits nobody else knows
/// @param file its name, `NAME.tar.gz` or `NAME.tar`
/// @param length in bytes; -1 if it is not known
/// @param isNew whether an image of that name must not be replaced
public record HubUpload(String id, String file, long length, boolean isNew) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 16;

  /// @return with an id of its own
  public static HubUpload of(String file, long length, boolean isNew) {
    var id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return new HubUpload(HexFormat.of().formatHex(id), file, length, isNew);
  }

  /// Where an upload is.
  public enum Step {
    /// The archive is read and its files are stored.
    TAKING,
    /// All is stored, the image is being written.
    WRITING,
    DONE,
    FAILED
  }

  /// How far an upload is.
  ///
  /// @param bytes of the archive, taken so far
  /// @param message why it failed; empty if it did not
  public record Progress(Step step, long bytes, String message) {

    static Progress read(JsonValue from) {
      var step =
          switch (from.member("step").text()) {
            case "taking" -> Step.TAKING;
            case "writing" -> Step.WRITING;
            case "done" -> Step.DONE;
            default -> Step.FAILED;
          };
      return new Progress(step, from.member("bytes").integer(), from.member("message").text());
    }
  }
}
