package io.coredeck.corex.audience;

import io.coredeck.corex.output.WindowSize;
import java.util.Optional;

/// What somebody who comes to look says about himself.
///
/// @param name shown to the others; may be blank
/// @param person opaque; viewers that say the same are one person at several screens. Blank for
///   somebody who is alone with himself
/// @param watches whether this viewer only looks
/// @param free whether it may always type, as every client of the compatible protocol may
/// @param size of its screen, if it has one
public record Arrival(
    String name, String person, boolean watches, boolean free, Optional<WindowSize> size) {

  /// Characters of a name or of what stands for a person, at most.
  public static final int TEXT_LIMIT = 64;

  public Arrival {
    name = shortened(printable(name));
    person = shortened(person);
  }

  /// Somebody of whom nothing is known, through the compatible protocol.
  ///
  /// @param watches whether what it types is ignored
  public static Arrival compatible(boolean watches) {
    return new Arrival("", "", watches, true, Optional.empty());
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= TEXT_LIMIT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_LIMIT));
  }

  /// Names are shown to others: nothing in them may act on a screen or turn its text around.
  private static String printable(String text) {
    return text.codePoints()
        .filter(c ->
            !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
