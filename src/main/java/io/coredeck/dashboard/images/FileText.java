package io.coredeck.dashboard.images;

import java.nio.charset.StandardCharsets;

/// Bytes of a file as a page may show them.
///
/// @param isText whether they look like text
/// @param text safe to show: what is no printable character stands there as `\xNN`
record FileText(boolean isText, String text) {

  /// In text hardly anything is unprintable.
  private static final int ONE_IN = 20;

  static FileText of(byte[] bytes) {
    var text = new StringBuilder();
    var odd = new int[1];
    var hasNul = new boolean[1];
    new String(bytes, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(point -> {
          hasNul[0] |= point == 0;
          if (isPlain(point)) {
            text.appendCodePoint(point);
          } else if (point != '\r') {
            odd[0]++;
            text.append(point > 0xff ? "\\u{%x}".formatted(point) : "\\x%02x".formatted(point));
          }
        });
    return new FileText(!hasNul[0] && odd[0] * ONE_IN <= bytes.length, text.toString());
  }

  private static boolean isPlain(int point) {
    if (point == '\n' || point == '\t') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> point != 0xfffd;
    };
  }
}
