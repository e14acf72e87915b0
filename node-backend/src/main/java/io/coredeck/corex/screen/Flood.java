package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.parse.Ascii;

/// A short cut for much plain text: lines that would only scroll through the screen go to the
/// history as they came.
///
/// It is taken where the cursor stands at the beginning of an empty last row, nothing is set that
/// changes plain text, and more lines than the screen has rows follow, all of ASCII, none wider
/// than the screen, each ended by CR LF.
final class Flood {

  /// Below this many bytes it is not worth looking.
  private static final int FEW_BYTES = 512;

  private final Screen screen;
  private int[] starts = new int[0];

  /// Bytes before this one have been looked at in vain.
  private int tried;

  Flood(Screen screen) {
    this.screen = screen;
  }

  /// Says that other bytes come.
  void begin() {
    tried = 0;
  }

  /// Takes lines that scroll away.
  ///
  /// @return where what is to be printed goes on: `from` if nothing was taken
  int skip(byte[] bytes, int from, int to) {
    if (from < tried || to - from < FEW_BYTES || !isPossible()) {
      return from;
    }
    var page = screen.page;
    var kept = page.height() - 1;
    ensureStarts(page.height());
    var lines = 0;
    var start = from;
    var next = endOfLine(bytes, start, to);
    while (next > 0) {
      if (lines == kept) {
        rememberScreen(page);
      }
      if (lines >= kept) {
        remember(page, bytes, lines - kept);
      }
      starts[2 * (lines % starts(kept))] = start;
      starts[2 * (lines % starts(kept)) + 1] = next - 2;
      lines++;
      start = next;
      next = endOfLine(bytes, start, to);
    }
    return lines <= kept ? from : restart(page, lines - kept);
  }

  private static int starts(int kept) {
    return Math.max(1, kept);
  }

  private void ensureStarts(int height) {
    if (starts.length < 2 * height) {
      starts = new int[2 * height];
    }
  }

  private boolean isPossible() {
    var page = screen.page;
    return page == screen.main
        && page.x == 0
        && page.y == page.height() - 1
        && page.height() > 1
        && page.isWholeHeight()
        && screen.pen.style() == 0
        && !screen.modes.insert
        && screen.charsets.inUse() == Charsets.ASCII
        && page.row().end(page.columns) == 0
        && !page.row().isWrapped();
  }

  /// @return where the next line starts, 0 if this one is not plain text that fits; sets how far it
  ///   is
  private int endOfLine(byte[] bytes, int from, int to) {
    var end = Ascii.endOfCharacters(bytes, from, to);
    if (end + 1 < to
        && bytes[end] == '\r'
        && bytes[end + 1] == '\n'
        && end - from <= screen.page.columns) {
      return end + 2;
    }
    tried = end;
    return 0;
  }

  /// Puts the whole screen but its empty last row into the history.
  private static void rememberScreen(Page page) {
    for (var row = 0; row < page.height() - 1; row++) {
      page.remember(page.rows[row]);
      page.rows[row].clear(0);
      page.rows[row].setWrapped(false);
    }
  }

  private void remember(Page page, byte[] bytes, int line) {
    var at = 2 * (line % starts(page.height() - 1));
    var length = starts[at + 1] - starts[at];
    page.history.add(bytes, starts[at], length, RowMark.ofPlainText(length));
  }

  /// @return where the first line that stays on the screen starts
  private int restart(Page page, int firstLine) {
    page.y = 0;
    return starts[2 * (firstLine % starts(page.height() - 1))];
  }
}
