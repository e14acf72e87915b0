package io.coredeck.corex.screen.picture;

/// How many cells a picture takes.
///
/// Every viewer has letters of another size, so none of them can say it: a cell counts as {@link
/// #WIDTH} x {@link #HEIGHT} pixels everywhere, which is what it has in a page with letters of the
/// usual size. The pages draw the picture into the same cells (`images/layout.ts`) and say the same
/// to programs that ask.
///
/// @param columns 0 if nothing is drawn
/// @param rows 0 if nothing is drawn
public record Cells(int columns, int rows) {

  /// Pixels of a cell from left to right.
  public static final int WIDTH = 7;

  /// Pixels of a cell from top to bottom.
  public static final int HEIGHT = 18;

  /// Pixels of a side; what is longer is cut off or not drawn.
  static final int LONGEST = 8192;

  /// Pixels of one picture.
  static final int MOST_PIXELS = 4 << 20;

  /// Nothing is drawn, and the cursor stays.
  static final Cells NONE = new Cells(0, 0);

  static Cells of(int width, int height) {
    return width < 1 || height < 1
        ? NONE
        : new Cells(Math.ceilDiv(width, WIDTH), Math.ceilDiv(height, HEIGHT));
  }

  /// @return whether nothing is drawn
  public boolean isNone() {
    return columns == 0;
  }
}
