package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.redis.Entry;
import java.nio.charset.StandardCharsets;

/// One line of a container, or a piece of a long one, ready to be sent.
///
/// @param number 1 for the container's first line
/// @param millis when it was printed, since 1970
/// @param row as JSON: `[number,millis,kind,"text"]`; kind is 1 for stdout, 2 for stderr, and 4
///   more if the line goes on in the next one of its kind
record Line(long number, long millis, String row) {

  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int GOES_ON = 4;
  private static final int FIRST_VISIBLE = 0x20;

  static Line of(Entry entry) {
    var bytes = entry.bytes("l");
    var ended = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
    var text =
        new String(bytes, 0, ended ? bytes.length - 1 : bytes.length, StandardCharsets.UTF_8);
    var kind = (entry.text("s").equals("stderr") ? ERR : OUT) + (ended ? 0 : GOES_ON);
    var number = entry.idNumber();
    var millis = entry.number("t");
    var row = new StringBuilder(text.length() + 48);
    row.append('[').append(number).append(',').append(millis).append(',').append(kind).append(',');
    quote(text, row);
    return new Line(number, millis, row.append(']').toString());
  }

  /// @return what it takes in memory, in characters
  int size() {
    return row.length();
  }

  /// Appends a text as JSON.
  static void quote(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c < FIRST_VISIBLE) {
        to.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }
}
