package io.coredeck.corex.output.flood;

import io.coredeck.corex.screen.parse.Ascii;

/// What is known of text that is ASCII and ends of lines alone.
final class PlainText {
  private PlainText() {}

  /// @return whether all is characters and ends of lines
  static boolean isPlain(byte[] bytes, int to) {
    var at = Ascii.endOfCharacters(bytes, 0, to);
    while (at < to) {
      if (bytes[at] != '\n' && bytes[at] != '\r') {
        return false;
      }
      at = Ascii.endOfCharacters(bytes, at + 1, to);
    }
    return true;
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
