package io.coredeck.sdk.channel;

import java.nio.charset.StandardCharsets;

/// A line a container printed, or a piece of one that is 4096 bytes or longer.
///
/// @param isError whether it was printed to its error output
/// @param bytes with the newline, if it ends there
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogLine(boolean isError, byte[] bytes) {

  /// @return the line with its newline, if it ends there; what is no UTF-8 is replaced
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
