package io.coredeck.corex.output.flood;

import io.coredeck.corex.screen.parse.Ascii;
import java.util.Optional;

/// A piece of text that is ASCII and ends of lines alone, and what of it is sure to be kept: what
/// stands before a return to the beginning of a line may be overwritten, spaces at an end of one
/// may be kept as nothing, and a line may go on in the next piece.
///
/// @param length in bytes
/// @param rows it makes at least
/// @param characters of rows it ends, at least
record PlainText(int length, long rows, long characters) {

  /// @param columns of the screen
  /// @return empty if there is anything else in it
  static Optional<PlainText> of(byte[] bytes, int to, int columns) {
    var rows = 0L;
    var characters = 0L;
    var line = 0;
    var at = Ascii.endOfCharacters(bytes, 0, to);
    while (at < to) {
      var isReturn = bytes[at] == '\r';
      if (!isReturn && bytes[at] != '\n') {
        return Optional.empty();
      }
      var next = isReturn && at + 1 < to && bytes[at + 1] == '\n' ? at + 2 : at + 1;
      if (bytes[next - 1] == '\n') {
        var count = withoutSpaces(bytes, line, at) - line;
        rows += 1 + Math.max(0, count - 1) / columns;
        characters += count;
      }
      line = next;
      at = Ascii.endOfCharacters(bytes, next, to);
    }
    return Optional.of(new PlainText(to, rows, characters));
  }

  private static int withoutSpaces(byte[] bytes, int from, int to) {
    var end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  /// @return what is left of a piece that was cut
  static PlainText unknown(int length) {
    return new PlainText(length, 0, 0);
  }

  /// @return both as one
  PlainText and(PlainText more) {
    return new PlainText(length + more.length, rows + more.rows, characters + more.characters);
  }

  /// Follows a cursor through plain text.
  ///
  /// @param columns of the screen
  /// @param column where the cursor is; the number of columns behind the last one
  /// @return where it is afterwards
  static int columnAfter(byte[] bytes, int from, int to, int columns, int column) {
    var at = from;
    var now = column;
    while (at < to) {
      var end = Ascii.endOfCharacters(bytes, at, to);
      if (end > at) {
        now = (now + end - at - 1) % columns + 1;
        at = end;
      } else {
        if (bytes[at] == '\r') {
          now = 0;
        } else if (now == columns) {
          now = columns - 1; // as a terminal that goes down from behind the last column
        }
        at++;
      }
    }
    return now;
  }
}
