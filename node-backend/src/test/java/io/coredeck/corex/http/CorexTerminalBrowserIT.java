package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.held;
import static io.coredeck.corex.http.CorexPage.row;
import static io.coredeck.corex.http.CorexPage.text;
import static io.coredeck.corex.http.CorexPage.type;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;

/// What a terminal of the page shows and lets a person do, by pointer, by keyboard alone and on a
/// phone.
class CorexTerminalBrowserIT extends RealPages {

  /// A red square as PNG.
  private static final String RED =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC";

  @PageTest
  void links_that_are_printed_open_beside_the_page_and_only_those_of_the_web() throws Exception {
    var printed = corex.origin() + "/?view=list";
    var marked = corex.origin() + "/attach/1";
    corex.run(
        "/bin/bash",
        "-c",
        "printf '%s\\n\\e]8;;javascript:alert(1)\\e\\\\trap\\e]8;;\\e\\\\\\n\\e]8;;%s\\e\\\\marked\\e]8;;\\e\\\\\\n' \"$0\" \"$1\"; exec cat",
        printed,
        marked);
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      awaitText(page, "marked");
      page.onDialog(dialog -> {
        throw new AssertionError(dialog.message());
      });
      var first = context.waitForPage(() -> clickLink(page, 0));
      assertThat(first).hasURL(Pattern.compile(".*/\\?view=list.*")); // and what it opens
      assertThat(first.evaluate("opener === null && document.referrer === ''")).isEqualTo(true);
      pointAt(page, 1);
      page.mouse().down();
      page.mouse().up();
      var second = context.waitForPage(() -> clickLink(page, 2));
      assertThat(second).hasURL(marked);
      assertThat(context.pages()).containsExactly(page, first, second);
    }
  }

  /// Points at the second column of a row.
  private static void pointAt(Page page, int row) {
    var screen = page.locator("coredeck-terminal:visible .xterm-screen").boundingBox();
    var size = CorexPage.size(page).split(" ", -1);
    var high = screen.height / Integer.parseInt(size[0]);
    var wide = screen.width / Integer.parseInt(size[1]);
    page.mouse().move(screen.x + 10 * wide, screen.y + 20 * high);
    page.mouse().move(screen.x + 1.5 * wide, screen.y + (row + 0.5) * high);
  }

  private static void clickLink(Page page, int row) {
    pointAt(page, row);
    assertThat(page.locator("coredeck-terminal .xterm-cursor-pointer")).isAttached();
    page.mouse().down();
    page.mouse().up();
  }

  @PageTest
  void what_is_one_letter_to_people_takes_its_columns_also_after_a_reload() throws Exception {
    var family = "👨‍👩‍👧‍👦";
    corex.run(
        "/bin/bash",
        "-c",
        "stty -echo; printf '%s|é|日本|%s|x' \"$0\" \"$1\"; "
            + "IFS='[;' read -rsd R -p $'\\e[6n' _ _ column; echo; echo column $column; exec cat",
        family,
        "🇩🇪");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      awaitText(page, "column 15");
      for (var visit = 0; visit < 2; visit++) {
        assertThat(cells(page))
            .isEqualTo(
                List.of(
                    "0:2:" + family,
                    "2:1:|",
                    "3:1:é",
                    "4:1:|",
                    "5:2:日",
                    "7:2:本",
                    "9:1:|",
                    "10:2:🇩🇪",
                    "12:1:|",
                    "13:1:x"));
        page.reload();
        awaitText(page, "column 15");
      }
      shoot(page, "corex-graphemes");
    }
  }

  /// @return column, width and letter of what stands in the first row
  private static Object cells(Page page) {
    return held(
        page,
        "Array.from({length: it.cols}, (_, x) => [x, it.buffer.active.getLine(0).getCell(x)])"
            + ".filter(([, cell]) => cell.getChars() !== '')"
            + ".map(([x, cell]) => `${x}:${cell.getWidth()}:${cell.getChars()}`)");
  }

  @PageTest
  void an_image_of_iterm_is_drawn_where_it_was_printed() throws Exception {
    corex.run("/bin/bash", "--norc");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      awaitText(page, "$");
      type(
          page,
          "clear; printf '\\e]1337;File=inline=1;width=6;height=3;preserveAspectRatio=0:%s\\a' "
              + RED
              + "\n");
      assertThat(page.locator(".xterm-image-layer")).isAttached();
      page.waitForCondition(() -> "255,0,0,255".equals(pixel(page, 3, 1)));
      assertThat(pixel(page, 8, 1)).isEqualTo("0,0,0,0");
      shoot(page, "corex-image");
    }
  }

  /// @return red, green, blue and opacity of what is drawn over a cell
  private static Object pixel(Page page, int column, int row) {
    var size = CorexPage.size(page).split(" ", -1);
    return page.locator(".xterm-image-layer")
        .evaluate(
            "(it, [x, y]) => [...it.getContext('2d').getImageData(it.width * x, it.height * y, 1, 1).data].join()",
            List.of(
                (column + 0.5) / Integer.parseInt(size[1]),
                (row + 0.5) / Integer.parseInt(size[0])));
  }

  @PageTest
  void letters_and_lines_kept_stay_as_set_and_the_way_to_corex_is_measured() throws Exception {
    corex.run("/bin/sh");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      awaitText(page, "$");
      var before = CorexPage.size(page);
      button(page, "Settings").click();
      page.getByLabel("Letters", new Page.GetByLabelOptions().setExact(true))
          .selectOption("system");
      page.getByLabel("Lines kept").selectOption("1000");
      for (var step = 0; step < 4; step++) {
        button(page, "Larger (Ctrl + in a terminal)").click();
      }
      page.keyboard().press("Escape");
      page.waitForCondition(() -> !CorexPage.size(page).equals(before));
      var larger = CorexPage.size(page);
      page.reload();
      awaitText(page, "$");
      page.waitForCondition(() -> CorexPage.size(page).equals(larger));
      assertThat(held(page, "it.options.fontSize")).isEqualTo(16);
      assertThat((String) held(page, "it.options.fontFamily")).doesNotContain("JetBrains");
      type(page, "seq 3000; stty size\n");
      awaitText(page, "3000\n" + larger);
      assertThat(held(page, "it.buffer.active.length - it.rows")).isEqualTo(1000);
      assertThat(page.locator("corex-status-bar")).containsText("1,000 lines kept");
      page.evaluate(
          "addEventListener('terminal-round-trip', ({detail}) => window.told = Math.max(1, Math.round(detail)))");
      page.waitForCondition(() -> page.evaluate("window.told") != null);
      assertThat(page.locator("corex-status-bar"))
          .containsText(page.evaluate("window.told") + " ms");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void the_row_of_keys_on_a_phone_reaches_the_program() throws Exception {
    corex.run(
        "/bin/sh",
        "-c",
        "trap 'echo got-int' INT; stty -icanon -echo; echo ready; cat -vT; cat -vT");
    try (var context = browser.context(390, 844, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      button(page, "Terminal").click();
      awaitText(page, "ready");
      for (var key : List.of("Esc", "Tab", "Slash", "Left", "Down", "Up", "Right")) {
        button(page, key).click();
      }
      awaitText(page, "ready\n^[^I/^[[D^[[B^[[A^[[C");
      button(page, "Ctrl").click();
      page.keyboard().type("c");
      awaitText(page, "got-int");
      assertThat(button(page, "Ctrl")).hasAttribute("aria-pressed", "false");
      page.keyboard().type("c");
      awaitText(page, "got-int\nc");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void everything_is_done_by_keyboard_alone() throws Exception {
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      var keys = page.keyboard();
      start(page, "sh -c 'echo first; exec cat'");
      awaitText(page, "first");
      keys.type("one\n");
      awaitText(page, "one\none");
      keys.press("Control+Shift+Escape");
      start(page, "sh -c 'echo second; exec cat'");
      awaitText(page, "second");
      keys.press("Control+Shift+Escape");
      assertThat(page.getByRole(AriaRole.TAB).nth(1)).isFocused();
      keys.press("ArrowLeft");
      assertThat(page.getByRole(AriaRole.TAB).first()).isFocused();
      awaitText(page, "first");
      keys.press("Enter");
      keys.type("two\n");
      awaitText(page, "two\ntwo");
      keys.press("Control+Shift+D");
      assertThat(page.locator(".choices button").first()).isFocused();
      keys.press("Enter");
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      assertThat(page.locator("coredeck-terminal:visible textarea").nth(1)).isFocused();
      keys.type("three\n");
      page.waitForCondition(() -> corexLog(2).contains("three\r\nthree"));
      keys.press("Control+Shift+E");
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(1);
      assertThat(text(page)).contains("first").doesNotContain("three");
      keys.press("Control+Shift+Escape");
      keys.press("j");
      assertThat(row(page, "second").locator("button.row")).isFocused();
      keys.press("Tab");
      keys.press("Enter");
      assertThat(row(page, "second")).containsText("SIGTERM");
      assertThat(row(page, "first")).containsText("Running");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private String corexLog(long id) {
    try {
      return corex.body("/api/process/logs?id=" + id);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void start(Page page, String command) {
    page.keyboard().press("c");
    assertThat(page.getByLabel("Command", new Page.GetByLabelOptions().setExact(true))).isFocused();
    page.keyboard().type(command);
    page.keyboard().press("Enter");
    assertThat(page.getByText("You are typing")).isVisible();
  }
}
