package io.coredeck.corex.screen.copy;

import io.coredeck.corex.screen.cell.Graphemes;
import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.RowWriter;
import io.coredeck.corex.screen.cell.Styles;
import io.coredeck.corex.screen.picture.Places;
import io.coredeck.corex.screen.picture.Places.Place;
import java.util.BitSet;

/// Prints rows as a program would, from the oldest on, so that they scroll away by themselves.
///
/// A picture is drawn where its first row comes, after its rows were made below. The cursor then
/// goes back up, and the rows on which it stands are printed over it: cells of the picture are
/// stepped over, others are emptied. The cursor goes to rows by their numbers, so that text comes
/// right also where nobody draws pictures or a picture moves the cursor otherwise.
///
/// Of a picture higher than the screen the first rows are out of reach by then; what was printed
/// beside it there is left out.
public final class RowsWriter {
  private static final int NONE = -1;

  private final int columns;
  private final int height;
  private final Styles styles;
  private final Places places;
  private final Output out;
  private final Output row = new Output();
  private final RowWriter rowWriter;
  private int index;
  private int last = NONE;
  private boolean endsWithPicture;

  /// Rows before this one have scrolled out of the screen; the cursor is in it.
  private int reached = NONE;

  /// The last row that is there by now, also if nothing was written to it yet.
  private int furthest;

  private int previousFrom;
  private int previousTo;

  /// @param columns of the screen
  /// @param height of the screen
  /// @param out where the bytes go
  public RowsWriter(int columns, int height, Styles styles, Places places, Output out) {
    this.columns = columns;
    this.height = height;
    this.styles = styles;
    this.places = places;
    this.out = out;
    rowWriter = new RowWriter(styles, new Graphemes(), row);
  }

  /// @return whether the next row has to be given as cells
  public boolean needsCells() {
    return places.isCovered(index);
  }

  /// Writes the next row from its cells.
  public void write(Row next) {
    row.clear();
    var mark = RowMark.of(next, columns, styles);
    if (needsCells()) {
      writeCovered(next, mark);
    } else {
      rowWriter.write(next, columns);
      write(row.array(), 0, row.length(), mark);
    }
  }

  /// Writes the next row.
  ///
  /// @param mark what {@link RowMark} says of it
  public void write(byte[] bytes, int from, int to, int mark) {
    writeBreak(mark);
    writeText(bytes, from, to);
    end(mark, false);
  }

  private void writeText(byte[] bytes, int from, int to) {
    previousFrom = out.length();
    out.put(bytes, from, to - from);
    previousTo = out.length();
  }

  private void end(int mark, boolean isPicture) {
    furthest = Math.max(furthest, index);
    index++;
    last = mark;
    endsWithPicture = isPicture;
  }

  private void writeCovered(Row next, int mark) {
    var isPicture = false;
    var printed = mark;
    if (index >= reached) {
      writeBreak(mark);
      var cells = new Row(columns);
      cells.copy(next, 0, 0, columns);
      var erased = places.columns(index, columns);
      isPicture = takePictures(cells, erased);
      printed = RowMark.of(cells, columns, styles);
      rowWriter.write(cells, columns, erased);
      drawAndWrite();
    }
    end(printed, isPicture);
  }

  /// Takes the parts of pictures out of cells.
  ///
  /// @param erased columns that are emptied; these are taken out, too
  /// @return whether there is one in the last column
  private boolean takePictures(Row cells, BitSet erased) {
    var isPicture = false;
    for (var column = 0; column < columns; column++) {
      isPicture = places.isDrawn(cells.tile(column));
      if (isPicture) {
        cells.put(column, 0, Styles.DEFAULT);
        erased.clear(column);
      }
    }
    return isPicture;
  }

  private void drawAndWrite() {
    for (var place : places.startingAt(index, height)) {
      if (place.height() > height) {
        writeText(row.array(), 0, row.length());
        reached = index + place.height() - height;
        draw(place);
        goTo(reached);
        return;
      }
      for (var below = 1; below < place.height(); below++) {
        out.put('\n');
      }
      furthest = Math.max(furthest, index + place.height() - 1);
      goTo(index);
      draw(place);
      goTo(index);
    }
    writeText(row.array(), 0, row.length());
  }

  private void draw(Place place) {
    out.control(place.column() + 1, 'G');
    out.put(place.picture().sequence(), 0, place.picture().sequence().length);
    furthest = Math.max(furthest, index + place.height() - 1);
  }

  private void goTo(int wanted) {
    out.control(wanted - Math.max(0, furthest - height + 1) + 1, 1, 'H');
  }

  /// Goes to the next row in a way that tells whether it continues the one before.
  private void writeBreak(int mark) {
    var isWrapped = RowMark.isWrapped(mark);
    if (index == reached) {
      return;
    }
    if (last == NONE) {
      if (isWrapped) {
        // The row that it continues is gone: one wraps and is scrolled out of the screen.
        out.control(columns, 'G').put("  \r\u001b[X\u001b[S\u001b[A");
      }
    } else if (!isWrapped) {
      out.put("\r\n");
    } else {
      writeWrap(mark);
    }
  }

  private void writeWrap(int next) {
    var isCovered = places.isCovered(index);
    var followsPicture = index > 0 && places.isCovered(index - 1);
    var end = RowMark.end(last);
    var wrapsItself =
        !isCovered
            && !endsWithPicture
            && RowMark.startsPlain(next)
            && (end == columns || (end == columns - 1 && RowMark.startsWide(next)));
    if (wrapsItself) {
      return;
    }
    if (followsPicture) {
      // What makes it wrap would be printed over the picture.
      out.put("\r\n");
    } else if (end == columns) {
      out.put(" \r\u001b[X");
    } else {
      writeForcedWrap();
    }
  }

  /// Wraps where nothing is in the last column: prints something there and then the row once more.
  private void writeForcedWrap() {
    out.control(columns, 'G').put("  \r\u001b[X\u001b[A").control(columns, 'G').put("\u001b[X\r");
    var bytes = out.array();
    out.put(bytes, previousFrom, previousTo - previousFrom);
    out.put("\u001b[B\r");
  }
}
