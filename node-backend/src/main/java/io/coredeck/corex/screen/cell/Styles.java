package io.coredeck.corex.screen.cell;

import java.util.Arrays;

/// The styles of a screen's cells, each kept once and known by its number.
///
/// A style is four values: foreground and background, each a colour with attributes in the bits
/// above it, the underline's colour and shape, and the link (OSC 8) as `parameters;address`, empty
/// for none. Not safe for use by several threads.
///
/// Source: the attributes are those of SGR in ECMA-48 8.3.117 and xterm's ctlseqs.
public final class Styles {

  /// The number of the style that a new screen has everywhere.
  public static final int DEFAULT = 0;

  /// Bits of a colour: its kind and the number or RGB value.
  public static final int COLOUR = 0x3FF_FFFF;

  /// Kinds of colours; a colour without kind is the default.
  public static final int KIND = 3 << 24;

  public static final int KIND_16 = 1 << 24;
  public static final int KIND_256 = 2 << 24;
  public static final int KIND_RGB = 3 << 24;

  /// Attributes beside the foreground.
  public static final int INVERSE = 1 << 26;

  public static final int BOLD = 1 << 27;
  public static final int UNDERLINE = 1 << 28;
  public static final int BLINK = 1 << 29;
  public static final int INVISIBLE = 1 << 30;
  public static final int STRIKE = 1 << 31;

  /// Attributes beside the background.
  public static final int ITALIC = 1 << 26;

  public static final int DIM = 1 << 27;

  /// The cell has a shape of underline or a link.
  public static final int EXTENDED = 1 << 28;

  public static final int PROTECTED = 1 << 29;
  public static final int OVERLINE = 1 << 30;

  /// The underline's shape is in these bits above its colour.
  public static final int SHAPE_SHIFT = 26;

  private static final int FIRST_SIZE = 16;

  /// Below this number of styles it is not worth looking for those no longer used.
  private static final int FEW = 1024;

  /// The most characters that the links of all cells may have; further ones are text without a
  /// link.
  private static final int LINKS_LIMIT = 1 << 20;

  private int[] fore = new int[FIRST_SIZE];
  private int[] back = new int[FIRST_SIZE];
  private int[] line = new int[FIRST_SIZE];
  private String[] link = new String[FIRST_SIZE];
  private int[] slots = new int[2 * FIRST_SIZE];
  private int count;
  private int enough = FEW;
  private int linkCharacters;

  public Styles() {
    of(0, 0, 0, "");
  }

  /// @return the number of a style, a new one if nobody has used it
  public int of(int fore, int back, int line, String link) {
    var slot = hash(fore, back, line, link) & (slots.length - 1);
    while (slots[slot] != 0) {
      var number = slots[slot] - 1;
      if (is(number, fore, back, line, link)) {
        return number;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (linkCharacters + link.length() > LINKS_LIMIT) {
      return of(fore, back, line, "");
    }
    return add(slot, fore, back, line, link);
  }

  private boolean is(int number, int fore, int back, int line, String link) {
    return this.fore[number] == fore
        && this.back[number] == back
        && this.line[number] == line
        && this.link[number].equals(link);
  }

  private static int hash(int fore, int back, int line, String link) {
    var mixed = ((fore * 31 + back) * 31 + line) * 31 + link.hashCode();
    mixed *= 0x9E3779B1;
    return mixed ^ (mixed >>> 15);
  }

  private int add(int slot, int fore, int back, int line, String link) {
    if (count == this.fore.length) {
      grow();
      return of(fore, back, line, link);
    }
    this.fore[count] = fore;
    this.back[count] = back;
    this.line[count] = line;
    this.link[count] = link;
    linkCharacters += link.length();
    slots[slot] = count + 1;
    return count++;
  }

  private void grow() {
    fore = Arrays.copyOf(fore, 2 * count);
    back = Arrays.copyOf(back, 2 * count);
    line = Arrays.copyOf(line, 2 * count);
    link = Arrays.copyOf(link, 2 * count);
    index();
  }

  private void index() {
    slots = new int[2 * fore.length];
    for (var number = 0; number < count; number++) {
      var slot = hash(fore[number], back[number], line[number], link[number]) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number + 1;
    }
  }

  /// @return how many styles are kept
  public int count() {
    return count;
  }

  public int fore(int number) {
    return fore[number];
  }

  public int back(int number) {
    return back[number];
  }

  public int line(int number) {
    return line[number];
  }

  public String link(int number) {
    return link[number];
  }

  /// @return whether an empty cell shows more of a style than its background
  public boolean showsOnEmpty(int number) {
    return (fore[number] & (INVERSE | UNDERLINE | STRIKE)) != 0 || (back[number] & OVERLINE) != 0;
  }

  boolean isProtected(int number) {
    return (back[number] & PROTECTED) != 0;
  }

  /// @return whether so many styles were seen that those no longer used should go
  public boolean isCrowded() {
    return count > enough || linkCharacters > LINKS_LIMIT / 2;
  }

  /// Forgets the styles that no row uses. All numbers change but that of the default.
  ///
  /// @param rows all rows that hold numbers of styles
  public void forgetUnused(Iterable<Row> rows) {
    var used = new boolean[count];
    used[DEFAULT] = true;
    for (var row : rows) {
      for (var column = 0; column < row.columns(); column++) {
        used[row.style(column)] = true;
      }
    }
    var numbers = keep(used);
    for (var row : rows) {
      for (var column = 0; column < row.columns(); column++) {
        row.put(column, row.at(column), numbers[row.style(column)]);
      }
    }
    enough = Math.max(FEW, 2 * count);
  }

  private int[] keep(boolean[] used) {
    var numbers = new int[used.length];
    count = 0;
    linkCharacters = 0;
    for (var number = 0; number < used.length; number++) {
      if (used[number]) {
        fore[count] = fore[number];
        back[count] = back[number];
        line[count] = line[number];
        link[count] = link[number];
        linkCharacters += link[number].length();
        numbers[number] = count++;
      }
    }
    var size = Math.max(FIRST_SIZE, Integer.highestOneBit(count) * 2);
    fore = Arrays.copyOf(fore, size);
    back = Arrays.copyOf(back, size);
    line = Arrays.copyOf(line, size);
    link = Arrays.copyOf(link, size);
    index();
    return numbers;
  }
}
