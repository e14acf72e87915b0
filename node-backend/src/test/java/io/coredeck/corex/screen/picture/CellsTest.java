package io.coredeck.corex.screen.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A picture takes the cells here that it takes in the page; the same is in `images.test.ts`.
class CellsTest {
  private static final String GIF = "474946383961 1c003300 0000";

  @ParameterizedTest
  @CsvSource({
    "'\"1;1;15;20',3,2",
    "'!15~',3,1",
    "'#1;2;100;0;0#1!3~$#2;2;0;100;0!1@-#2A',1,1",
    "'~-~-~-~',1,2",
    "'\"1;1;8;19;9#3!3',2,2",
    "'\"1;1;;18~',1,1",
    "' \"1;1;8;0!20@',3,1",
    "'\u00e9\u00a0\ufeff\ud83d\ude00\"1;1;15;20',3,2",
    "'!9\ud83d\ude00\"1;1;15;20@',1,1",
    "'!2;9@!3-@!0@?????????@',2,1",
    "'',0,0",
    "'#1;2;100;0;0???-$!5',0,0",
    "'\"1;1;99999999;99999999',1171,29",
  })
  void a_sixel_picture_takes_the_cells_it_takes_in_the_page(String data, int columns, int rows) {
    var text = new PictureText();
    text.beginSixel("");
    data.codePoints().forEach(text::add);
    var cells = text.cells(80, 24);
    assertThat(List.of(cells.columns(), cells.rows())).containsExactly(columns, rows);
  }

  @ParameterizedTest
  @CsvSource({
    "inline=1,4,3",
    "inline=1;width=10,10,8",
    "inline=1;width=50%;height=2,3,2",
    "inline=1;width=50%;height=2;preserveAspectRatio=0,40,2",
    "inline=1;height=20px,2,2",
    "inline=1;width=auto;height=x,4,3",
    "inline=1;width=9999,0,0",
    "inline=0,0,0",
    "width=3,0,0",
  })
  void a_picture_of_iterm_takes_the_cells_it_takes_in_the_page(
      String arguments, int columns, int rows) {
    var text = new PictureText();
    text.beginInline();
    ("File=" + arguments + ":" + Base64.getEncoder().encodeToString(bytes(GIF)))
        .chars()
        .forEach(text::add);
    var cells = text.cells(80, 24);
    assertThat(List.of(cells.columns(), cells.rows())).containsExactly(columns, rows);
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "474946383961 1c003300 0000,28,51",
    "89504e470d0a1a0a 0000000d 49484452 0000001c 00000033,28,51",
    "ffd8 ffe000040102 ffc000110800 33001c,28,51",
    "ffd8 ffe1001c 457869660000 4d4d002a00000008 0001 0112 0003 00000001 0006 ffc000110800 33001c,51,28",
    "ffd8 ffe1001c 457869660000 49492a0008000000 0100 1201 0300 01000000 0800 ffc200110800 33001c,51,28",
    "52494646 00000000 57454250 56503820 00000000 0000009d012a 1c003300,28,51",
    "52494646 00000000 57454250 5650384c 00000000 2f1b800c00,28,51",
    "52494646 00000000 57454250 56503858 00000000 00000000 1b0000 320000,28,51",
    "89504e470d0a1a0a 0000000d 49484452 0000001c 00000000,0,0",
    "ffd8 ffda00040102 ffc000110800 33001c,0,0",
    "ffd8 ffffffff,0,0",
    "474946383961 1c00,0,0",
    "3c737667,0,0",
    "'',0,0",
  })
  void the_size_of_a_picture_is_read_from_the_beginning_of_its_file(
      String file, int width, int height) {
    var size = FileSize.of(bytes(file));
    assertThat(List.of(size.map(FileSize::width).orElse(0), size.map(FileSize::height).orElse(0)))
        .containsExactly(width, height);
  }
}
