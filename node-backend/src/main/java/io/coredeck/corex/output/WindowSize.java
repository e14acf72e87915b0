package io.coredeck.corex.output;

/// The size of a terminal in characters.
///
/// @param columns 1 to {@link #LIMIT}
/// @param rows 1 to {@link #LIMIT}
public record WindowSize(int columns, int rows) {

  /// The most columns or rows a terminal may have.
  public static final int LIMIT = 10_000;

  /// What a terminal has until somebody sets it.
  public static final WindowSize DEFAULT = new WindowSize(80, 24);

  public WindowSize {
    check("columns", columns);
    check("rows", rows);
  }

  private static void check(String name, int value) {
    if (value < 1 || value > LIMIT) {
      throw new IllegalArgumentException(
          "terminal size: %s is %d; it must be 1 to %d".formatted(name, value, LIMIT));
    }
  }
}
