package io.coredeck.node.telemetry.log;

import java.util.Arrays;

/// A line as it is shipped: the bytes the container wrote, its newline included.
///
/// Without a newline at its end it is a piece of {@value LineJoiner#LONGEST} bytes of a longer
/// line, or the unfinished last line of a container that ended. The bytes are a part of a larger
/// array that nobody changes any more.
public final class LogLine {
  private final byte[] buffer;
  private final int from;
  private final int length;
  private final LogStream stream;
  private final long millis;
  private final long number;

  LogLine(byte[] buffer, int from, int length, LogStream stream, long millis, long number) {
    this.buffer = buffer;
    this.from = from;
    this.length = length;
    this.stream = stream;
    this.millis = millis;
    this.number = number;
  }

  /// @return the array that holds the bytes; not to be changed
  public byte[] buffer() {
    return buffer;
  }

  /// @return where in the array the line begins
  public int from() {
    return from;
  }

  /// @return number of bytes, 1 or more
  public int length() {
    return length;
  }

  /// @return a copy of the bytes
  public byte[] bytes() {
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  /// @return which output it was written to
  public LogStream stream() {
    return stream;
  }

  /// @return when conmon read its first byte, milliseconds since 1970
  public long millis() {
    return millis;
  }

  /// @return 1 for the first line its reader gave, then one more each
  public long number() {
    return number;
  }
}
