package io.coredeck.sdk.watch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A line a container printed, or a piece of one that is 4096 bytes or longer.
///
/// @param number from 1, one more for each line of the container; what is missing was lost
/// @param time when it was printed, to the millisecond
/// @param isError whether it was printed to its error output
/// @param bytes with the newline, if it ends there
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PrintedLine(long number, Instant time, boolean isError, byte[] bytes) {

  /// @return the line with its newline, if it ends there; what is no UTF-8 is replaced
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
