package io.coredeck.corex.screen.picture;

/// A picture that can be drawn again.
///
/// @param number from 1 on; later ones have higher numbers
/// @param sequence what draws it where the cursor is
/// @param cells that it takes, also beyond the right edge of the screen
public record Picture(int number, byte[] sequence, Cells cells) {}
