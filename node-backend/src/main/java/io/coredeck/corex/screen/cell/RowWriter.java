package io.coredeck.corex.screen.cell;

import java.util.BitSet;

/// Turns rows and styles into the bytes that print them.
public final class RowWriter {
  private static final String[] SHAPES = {"", ";4", ";4:2", ";4:3", ";4:4", ";4:5"};

  private static final BitSet NONE = new BitSet();

  private final Styles styles;
  private final Graphemes graphemes;
  private final Output out;
  private int style;
  private int joinState;

  public RowWriter(Styles styles, Graphemes graphemes, Output out) {
    this.styles = styles;
    this.graphemes = graphemes;
    this.out = out;
  }

  /// Writes a row from its first column on, from the default style back to the default style.
  ///
  /// Cells that were never printed to are stepped over, so the row printed on has to be empty.
  ///
  /// @param columns no more than these are written
  public void write(Row row, int columns) {
    write(row, columns, NONE);
  }

  /// Writes a row that something is drawn on.
  ///
  /// @param erased columns of cells that are emptied, if nothing was printed to them
  public void write(Row row, int columns, BitSet erased) {
    var end = Math.max(row.end(columns), erased.length());
    style = Styles.DEFAULT;
    joinState = Graphemes.START;
    for (var column = 0; column < end; ) {
      if (row.isEmpty(column)) {
        column = writeGap(row, column, end, erased);
      } else if (row.isWide(column) && column + 1 == columns) {
        // The other half was cut off.
        column++;
      } else {
        writeCell(row, column);
        column += row.isWide(column) ? 2 : 1;
      }
    }
    writeStyle(Styles.DEFAULT);
  }

  /// Writes a character in its style, from the default style back to the default style.
  public void writeAlone(Row row, int column) {
    style = Styles.DEFAULT;
    joinState = Graphemes.START;
    writeCell(row, column);
    writeStyle(Styles.DEFAULT);
  }

  private void writeCell(Row row, int column) {
    writeStyle(row.style(column));
    var cell = row.at(column);
    if (cell > 0 && cell < 0x7F && Graphemes.isPlain(joinState)) {
      joinState = Graphemes.PLAIN;
      out.put(cell);
      return;
    }
    var text = row.cluster(column);
    var next = graphemes.next(joinState, text.codePointAt(0));
    if (Graphemes.joins(next)) {
      // Any control sequence ends what could be joined.
      writeSgr(style);
    }
    for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      joinState = graphemes.next(joinState, text.codePointAt(at));
    }
    out.put(text);
  }

  /// Writes empty cells of one style. Those with more than a background become spaces, which look
  /// the same.
  private int writeGap(Row row, int from, int end, BitSet erased) {
    var to = from + 1;
    var isErased = erased.get(from);
    while (to < end
        && row.isEmpty(to)
        && row.style(to) == row.style(from)
        && erased.get(to) == isErased) {
      to++;
    }
    // A wide character that does not fit leaves one column empty; wrapping does it again.
    var isLeftOver = from == row.columns() - 1;
    if (styles.showsOnEmpty(row.style(from)) && !isLeftOver) {
      writeStyle(row.style(from));
      for (var column = from; column < to; column++) {
        out.put(' ');
      }
      joinState = Graphemes.PLAIN;
      return to;
    }
    joinState = Graphemes.START;
    var back = styles.back(row.style(from)) & Styles.COLOUR;
    if (back != 0 || isErased) {
      writeStyle(styles.of(0, back, 0, ""));
      out.control(to - from, 'X');
    }
    if (to < end) {
      out.control(to - from, 'C');
    }
    return to;
  }

  private void writeStyle(int wanted) {
    if (wanted != style) {
      if (!styles.link(wanted).equals(styles.link(style))) {
        writeLink(styles.link(wanted));
      }
      writeSgr(wanted);
      style = wanted;
    }
  }

  private void writeSgr(int wanted) {
    writePen(styles.fore(wanted), styles.back(wanted), extendedLine(wanted));
    joinState = Graphemes.START;
  }

  private int extendedLine(int number) {
    return (styles.back(number) & Styles.EXTENDED) == 0 ? 0 : styles.line(number);
  }

  /// Writes the control sequence that opens a link or, with an empty one, ends it (OSC 8).
  public void writeLink(String link) {
    out.put("\u001b]8;").put(link.isEmpty() ? ";" : link).put(0x07);
  }

  /// Writes the control sequences that set all attributes of a style but its link.
  public void writePen(int fore, int back, int line) {
    if (fore == 0 && (back & ~Styles.EXTENDED) == 0 && line == 0) {
      out.put("\u001b[m");
      return;
    }
    out.put("\u001b[0");
    flag(fore, Styles.BOLD, ";1");
    flag(back, Styles.DIM, ";2");
    flag(back, Styles.ITALIC, ";3");
    if ((fore & Styles.UNDERLINE) != 0) {
      out.put(SHAPES[Math.min(line >>> Styles.SHAPE_SHIFT & 7, SHAPES.length - 1)]);
    }
    flag(fore, Styles.BLINK, ";5");
    flag(fore, Styles.INVERSE, ";7");
    flag(fore, Styles.INVISIBLE, ";8");
    flag(fore, Styles.STRIKE, ";9");
    flag(back, Styles.OVERLINE, ";53");
    colour(fore, 30);
    colour(back, 40);
    colour(line, 50);
    out.put('m');
    flag(back, Styles.PROTECTED, "\u001b[1\"q");
  }

  private void flag(int value, int bit, String text) {
    if ((value & bit) != 0) {
      out.put(text);
    }
  }

  private void colour(int value, int base) {
    var number = value & 0xFF;
    switch (value & Styles.KIND) {
      case Styles.KIND_16 -> out.put(';').number(number < 8 ? base + number : base + 52 + number);
      case Styles.KIND_256 -> out.put(';').number(base + 8).put(":5:").number(number);
      case Styles.KIND_RGB ->
          out.put(';')
              .number(base + 8)
              .put(":2::")
              .number(value >> 16 & 0xFF)
              .put(':')
              .number(value >> 8 & 0xFF)
              .put(':')
              .number(number);
      default -> {}
    }
  }
}
