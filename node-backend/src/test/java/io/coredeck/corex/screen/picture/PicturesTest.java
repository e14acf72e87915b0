package io.coredeck.corex.screen.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is promised of the pictures that are kept.
class PicturesTest {
  private final Pictures pictures = new Pictures(1 << 20);

  private int picture() {
    var text = new PictureText();
    text.beginSixel("");
    text.add('~');
    return pictures.add(text, text.cells(80, 24), 80, 24);
  }

  @Test
  void those_of_which_nothing_is_seen_are_forgotten_and_those_that_are_gone_are_not_remembered() {
    var hidden = picture();
    var shown = picture();
    for (var gone = shown + 1; gone < 10_000; gone++) {
      pictures.see(Tile.of(gone, 0, 0));
    }
    pictures.see(Tile.of(shown, 1, 2));
    assertThat(pictures.seen()).isEqualTo(1);
    pictures.forgetUnseen();
    assertThat(pictures.find(hidden)).isEmpty();
    assertThat(pictures.find(shown)).isPresent();
    pictures.forgetUnseen();
    assertThat(pictures.isEmpty()).isTrue();
    assertThat(pictures.bytes()).isZero();
  }
}
