package io.coredeck.corex.http;

import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.held;
import static io.coredeck.corex.http.CorexPage.text;
import static io.coredeck.corex.http.CorexPage.type;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of a terminal are where they were when the page is loaded again, or another one comes.
class CorexPicturesBrowserIT extends RealPages {

  /// A PNG of 8 x 8 pixels, all red.
  private static final String RED =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC";

  /// Of every cell with a part of a picture: column, row, which part of which size.
  private static final String TILES =
      """
      (() => {
        const { buffer } = it._core, cell = [];
        for (let y = 0; y < buffer.lines.length; y++) {
          const line = buffer.lines.get(y);
          for (let x = 0; x < it.cols; x++) {
            const { tileId = -1 } = (line.getBg(x) & 0x10000000 && line._extendedAttrs[x]) || {};
            if (tileId >= 0) cell.push(`${x},${y}:${tileId}`);
          }
        }
        return cell.join(' ');
      })()
      """;

  private static final String CURSOR =
      "[it.buffer.active.cursorX, it.buffer.active.cursorY, it.buffer.active.baseY].join()";

  /// What the layer of the pictures shows, coarsely: of each cell of the screen the colour in its
  /// middle.
  private static Object colours(Page page) {
    var size = CorexPage.size(page).split(" ", -1);
    return page.locator("coredeck-terminal:visible .xterm-image-layer")
        .evaluate(
            """
            (it, [rows, columns]) => {
              const { width, height } = it;
              const { data } = it.getContext('2d').getImageData(0, 0, width, height);
              const at = (x, y) => (Math.floor(y) * width + Math.floor(x)) * 4;
              const colour = (x, y) => [...data.slice(at(x, y), at(x, y) + 4)].map((c) => c >> 5).join('');
              return Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (_, x) =>
                colour((x + 0.5) * width / columns, (y + 0.5) * height / rows))).join('\\n');
            }
            """,
            List.of(Integer.parseInt(size[0]), Integer.parseInt(size[1])));
  }

  /// Stripes of eight colours, each of so many bands of six pixels.
  private static String sixel(int width, int bands) {
    var text = new StringBuilder("\u001bPq\"1;1;" + width + ";" + 48 * bands);
    for (var colour = 0; colour < 8; colour++) {
      text.append("#%d;2;%d;%d;60#%1$d".formatted(colour, 14 * colour, 100 - 12 * colour));
      text.append(("!" + width / 2 + "~!" + width / 2 + "N-").repeat(bands));
    }
    return text + "\u001b\\";
  }

  private static void assertSameCells(Page stayed, Page came) {
    assertThat(held(came, TILES)).isEqualTo(held(stayed, TILES));
    assertThat(held(came, CURSOR)).isEqualTo(held(stayed, CURSOR));
    assertThat(text(came)).isEqualTo(text(stayed));
  }

  private static void assertSame(Page stayed, Page came) {
    assertSameCells(stayed, came);
    came.waitForCondition(() -> colours(came).equals(colours(stayed)));
  }

  @PageTest
  void pictures_among_text_are_the_same_after_a_reload(@TempDir Path folder) throws Exception {
    var script =
        """
        printf 'a sixel of 20 columns:\\n'; cat "$0/large"; printf '  beside its end\\n'
        printf 'of iTerm: '; printf '\\e]1337;File=inline=1;width=6;height=3;preserveAspectRatio=0:%s\\a' "$1"
        printf '\\nwritten over:\\n'; cat "$0/small"; printf '\\e[3A\\r  over \\e[3B\\r\\nready\\n'
        read line; seq 60; printf 'below'; cat "$0/high"; printf '\\n\\e[1;33mend\\n'; exec cat
        """;
    Files.writeString(folder.resolve("large"), sixel(140, 2));
    Files.writeString(folder.resolve("small"), sixel(70, 2));
    Files.writeString(folder.resolve("high"), sixel(70, 16));
    corex.run("/bin/bash", "-c", script, folder.toString(), RED);
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var stayed = show(context, "/");
      awaitText(stayed, "ready");
      assertThat(held(stayed, TILES).toString()).contains("0,1:0 ", "10,7:0 ");
      shoot(stayed, "corex-pictures-before");
      var came = show(context, "/");
      awaitText(came, "ready");
      assertSame(stayed, came);
      came.reload();
      awaitText(came, "ready");
      assertSame(stayed, came);
      shoot(came, "corex-pictures-after");
      type(stayed, "\n");
      awaitText(stayed, "end");
      awaitText(came, "end");
      assertSame(stayed, came);
      came.reload();
      awaitText(came, "end");
      assertSame(stayed, came);
      shoot(came, "corex-pictures-high");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void letters_of_another_size_and_pictures_left_out_change_no_cell(@TempDir Path folder)
      throws Exception {
    var file = Files.writeString(folder.resolve("sixel"), sixel(133, 3));
    var script =
        """
        printf 'before '; cat "$0"; printf 'beside\\n'
        printf '\\e]1337;File=inline=1;width=30%%;height=60px:%s\\a' "$1"; printf ' x\\nready\\n'
        read line; printf 'a cell has \\e[16t'; exec cat
        """;
    corex.run("/bin/bash", "-c", script, file.toString(), RED);
    try (var usual = browser.context(1100, 720, ColorScheme.LIGHT);
        var other = browser.context(1400, 900, ColorScheme.DARK)) {
      var stayed = show(usual, "/");
      awaitText(stayed, "ready");
      type(stayed, "\n");
      awaitText(stayed, "[6;18;7t");
      var came = show(other, "/");
      awaitText(came, "[6;18;7t");
      button(came, "Settings").click();
      for (var step = 0; step < 4; step++) {
        button(came, "Larger (Ctrl + in a terminal)").click();
      }
      came.keyboard().press("Escape");
      came.waitForCondition(() -> Integer.valueOf(16).equals(held(came, "it.options.fontSize")));
      assertSameCells(stayed, came);
      came.reload();
      awaitText(came, "[6;18;7t");
      assertThat(held(came, "it.options.fontSize")).isEqualTo(16);
      assertSameCells(stayed, came);
      shoot(came, "corex-pictures-large");
      button(came, "Settings").click();
      came.getByLabel("Show images").click();
      came.keyboard().press("Escape");
      came.reload();
      awaitText(came, "[6;18;7t");
      assertThat(held(came, TILES)).isEqualTo("");
      assertThat(held(came, CURSOR)).isEqualTo(held(stayed, CURSOR));
      assertThat(text(came)).isEqualTo(text(stayed));
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
