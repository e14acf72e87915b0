package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.heading;
import static io.coredeck.corex.http.CorexPage.named;
import static io.coredeck.corex.http.CorexPage.row;
import static io.coredeck.corex.http.CorexPage.size;
import static io.coredeck.corex.http.CorexPage.text;
import static io.coredeck.corex.http.CorexPage.with;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.IntStream;

/// What a person can do on the page of a container, in a real browser on a real server.
class CorexPageBrowserIT extends RealPages {

  /// Lines that CoreX keeps of a process, and the page shows.
  private static final int LINES_KEPT = 10_000;

  @PageTest
  void a_shell_is_started_typed_into_resized_and_stopped() {
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      assertThat(page).hasTitle("Core X Processes List");
      assertThat(heading(page, "Nothing runs here yet")).isVisible();
      shoot(page, "corex-empty");
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("echo $((6*7)); stty size\n");
      awaitText(page, "42\n%s\n".formatted(size(page)));
      var before = size(page);
      page.setViewportSize(900, 600);
      page.waitForCondition(() -> !size(page).equals(before));
      page.keyboard().type("stty size\n");
      awaitText(page, "$ stty size\n%s\n".formatted(size(page)));
      page.keyboard().type("trap '' HUP; echo hang\"\"ing on\n");
      awaitText(page, "hanging on");
      stopAndKill(page);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// A shell that talks to a person ignores the gentle signal, and this one that its terminal is
  /// gone; the page offers the other one then.
  private static void stopAndKill(Page page) {
    row(page, "/bin/sh").hover();
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Stop sh")).first().click();
    assertThat(row(page, "/bin/sh")).containsText("Stopping");
    button(page, "Kill it").click();
    assertThat(row(page, "/bin/sh")).containsText("SIGKILL");
    assertThat(page.getByText("Ended: killed by SIGKILL. This is the last it printed."))
        .isVisible();
    assertThat(page.getByText("1 ended", new Page.GetByTextOptions().setExact(true))).isVisible();
    button(page, "Clean up").click();
    assertThat(page.getByText("1 ended process was cleaned up")).isVisible();
  }

  @PageTest
  void the_page_is_as_designed_in_light_and_dark_and_on_a_phone() throws Exception {
    TestScene.play(corex);
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      shootScene(show(context, "/"), "corex-light");
    }
    try (var context = browser.context(1100, 720, ColorScheme.DARK)) {
      shootScene(show(context, "/"), "corex-dark");
    }
    try (var context = browser.context(390, 844, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      assertThat(row(page, "demo")).containsText("Running");
      assertThat(row(page, "demo")).containsText("MiB");
      assertThat(page.locator("corex-top-bar .name")).isInViewport(wholly());
      assertThat(button(page, "Settings")).isInViewport(wholly());
      shoot(page, "corex-phone-processes");
      row(page, "demo").locator("button.row").click();
      awaitText(page, "vacuum");
      assertThat(button(page, "Esc")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
      shoot(page, "corex-phone-terminal");
    }
    assertThat(browser.complaints()).isEmpty();
  }

  private static void shootScene(Page page, String name) {
    row(page, "demo").locator("button.row").click();
    awaitText(page, "vacuum");
    assertThat(page.locator("corex-top-bar")).containsText("CPU");
    assertThat(row(page, "postgres_exporter")).containsText("Command not found in this image.");
    page.locator("coredeck-terminal:visible").hover();
    shoot(page, name);
  }

  @PageTest
  void the_list_and_the_terminal_page_are_what_core_x_always_had() throws Exception {
    var id = corex.run("/bin/sh", "-c", "echo ready; cat");
    corex.run("/no/such/program", "x");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/?view=list");
      assertThat(heading(page, "Core X Processes List")).isVisible();
      assertThat(page.locator("th"))
          .hasText(new String[] {"PID", "Job ID", "Command Line", "Status", "Information"});
      assertThat(page.getByText("Tasks: 2")).isVisible();
      assertThat(page.locator("tbody tr").first()).containsText("Crashed");
      assertThat(page.locator("tbody tr").first()).containsText("No such file or directory");
      shoot(page, "corex-list");
      var link = page.getByRole(AriaRole.LINK, named(String.valueOf(id)));
      var terminal = context.waitForPage(link::click);
      assertThat(terminal).hasURL(corex.origin() + "/attach/" + id);
      awaitText(terminal, "ready");
      terminal.keyboard().type("typed\n");
      awaitText(terminal, "typed\ntyped");
      shoot(terminal, "corex-attach");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void commands_and_output_are_text_even_if_they_look_like_a_page() throws Exception {
    var trap = "<img src=x onerror=\"document.title='caught'\">";
    corex.run("/bin/sh", "-c", "printf '%s' \"$0\"; exec cat", trap);
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      assertThat(page.locator("corex-process-row").first()).containsText(trap);
      awaitText(page, trap);
      button(page, "List").click();
      assertThat(page.locator("td.command")).containsText(trap);
      assertThat(page.locator("img")).hasCount(0);
      assertThat(page).hasTitle("Core X Processes List");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void a_command_is_split_into_words_as_a_shell_does_and_faults_are_said_at_once() {
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      page.keyboard().press("c");
      var field = page.getByLabel("Command", new Page.GetByLabelOptions().setExact(true));
      field.fill("printf '%s|' \"a b\" 'c");
      field.press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT).filter(with("A quote ' is open"))).isVisible();
      field.fill("printf '%s|' \"a b\" 'c d' e\\ f");
      assertThat(page.getByLabel("Words of the command").locator("li")).hasCount(5);
      shoot(page, "corex-start");
      field.press("Enter");
      awaitText(page, "a b|c d|e f|");
      assertThat(row(page, "printf")).containsText("Done, 0");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void two_terminals_stand_side_by_side_and_one_is_searched() throws Exception {
    corex.run("/bin/sh", "-c", "echo first; exec cat");
    corex.run("/bin/sh", "-c", "seq 1 2000; exec cat");
    try (var context = browser.context(1100, 720, ColorScheme.DARK)) {
      var page = show(context, "/");
      awaitText(page, "2000");
      page.locator("coredeck-terminal:visible").click();
      page.keyboard().press("Control+Shift+D");
      page.locator(".choices button").first().click();
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      page.locator("coredeck-terminal:visible").first().click();
      page.keyboard().press("Control+Shift+F");
      page.getByLabel("Search this terminal").fill("1999");
      assertThat(page.getByText("1 of 1")).isVisible();
      shoot(page, "corex-split");
      page.keyboard().press("Escape");
      page.keyboard().press("Control+Shift+Escape");
      assertThat(page.getByRole(AriaRole.TAB)).isFocused();
      page.reload();
      assertThat(page.locator("coredeck-terminal:visible")).hasCount(2);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void a_flood_of_output_neither_freezes_the_page_nor_holds_back_the_keys() {
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      button(page, "Start a shell").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("yes 0123456789012345678901234567890123456789\n");
      awaitText(page, "0123456789\n0123456789".replace("\n", "012345678901234567890123456789\n"));
      assertThat(row(page, "/bin/sh").locator(".cpu")).not().hasText("0 %");
      page.keyboard().press("Control+c");
      page.keyboard().type("echo sto''pped\n");
      awaitText(page, "stopped");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void a_lost_line_is_told_and_goes_on_without_losing_what_was_printed() throws Exception {
    corex.run("/bin/sh", "-c", "seq 1 300; exec cat");
    try (var line = CuttableLine.to(corex.port());
        var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "http://127.0.0.1:" + line.port() + "/");
      awaitText(page, "300");
      page.locator("coredeck-terminal:visible").click();
      line.cut();
      var notice = page.locator("corex-lost-notice");
      assertThat(notice).containsText("What you see is from");
      shoot(page, "corex-lost");
      line.mend();
      assertThat(notice).not().containsText("What you see is from");
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("still here\n");
      awaitText(page, "still here\nstill here");
      assertThat(text(page)).startsWith("1\n2\n3\n").doesNotContain("300\n1\n2");
    }
  }

  /// Output is kept for a viewer who is away until it is more than 196 608 bytes.
  @PageTest
  void what_is_printed_while_the_line_is_cut_is_shown_when_it_is_back() throws Exception {
    corex.run(
        "/bin/sh",
        "-c",
        "stty -echo; seq 1 300; read n; seq 301 5000; read n; seq 5001 60000; exec cat");
    try (var line = CuttableLine.to(corex.port());
        var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "http://127.0.0.1:" + line.port() + "/");
      awaitText(page, "\n300");
      printCut(page, line, 5_000);
      assertThat(shownFrom(page, 5_000)).as("nothing is left out").isEqualTo(1);
      printCut(page, line, 60_000);
      page.waitForCondition(() -> {
        var lines = text(page).strip().lines().toList(); // the screen comes first, then the rest
        return lines.size() > LINES_KEPT && lines.getLast().equals("60000");
      });
      assertThat(shownFrom(page, 60_000))
          .as("what was away too long is not shown")
          .isGreaterThan(5_000);
      shoot(page, "corex-line-back");
      page.locator("coredeck-terminal:visible").click();
      assertThat(page.getByText("You are typing")).isVisible();
      page.keyboard().type("on it goes\n");
      awaitText(page, "\n60000\non it goes");
    }
  }

  /// Cuts the line, lets the program count on, and mends the line when it has.
  private void printCut(Page page, CuttableLine line, int last) throws Exception {
    var notice = page.locator("corex-lost-notice");
    line.cut();
    assertThat(notice).containsText("What you see is from");
    try (var beside = corex.socket("/ws/1", "tty")) {
      beside.hello();
      beside.send("0\n");
      corex.awaitLog("/api/process/logs?id=1", "\n" + last + "\r\n");
    }
    assertThat(text(page)).doesNotContain("\n" + last);
    line.mend();
    assertThat(notice).not().containsText("What you see is from");
    awaitText(page, "\n" + last);
  }

  /// @param last the number that stands in the last line
  /// @return the one in the first line; each between them stands in one line, in their order
  private static int shownFrom(Page page, int last) {
    var lines = text(page).strip().lines().toList();
    var first = Integer.parseInt(lines.getFirst());
    assertThat(lines)
        .as("neither a gap nor a repetition")
        .isEqualTo(IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList());
    return first;
  }

  private static LocatorAssertions.IsInViewportOptions wholly() {
    return new LocatorAssertions.IsInViewportOptions().setRatio(1);
  }
}
