package io.coredeck.corex.screen.cell;

import java.util.Arrays;

/// The rows that scrolled off a screen, oldest first, as the bytes that print them again.
///
/// Each row starts and ends in the default style. Bounded by rows and by bytes: the oldest go.
/// Takes only as much memory as its rows need, at most twice. Not safe for use by several threads.
public final class History {
  private static final int FIRST_BYTES = 1024;
  private static final int FIRST_ROWS = 64;

  private final int mostRows;
  private final int mostBytes;
  private byte[] bytes = new byte[0];
  private int[] lengths = new int[0];
  private int[] marks = new int[0];
  private int first;
  private int size;
  private int start;
  private int used;

  /// @param mostRows how many rows are kept, 0 or more
  /// @param mostBytes how many bytes of them are kept, 0 or more
  public History(int mostRows, int mostBytes) {
    this.mostRows = mostRows;
    this.mostBytes = mostBytes;
  }

  /// @return how many rows there are
  public int size() {
    return size;
  }

  /// @return how many bytes the rows have
  public int bytes() {
    return used;
  }

  /// @return how many rows there may be
  public int mostRows() {
    return mostRows;
  }

  /// @param rows how many of the newest rows count, if there are so many
  /// @return how many bytes these have
  public int bytes(int rows) {
    return used - offset(Math.max(0, size - rows));
  }

  private int offset(int rows) {
    var offset = 0;
    for (var index = 0; index < rows; index++) {
      offset += lengths[slot(index)];
    }
    return offset;
  }

  /// Forgets everything and frees its memory.
  public void clear() {
    bytes = new byte[0];
    lengths = new int[0];
    marks = new int[0];
    first = 0;
    size = 0;
    start = 0;
    used = 0;
  }

  /// Adds the newest row. One with more bytes than all may have is kept as an empty one.
  ///
  /// @param source holds what prints the row and, if it has parts of pictures, {@link Tiles}
  /// @param mark what {@link RowMark} says of the row
  public void add(byte[] source, int from, int length, int mark) {
    if (mostRows == 0) {
      return;
    }
    var count = length <= mostBytes ? length : 0;
    while (size == mostRows || used + count > mostBytes) {
      dropOldest();
    }
    ensureRoom(count);
    write(source, from, count);
    var at = slot(size);
    lengths[at] = count;
    marks[at] = count == length ? mark : RowMark.withoutTiles(mark);
    size++;
  }

  private void write(byte[] source, int from, int count) {
    if (count > 0) {
      var at = position(used);
      var piece = Math.min(count, bytes.length - at);
      System.arraycopy(source, from, bytes, at, piece);
      System.arraycopy(source, from + piece, bytes, 0, count - piece);
      used += count;
    }
  }

  /// Forgets the oldest rows until there are no more than so many.
  public void trim(int rows) {
    while (size > rows) {
      dropOldest();
    }
  }

  /// Forgets the oldest rows until there are no more than so many, and gives their memory back.
  public void shrink(int rows) {
    trim(rows);
    var all = new Output();
    copy(0, used, all);
    bytes = Arrays.copyOf(all.array(), used);
    start = 0;
    lengths = relaid(lengths, size);
    marks = relaid(marks, size);
    first = 0;
  }

  /// @return how many bytes of memory this takes
  public int memory() {
    return bytes.length + lengths.length * Integer.BYTES + marks.length * Integer.BYTES;
  }

  private void dropOldest() {
    start = position(lengths[first]);
    used -= lengths[first];
    first = slot(1);
    size--;
  }

  /// @param index 0 for the oldest row
  public int mark(int index) {
    return marks[slot(index)];
  }

  public void setMark(int index, int mark) {
    marks[slot(index)] = mark;
  }

  /// Takes the newest row out.
  ///
  /// @param into where its bytes are added
  /// @return its mark
  public int takeNewest(Output into) {
    var at = slot(size - 1);
    size--;
    used -= lengths[at];
    copy(used, lengths[at], into);
    return marks[at];
  }

  /// Does something with all rows, oldest first.
  public void forEach(RowReader reader) {
    forNewest(size, reader);
  }

  /// Does something with the newest rows, the oldest of them first.
  ///
  /// @param rows how many, if there are so many
  public void forNewest(int rows, RowReader reader) {
    var skipped = Math.max(0, size - rows);
    var offset = offset(skipped);
    var all = new Output();
    copy(offset, used - offset, all);
    var from = 0;
    for (var index = skipped; index < size; index++) {
      var to = from + lengths[slot(index)];
      reader.read(all.array(), from, to, mark(index));
      from = to;
    }
  }

  /// Does something with the first of each run of parts of a picture.
  ///
  /// @param from the oldest row that is looked at; 0 for all
  public void forTiles(int from, TileReader reader) {
    var offset = offset(from);
    var row = new Output();
    for (var index = from; index < size; index++) {
      var length = lengths[slot(index)];
      if (RowMark.hasTiles(mark(index))) {
        row.clear();
        copy(offset, length, row);
        var at = index;
        Tiles.read(row.array(), row.length(), (column, tile, _) -> reader.read(at, column, tile));
      }
      offset += length;
    }
  }

  private void copy(int offset, int length, Output into) {
    if (length > 0) {
      var at = position(offset);
      var piece = Math.min(length, bytes.length - at);
      into.put(bytes, at, piece).put(bytes, 0, length - piece);
    }
  }

  private int position(int offset) {
    var at = start + offset;
    return at >= bytes.length && bytes.length > 0 ? at - bytes.length : at;
  }

  private int slot(int index) {
    var at = first + index;
    return at >= marks.length && marks.length > 0 ? at - marks.length : at;
  }

  private void ensureRoom(int more) {
    if (used + more > bytes.length) {
      var size =
          Math.clamp(
              2L * bytes.length,
              Math.max(used + more, FIRST_BYTES),
              Math.max(mostBytes, FIRST_BYTES));
      var all = new Output();
      copy(0, used, all);
      bytes = Arrays.copyOf(all.array(), size);
      start = 0;
    }
    if (size == marks.length) {
      var rows = Math.clamp(2L * size, Math.min(FIRST_ROWS, mostRows), mostRows);
      lengths = relaid(lengths, rows);
      marks = relaid(marks, rows);
      first = 0;
    }
  }

  private int[] relaid(int[] old, int length) {
    var laid = new int[length];
    for (var index = 0; index < size; index++) {
      laid[index] = old[slot(index)];
    }
    return laid;
  }

  /// Takes one part of a picture after the other.
  @FunctionalInterface
  public interface TileReader {

    /// @param row 0 for the oldest
    /// @param tile a {@link io.coredeck.corex.screen.picture.Tile}
    void read(int row, int column, long tile);
  }

  /// Takes one row after the other.
  @FunctionalInterface
  public interface RowReader {

    /// @param bytes holds the row's bytes, with {@link Tiles} if there are any; they stay as they
    ///   are
    /// @param from where they begin
    /// @param to after the last of them
    /// @param mark what {@link RowMark} says of the row
    void read(byte[] bytes, int from, int to, int mark);
  }
}
