package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;

/// How far a reader has come: everything before it was read, everything after it was not.
///
/// @param segment number of the segment
/// @param offset of the next unread record in that segment, bytes
/// @param number of lines read so far
/// @param out what has been read of an unfinished line of stdout
/// @param err the same of stderr
public record Position(long segment, long offset, long number, Pending out, Pending err) {

  /// How many words {@link #encode()} writes.
  public static final int WORDS = 7;

  /// Before everything.
  public static final Position START = new Position(0, 0, 0, Pending.NONE, Pending.NONE);

  public Position {
    if (segment < 0 || offset < 0 || number < 0) {
      throw new IllegalArgumentException(
          "position in a log is segment %d, offset %d, line %d; none may be below 0"
              .formatted(segment, offset, number));
    }
  }

  /// @return {@value #WORDS} words separated by blanks
  public String encode() {
    return segment + " " + offset + " " + number + " " + out.encode() + " " + err.encode();
  }

  /// @param words what {@link #encode()} wrote, split at blanks
  /// @throws IllegalArgumentException if it is something else
  public static Position decode(List<String> words) {
    if (words.size() != WORDS) {
      throw new IllegalArgumentException(
          "position in a log has %d words; it must have %d".formatted(words.size(), WORDS));
    }
    return new Position(
        Long.parseLong(words.get(0)),
        Long.parseLong(words.get(1)),
        Long.parseLong(words.get(2)),
        Pending.decode(words.get(3), words.get(4)),
        Pending.decode(words.get(5), words.get(6)));
  }

  /// The beginning of a line whose end has not been read yet.
  ///
  /// @param bytes each byte as one character of ISO 8859-1; empty for none
  /// @param millis when its first byte was read by conmon
  public record Pending(String bytes, long millis) {

    /// No line is begun.
    public static final Pending NONE = new Pending("", 0);

    private static final String NOTHING = "-";

    private String encode() {
      var text =
          bytes.isEmpty()
              ? NOTHING
              : Base64.getEncoder().encodeToString(bytes.getBytes(ISO_8859_1));
      return millis + " " + text;
    }

    private static Pending decode(String millis, String text) {
      if (text.equals(NOTHING)) {
        return NONE;
      }
      var bytes = new String(Base64.getDecoder().decode(text), ISO_8859_1);
      return new Pending(bytes, Long.parseLong(millis));
    }
  }
}
