package io.coredeck.corex.screen.cell;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One row of cells. A cell is what stands in it, 0 for nothing, and the number of its style.
///
/// What stands in a cell is a code point with {@link #WIDE} if it takes two columns; the column
/// after it is a {@link #TAIL}. Several code points that are drawn as one character are a {@link
/// #CLUSTER}. A cell never printed to differs from one with a space: it does not count to a row's
/// length and does not reflow.
public final class Row {

  /// The cell's characters are in {@link #cluster}.
  public static final int CLUSTER = 1 << 21;

  /// The cell and the next are one character.
  public static final int WIDE = 1 << 22;

  /// The second column of a wide character.
  public static final int TAIL = 1 << 23;

  /// A part of a picture is drawn over the cell; whatever is put into it covers the picture.
  private static final int PICTURE = 1 << 24;

  private static final int POINT = CLUSTER - 1;
  private static final int CONTENT = WIDE - 1;

  /// The most characters (UTF-16) of one cell; what combines with it beyond them is not kept.
  public static final int CLUSTER_LIMIT = 64;

  private int[] text;
  private int[] style;
  private @Nullable String @Nullable [] clusters;
  private long @Nullable [] tiles;
  private boolean wrapped;

  public Row(int columns) {
    text = new int[columns];
    style = new int[columns];
  }

  public int columns() {
    return text.length;
  }

  /// @return whether the row goes on with the text of the row before
  public boolean isWrapped() {
    return wrapped;
  }

  public void setWrapped(boolean wrapped) {
    this.wrapped = wrapped;
  }

  /// @return what stands in a cell, with its width
  public int at(int column) {
    return text[column];
  }

  public int style(int column) {
    return style[column];
  }

  public boolean isWide(int column) {
    return (text[column] & WIDE) != 0;
  }

  public boolean isTail(int column) {
    return (text[column] & TAIL) != 0;
  }

  public boolean isEmpty(int column) {
    return (text[column] & CONTENT) == 0;
  }

  /// @return the characters of a cell; nothing for an empty one
  public String cluster(int column) {
    var cell = text[column];
    if ((cell & CLUSTER) != 0 && clusters != null) {
      var cluster = clusters[column];
      return cluster == null ? "" : cluster;
    }
    return (cell & POINT) == 0 ? "" : Character.toString(cell & POINT);
  }

  /// Draws a part of a picture over a cell.
  public void putTile(int column, long tile) {
    if (tiles == null) {
      tiles = new long[text.length];
    }
    text[column] |= PICTURE;
    tiles[column] = tile;
  }

  /// @return the part of a picture that is seen in a cell, 0 for none
  public long tile(int column) {
    return tiles == null || (text[column] & PICTURE) == 0 ? 0 : tiles[column];
  }

  /// @return whether parts of pictures were drawn since the row was empty
  public boolean hasTiles() {
    return tiles != null;
  }

  /// @return the characters up to the end of the content, a blank for each cell that is empty
  public String text() {
    var all = new StringBuilder();
    var end = contentEnd();
    for (var column = 0; column < end; column++) {
      if (!isTail(column)) {
        all.append(isEmpty(column) ? " " : cluster(column));
      }
    }
    return all.toString();
  }

  /// @return columns up to the last that was printed to
  public int contentEnd() {
    return contentEnd(text.length);
  }

  /// @param columns no more than these are looked at
  public int contentEnd(int columns) {
    for (var column = columns - 1; column >= 0; column--) {
      var width = isWide(column) ? 2 : 1;
      if (!isEmpty(column) && column + width <= columns) {
        return column + width;
      }
    }
    return 0;
  }

  /// @param columns no more than these are looked at
  /// @return columns up to the last that differs from a cell of a new screen
  public int end(int columns) {
    var column = columns;
    while (column > 0 && text[column - 1] == 0 && style[column - 1] == Styles.DEFAULT) {
      column--;
    }
    return column;
  }

  /// Puts a character into a cell; the caller has made sure that there is room.
  public void put(int column, int cell, int style) {
    text[column] = cell;
    this.style[column] = style;
  }

  /// Puts printable ASCII into cells and ends wide characters that are cut by them.
  public void putAscii(int column, byte[] bytes, int from, int count, int style) {
    cutBefore(column, style);
    var cells = text;
    for (var i = 0; i < count; i++) {
      cells[column + i] = bytes[from + i];
    }
    Arrays.fill(this.style, column, column + count, style);
    cutAfter(column + count, style);
  }

  /// Ends a wide character whose second column is about to be printed over.
  public void cutBefore(int column, int style) {
    if (column > 0 && isWide(column - 1)) {
      put(column - 1, 0, style);
    }
  }

  /// Ends a wide character whose first column was printed over.
  public void cutAfter(int column, int style) {
    if (column < text.length && isTail(column)) {
      put(column, 0, style);
    }
  }

  /// Adds a code point to what stands in a cell.
  ///
  /// @param width columns that all of it takes
  public void join(int column, int codePoint, int width) {
    var cell = text[column];
    if ((cell & CONTENT) == 0) {
      text[column] = codePoint | (width == 2 ? WIDE : 0);
      return;
    }
    var joined = cluster(column) + Character.toString(codePoint);
    if (joined.length() <= CLUSTER_LIMIT) {
      if (clusters == null) {
        clusters = new String[text.length];
      }
      clusters[column] = joined;
      cell = CLUSTER | (cell & ~POINT);
    }
    text[column] = (cell & ~(WIDE | TAIL)) | (width == 2 ? WIDE : 0);
  }

  /// Empties the whole row.
  public void clear(int style) {
    Arrays.fill(text, 0);
    Arrays.fill(this.style, style);
    clusters = null;
    tiles = null;
  }

  /// Empties cells.
  public void clear(int from, int to, int style) {
    var end = Math.min(to, text.length);
    if (from < end) {
      Arrays.fill(text, from, end, 0);
      Arrays.fill(this.style, from, end, style);
    }
  }

  /// Empties cells, and the other halves of wide characters at both ends.
  public void erase(int from, int to, int style) {
    cutBefore(from, style);
    if (to > 0 && to < text.length && isWide(to - 1)) {
      put(to, 0, style);
    }
    clear(from, to, style);
  }

  /// Like {@link #erase}, but leaves protected cells (DECSCA) alone.
  public void eraseUnprotected(int from, int to, int style, Styles styles) {
    if (from > 0 && isWide(from - 1) && !styles.isProtected(this.style[from - 1])) {
      put(from - 1, 0, style);
    }
    if (to > 0 && to < text.length && isWide(to - 1) && !styles.isProtected(this.style[to])) {
      put(to, 0, style);
    }
    for (var column = from; column < Math.min(to, text.length); column++) {
      if (!styles.isProtected(this.style[column])) {
        put(column, 0, style);
      }
    }
  }

  /// Moves cells to the right and puts empty ones in their place (ICH).
  public void insert(int column, int count, int style) {
    var at = column % text.length;
    cutBefore(at, style);
    var moved = text.length - at - count;
    if (moved > 0) {
      copy(this, at, at + count, moved);
    }
    clear(at, moved > 0 ? at + count : text.length, style);
    if (isWide(text.length - 1)) {
      put(text.length - 1, 0, style);
    }
  }

  /// Takes cells out and moves those after them to the left (DCH).
  public void delete(int column, int count, int style) {
    var at = column % text.length;
    var moved = text.length - at - count;
    if (moved > 0) {
      copy(this, at + count, at, moved);
    }
    clear(moved > 0 ? at + moved : at, text.length, style);
    cutBefore(at, style);
    cutAfter(at, style);
  }

  /// A picture that was cut off at the right edge is seen further on, as in the page.
  private void showMore(long[] more, int before) {
    var edge = before < more.length ? tile(before - 1) : 0;
    tiles = more;
    for (var column = before; edge != 0 && column < more.length; column++) {
      putTile(column, edge + column - before + 1);
    }
  }

  /// Copies cells of another row, or of this one.
  public void copy(Row source, int from, int to, int count) {
    System.arraycopy(source.text, from, text, to, count);
    System.arraycopy(source.style, from, style, to, count);
    if (source.clusters != null) {
      clusters = clusters == null ? new String[text.length] : clusters;
      System.arraycopy(source.clusters, from, clusters, to, count);
    }
    if (source.tiles != null) {
      tiles = tiles == null ? new long[text.length] : tiles;
      System.arraycopy(source.tiles, from, tiles, to, count);
    }
  }

  /// Cuts cells off the right end or adds empty ones.
  public void resize(int columns) {
    if (columns != text.length) {
      text = Arrays.copyOf(text, columns);
      style = Arrays.copyOf(style, columns);
      if (clusters != null) {
        clusters = Arrays.copyOf(clusters, columns);
      }
      if (tiles != null) {
        showMore(Arrays.copyOf(tiles, columns), tiles.length);
      }
    }
  }
}
