package io.coredeck.corex.screen.parse;

/// The characters that tell one sequence from others with the same final character: those before
/// its numbers, as in `CSI ? 25 h`, and those after them, as in `CSI 2 SP q`.
///
/// The last four are kept.
final class Marks {
  private static final int BITS = 8;
  private static final int FIRST = 24;
  private static final int MASK = 0xFF;

  private int collected;

  void reset() {
    collected = 0;
  }

  void add(int code) {
    collected = with(code);
  }

  /// @param last the final character of the sequence
  /// @return one number for all of them
  int with(int last) {
    return collected << BITS | last;
  }

  String beforeNumbers() {
    return text(true);
  }

  String afterNumbers() {
    return text(false);
  }

  private String text(boolean before) {
    var text = new StringBuilder();
    for (var shift = FIRST; shift >= 0; shift -= BITS) {
      var code = collected >> shift & MASK;
      if (code != 0 && code >= '<' == before) {
        text.append((char) code);
      }
    }
    return text.toString();
  }
}
