package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.Graphemes;
import io.coredeck.corex.screen.cell.History;
import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.cell.Palette;
import io.coredeck.corex.screen.cell.Pen;
import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowWriter;
import io.coredeck.corex.screen.cell.Styles;
import io.coredeck.corex.screen.parse.Parser;
import io.coredeck.corex.screen.picture.Pictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the terminal of a viewer who has read all output would show.
///
/// Takes the bytes that a process prints and knows the cells, cursor, modes and history that they
/// make; {@link #snapshot} are bytes that make the same of a fresh terminal. Whatever is written,
/// nothing throws, and memory stays within the sizes given.
///
/// Not safe for use by several threads.
public final class Screen {

  /// Fewer columns than this would leave no place for a wide character.
  public static final int FEWEST_COLUMNS = 2;

  /// The most columns.
  public static final int MOST_COLUMNS = 10_000;

  /// The most cells; more rows are cut down to it.
  public static final int MOST_CELLS = 1 << 20;

  /// Bytes written between two looks whether there are styles to forget.
  private static final int PIECE = 1 << 16;

  final Styles styles;
  final Pen pen;
  final Modes modes = new Modes();
  final Charsets charsets = new Charsets();
  final Palette palette = new Palette();
  final Printer printer;
  final Flood flood;
  final Pictures pictures;
  final Page main;
  final Page alternate;
  Page page;
  private final Parser parser;
  private final Replies replies;
  private String title = "";
  private long bells;

  /// @param columns at least 2; less counts as 2
  /// @param rows at least 1; less counts as 1
  /// @param historyLines how many lines that scrolled away are kept
  /// @param historyBytes how many bytes these may have, with their styles; pictures as many again
  public Screen(int columns, int rows, int historyLines, int historyBytes) {
    this(columns, rows, new History(historyLines, historyBytes), new Styles(), historyBytes);
  }

  private Screen(int columns, int rows, History history, Styles styles, int pictureBytes) {
    this.styles = styles;
    pictures = new Pictures(pictureBytes);
    pen = new Pen(styles);
    var graphemes = new Graphemes();
    var written = new Output();
    var rowWriter = new RowWriter(styles, graphemes, written);
    var width = allowedColumns(columns);
    var height = allowedRows(width, rows);
    main = new Page(width, height, history, styles, rowWriter, written);
    alternate = new Page(width, height, new History(0, 0), styles, rowWriter, written);
    main.open(Styles.DEFAULT);
    page = main;
    printer = new Printer(this, graphemes);
    flood = new Flood(this);
    replies = new Replies(this);
    parser = new Parser(new Commands(this, new Edits(this, styles), replies));
  }

  /// @return a screen of one row, to print rows of a history on; its styles have the same numbers
  static Screen ofOneRow(int columns, Styles styles) {
    return new Screen(columns, 1, new History(0, 0), styles, 0);
  }

  /// Prints the bytes of a row of a history.
  ///
  /// @return the row
  Row printRow(byte[] bytes, int from, int to) {
    var row = new Row(page.columns);
    page.rows[0] = row;
    page.x = 0;
    parser.write(bytes, from, to);
    printer.endJoining();
    return row;
  }

  static int allowedColumns(int columns) {
    return Math.clamp(columns, FEWEST_COLUMNS, MOST_COLUMNS);
  }

  static int allowedRows(int columns, int rows) {
    return Math.clamp(rows, 1, MOST_CELLS / columns);
  }

  public int columns() {
    return page.columns;
  }

  public int rows() {
    return page.height();
  }

  /// Takes output of the process; it may be cut anywhere.
  ///
  /// @param to after the last byte
  public void write(byte[] bytes, int from, int to) {
    for (var at = from; at < to; at += PIECE) {
      if (styles.isCrowded()) {
        styles.forgetUnused(allRows());
        pen.forgetNumber();
      }
      flood.begin();
      parser.write(bytes, at, Math.min(to, at + PIECE));
    }
  }

  private List<Row> allRows() {
    var rows = new ArrayList<>(Arrays.asList(main.rows));
    rows.addAll(Arrays.asList(alternate.rows));
    return rows;
  }

  /// Gives the screen another size; the lines of the main buffer and its history are laid out anew.
  ///
  /// @param columns at least 2; less counts as 2
  /// @param rows at least 1; less counts as 1
  public void resize(int columns, int rows) {
    var width = allowedColumns(columns);
    var height = allowedRows(width, rows);
    if (width != page.columns || height != page.height()) {
      new Resize(this, width, height).run();
    }
  }

  /// @return bytes which, written to a terminal of this size that has just been made or reset, give
  ///   it all that this one has
  public byte[] snapshot() {
    return snapshot(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /// @param lines how many of the newest lines that scrolled away are wanted
  /// @param pictureBytes how many bytes pictures may have; the newest that fit are drawn
  /// @return as {@link #snapshot()}, with no more than these
  public byte[] snapshot(int lines, int pictureBytes) {
    return new Snapshot(this, lines, pictureBytes).write();
  }

  /// @return about how many bytes {@link #snapshot()} has
  public int snapshotBytes() {
    var cells = 2 * main.columns * main.height;
    return cells + main.history.bytes() + pictures.bytes() + parser.picture().memory();
  }

  /// @return whether text is put where the cursor is and goes on in the next line, and lines scroll
  ///   through the whole screen into the history: nothing that was set does anything else with it
  public boolean letsTextFlow() {
    return page == main
        && page.isWholeHeight()
        && modes.wraparound
        && !modes.insert
        && !modes.newLine
        && charsets.inUse() == Charsets.ASCII
        && parser.isAtRest();
  }

  /// Forgets text and history, and puts the cursor into the first line. What is set stays.
  ///
  /// @param column 0 to {@link #columns()}
  public void startOver(int column) {
    main.history.clear();
    for (var row : main.rows) {
      row.clear(Styles.DEFAULT);
      row.setWrapped(false);
    }
    page.x = column;
    page.y = 0;
    printer.endJoining();
  }

  /// Forgets the older half of what scrolled away and of the pictures, and gives memory back.
  public void shrinkHistory() {
    var before = main.history.size();
    main.history.shrink(before / 2);
    main.savedRow = Math.max(0, main.savedRow - (before - main.history.size()));
    forgetUnseenPictures();
    pictures.shrink();
    parser.picture().shrink();
  }

  /// @return about how many bytes of memory this takes
  public int memory() {
    return main.memory() + alternate.memory() + pictures.bytes() + parser.picture().memory();
  }

  /// @return answers to what programs have asked since the last call; the caller decides whether
  ///   they are sent. No more than 4096 bytes are kept.
  public byte[] takeReplies() {
    return replies.take();
  }

  /// @return the title that the process has set, empty if none
  public String title() {
    return title;
  }

  /// @return whether the alternate buffer is shown, as full-screen programs do
  public boolean isAlternate() {
    return page == alternate;
  }

  /// @return how often the bell has been rung
  public long bells() {
    return bells;
  }

  /// @return column of the cursor from 0 on; the number of columns if the next character wraps
  public int cursorColumn() {
    return page.x;
  }

  /// @return row of the cursor from 0 on
  public int cursorRow() {
    return page.y;
  }

  /// @return how many lines have scrolled away and are kept
  public int historyLines() {
    return main.history.size();
  }

  /// @return the rows that are seen, without the blanks at their ends
  public List<String> text() {
    return Arrays.stream(page.rows).map(row -> row.text().stripTrailing()).toList();
  }

  void setTitle(String title) {
    this.title = title;
  }

  void ringBell() {
    bells++;
  }

  byte[] unfinished(int pictureBytes) {
    return parser.unfinished(pictureBytes);
  }

  /// Shows one buffer or the other; the alternate one is empty whenever it is shown anew.
  void showAlternate(boolean on) {
    var next = on ? alternate : main;
    if (next != page) {
      next.open(pen.eraseStyle());
      next.x = page.x;
      next.y = page.y;
      if (!on) {
        alternate.close();
      }
      page = next;
    }
  }

  /// Lets go of pictures of which nothing is seen any more, which takes looking through all rows.
  public void forgetUnseenPictures() {
    if (!pictures.isEmpty()) {
      main.forTiles(0, (_, _, tile) -> pictures.see(tile));
      alternate.forTiles(0, (_, _, tile) -> pictures.see(tile));
      pictures.forgetUnseen();
    }
  }

  /// Sets back what is drawn and where (RIS).
  void reset() {
    parser.reset();
    for (var each : List.of(main, alternate)) {
      each.close();
      each.forgetSaved();
    }
    main.open(Styles.DEFAULT);
    page = main;
    pictures.clear();
  }
}
