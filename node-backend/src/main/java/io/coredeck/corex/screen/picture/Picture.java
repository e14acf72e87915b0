package io.coredeck.corex.screen.picture;

/// A picture that can be drawn again.
public final class Picture {
  private final int number;
  private final byte[] sequence;
  private final Cells cells;

  /// @param sequence not to be changed any more
  Picture(int number, byte[] sequence, Cells cells) {
    this.number = number;
    this.sequence = sequence;
    this.cells = cells;
  }

  /// @return from 1 on; later ones have higher numbers
  int number() {
    return number;
  }

  /// @return bytes of what draws it where the cursor is; not to be changed
  public byte[] sequence() {
    return sequence;
  }

  /// @return how many cells it takes, also beyond the right edge of the screen
  public Cells cells() {
    return cells;
  }
}
