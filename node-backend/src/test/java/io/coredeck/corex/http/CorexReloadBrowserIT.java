package io.coredeck.corex.http;

import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.corex.http.listen.Listening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/// A page that is loaded again in the middle of a program shows what one shows that never left:
/// every cell with its colours, what scrolled away, cursor and modes.
class CorexReloadBrowserIT extends RealPages {

  /// All that xterm.js holds, as lines of text: a change of the looks stands in `<>`, a cell that
  /// nothing was written to is a middle dot.
  private static final String HELD =
      """
      it => {
        const { buffer, modes, cols, rows } = it.held;
        const cell = buffer.active.getNullCell();
        const looks = () => [
          cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor(), cell.isBold(),
          cell.isItalic(), cell.isDim(), cell.isUnderline(), cell.isBlink(), cell.isInverse(), cell.isInvisible(),
          cell.isStrikethrough(), cell.isOverline(), cell.getWidth()].join();
        const line = (one) => {
          let before = '0,0,0,0,0,0,0,0,0,0,0,0,0,1', text = one.isWrapped ? '>' : ' ';
          for (let column = 0; column < cols; column++) {
            one.getCell(column, cell);
            const now = looks();
            text += (now === before ? '' : `<${now}>`) + (cell.getChars() || '\\u00b7');
            before = now;
          }
          return text;
        };
        const whole = ({ type, cursorX, cursorY, baseY, length }, one) => [
          `${type} ${cursorX},${cursorY} ${baseY} of ${length}`,
          ...Array.from({ length }, (_, row) => line(one.getLine(row)))];
        return [`${cols} x ${rows} ${buffer.active.type} ${JSON.stringify(modes)}`,
          ...whole(buffer.normal, buffer.normal), ...whole(buffer.alternate, buffer.alternate)].join('\\n');
      }
      """;

  private static String held(Page page) {
    return (String) page.locator("coredeck-terminal:visible").evaluate(HELD);
  }

  /// Two pages that have shown the same bytes hold the same.
  private static void assertSame(Page stayed, Page came) {
    try {
      came.waitForCondition(
          () -> held(came).equals(held(stayed)),
          new Page.WaitForConditionOptions().setTimeout(10_000));
    } catch (TimeoutError _) {
      assertThat(held(came)).isEqualTo(held(stayed));
    }
  }

  @PageTest
  void an_editor_below_which_the_shell_waits(@TempDir Path folder) throws Exception {
    var file = folder.resolve("text");
    Files.writeString(
        file,
        IntStream.range(0, 200)
            .mapToObj(n -> "line " + n + " of a text\n")
            .collect(Collectors.joining()));
    corex.run(
        "/bin/sh", "-c", "ls --color -l /; seq 100; nano -x " + file + "; echo left; exec cat");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var stayed = show(context, "/");
      awaitText(stayed, "line 20 of a text");
      var came = show(context, "/");
      awaitText(came, "line 20 of a text");
      assertSame(stayed, came);
      stayed.locator("coredeck-terminal").click();
      stayed.keyboard().press("PageDown");
      stayed.keyboard().press("Control+k");
      stayed.keyboard().type("inserted ");
      awaitText(stayed, "inserted");
      came.reload();
      awaitText(came, "inserted");
      assertSame(stayed, came);
      stayed.keyboard().press("ArrowUp");
      stayed.keyboard().type("both");
      awaitText(came, "both");
      assertSame(stayed, came);
      stayed.keyboard().press("Control+x");
      stayed.keyboard().press("n");
      awaitText(came, "left");
      assertSame(stayed, came);
      assertThat(text(came)).contains("\n100\n");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void what_draws_itself_again_and_again() throws Exception {
    var id = corex.run("top", "-d", "0.5");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var stayed = show(context, "/");
      awaitText(stayed, "COMMAND");
      var came = show(context, "/");
      stayed.locator("coredeck-terminal").click();
      stayed.keyboard().type("zxc");
      came.reload();
      awaitText(came, "COMMAND");
      corex.body("/api/process/kill?signal=19&id=" + id);
      assertSame(stayed, came);
      came.reload();
      awaitText(came, "COMMAND");
      assertSame(stayed, came);
    }
  }

  @PageTest
  void a_progress_bar_below_more_lines_than_are_kept(@TempDir Path folder) throws Exception {
    var end = folder.resolve("end");
    corex.run(
        "/bin/bash",
        "-c",
        "seq 20000; while [ ! -e \"$0\" ]; do i=$((i+1)); sleep 0.05; "
            + "printf '\\r\\e[3%dm\\e[1mdone\\e[0m %d\\e[K' $((i%8)) $i; done; echo; echo over; exec cat",
        end.toString());
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var stayed = show(context, "/");
      awaitText(stayed, "done 3");
      var came = show(context, "/");
      awaitText(came, "done");
      came.reload();
      awaitText(came, "done");
      Files.createFile(end);
      awaitText(stayed, "over");
      awaitText(came, "over");
      assertSame(stayed, came);
      assertThat(text(came).lines().count()).isGreaterThan(10_000);
    }
  }

  /// Its processes have the numbers of those that were there before.
  @PageTest
  void a_page_that_comes_back_to_another_corex_shows_what_runs_there() throws Exception {
    var script = "stty -echo; echo %s-1; echo %s-2; exec cat";
    corex.run("sh", "-c", script.formatted("old", "old"), "one");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = context.newPage();
      page.navigate(corex.origin() + "/attach/1");
      awaitText(page, "old-2");
      var guard = TestCorex.options("", false, 0).guard();
      restart(TestCorex.options(Listening.on(corex.port(), "lo"), guard, 0));
      corex.run("sh", "-c", script.formatted("a line that is longer, new", "new"), "another");
      awaitText(page, "new-2");
      assertThat(text(page)).doesNotContain("old").contains("a line that is longer, new-1");
    } finally {
      browser.complaints(); // the line was cut
    }
  }
}
