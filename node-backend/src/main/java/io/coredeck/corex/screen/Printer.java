package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.Graphemes;
import io.coredeck.corex.screen.cell.Row;

/// Prints characters at the cursor: wraps, inserts, joins what is drawn as one.
///
/// Source: DECAWM and IRM of the VT220 manual; what becomes of wide characters that are cut or do
/// not fit is xterm.js.
final class Printer {
  private static final int ASCII_END = 0x7F;

  private final Screen screen;
  private final Graphemes graphemes;
  private int joinState = Graphemes.START;

  Printer(Screen screen, Graphemes graphemes) {
    this.screen = screen;
    this.graphemes = graphemes;
  }

  /// Says that the next character joins nothing.
  void endJoining() {
    joinState = Graphemes.START;
  }

  /// @return what the next character could join
  int joinState() {
    return joinState;
  }

  /// Prints bytes from space to tilde.
  void printAscii(byte[] bytes, int from, int to) {
    if (!Graphemes.isPlain(joinState)
        || screen.modes.insert
        || screen.charsets.inUse() != Charsets.ASCII) {
      for (var at = from; at < to; at++) {
        print(bytes[at]);
      }
      return;
    }
    var page = screen.page;
    var style = screen.pen.style();
    for (var at = from; at < to; ) {
      if (page.x == page.columns) {
        goOn(page);
      }
      var count = Math.min(page.columns - page.x, to - at);
      page.row().putAscii(page.x, bytes, at, count, style);
      page.x += count;
      at += count;
    }
    joinState = Graphemes.PLAIN;
  }

  /// Goes from behind the last column to where the next narrow character goes.
  private void goOn(Page page) {
    if (screen.modes.wraparound) {
      wrap(page, 0);
    } else {
      page.x = page.columns - 1;
    }
  }

  /// Prints one character.
  void print(int character) {
    var code = character < ASCII_END ? screen.charsets.translate(character) : character;
    var page = screen.page;
    page.row().cutBefore(page.x, screen.pen.style());
    var before = joinState;
    joinState = graphemes.next(before, code);
    var width = Graphemes.width(joinState);
    var joins = Graphemes.joins(joinState);
    var oldWidth = joins ? Graphemes.width(before) : 0;
    if (page.x + width - oldWidth > page.columns && !makeRoom(page, width, oldWidth)) {
      return;
    }
    if (joins && page.x > 0) {
      join(page, code, width, oldWidth);
    } else {
      put(page, code, width);
    }
    page.row().cutAfter(page.x, screen.pen.style());
  }

  /// @return whether the character is to be printed
  private boolean makeRoom(Page page, int width, int oldWidth) {
    if (screen.modes.wraparound) {
      wrap(page, oldWidth);
      return true;
    }
    page.x = page.columns - 1;
    return width == 1;
  }

  /// Goes to the beginning of the next row, which continues this one.
  ///
  /// @param taken columns of the last character that go along, because it becomes wider
  private void wrap(Page page, int taken) {
    var old = page.row();
    var from = page.x - taken;
    var moved = taken > 0 ? new Row(taken) : null;
    if (moved != null) {
      moved.copy(old, from, 0, taken);
    }
    old.clear(from, page.columns, screen.pen.style());
    page.x = taken;
    page.y++;
    if (page.y == page.bottom + 1) {
      page.y--;
      page.scroll(screen.pen.eraseStyle(), true);
    } else {
      page.y = Math.min(page.y, page.height() - 1);
      page.row().setWrapped(true);
    }
    if (moved != null) {
      page.row().copy(moved, 0, 0, taken);
    }
  }

  private void join(Page page, int code, int width, int oldWidth) {
    var row = page.row();
    var column = page.x - (row.isTail(page.x - 1) ? 2 : 1);
    row.join(Math.max(0, column), code, width);
    for (var more = width - oldWidth; more > 0; more--) {
      row.put(page.x++, Row.TAIL, screen.pen.style());
    }
  }

  private void put(Page page, int code, int width) {
    var row = page.row();
    var style = screen.pen.style();
    if (screen.modes.insert) {
      row.insert(page.x, width, style);
    }
    row.put(page.x++, width == 2 ? code | Row.WIDE : code, style);
    if (width == 2) {
      row.put(page.x++, Row.TAIL, style);
    }
  }

  /// Prints the last character again and again (REP).
  ///
  /// @param times at most as many as the screen has cells are printed
  void repeat(int times) {
    var page = screen.page;
    var column = page.x - Graphemes.width(joinState);
    if (joinState == Graphemes.START || column < 0) {
      return;
    }
    var text = page.row().cluster(column);
    var count = text.isEmpty() ? 0 : Math.min(times, page.columns * page.height());
    for (var printed = 0; printed < count; printed++) {
      text.codePoints().forEach(this::print);
    }
  }
}
