package io.coredeck.hub.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.posix.RawPath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Paths as text in which every byte can be seen: what is no printable character, and every
/// backslash, stands there as `\xNN`. Nothing in it can deceive the eye, and it leads back to the
/// same bytes.
public final class PathText {

  private static final char BACKSLASH = '\\';
  private static final int LONGEST_CHARACTER = 4;
  private static final int HEX = 16;

  private PathText() {}

  public static String write(RawPath path) {
    var bytes = path.bytes();
    var text = new StringBuilder(bytes.length);
    for (var i = 0; i < bytes.length; ) {
      var character = character(bytes, i);
      if (isPlain(character)) {
        text.append(character);
        i += character.getBytes(UTF_8).length;
      } else {
        text.append("\\x%02x".formatted(bytes[i] & 0xff));
        i++;
      }
    }
    return text.toString();
  }

  /// @return the character that begins there; empty if none does
  private static String character(byte[] bytes, int start) {
    for (var length = 1; length <= LONGEST_CHARACTER && start + length <= bytes.length; length++) {
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length)).toString();
      } catch (CharacterCodingException _) {
        // Maybe with one byte more.
      }
    }
    return "";
  }

  private static boolean isPlain(String character) {
    if (character.isEmpty() || character.charAt(0) == BACKSLASH) {
      return false;
    }
    return switch (Character.getType(character.codePointAt(0))) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// @param text as {@link #write} makes it, or typed by a person
  /// @throws IllegalArgumentException if a backslash stands there without its byte
  public static RawPath read(String text) {
    var bytes = new ByteArrayOutputStream();
    for (var i = 0; i < text.length(); ) {
      if (text.charAt(i) == BACKSLASH) {
        bytes.write(escaped(text, i));
        i += LONGEST_CHARACTER;
      } else {
        var character = Character.toString(text.codePointAt(i));
        bytes.writeBytes(character.getBytes(UTF_8));
        i += character.length();
      }
    }
    return RawPath.of(bytes.toByteArray());
  }

  private static int escaped(String text, int start) {
    var end = Math.min(text.length(), start + LONGEST_CHARACTER);
    var escape = text.substring(start, end);
    if (!escape.matches("\\\\x[0-9a-fA-F]{2}")) {
      throw new IllegalArgumentException(
          "the path has \"%s\"; a backslash must be followed by x and two hex digits"
              .formatted(escape));
    }
    return Integer.parseInt(escape.substring(2), HEX);
  }
}
