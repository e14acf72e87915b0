package io.coredeck.whole.pictures;

import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.terminal;
import static io.coredeck.browser.Console.text;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// Pictures of the tabs of a container.
///
/// @param page of the admin, which shows that tab
record ContainerPictures(Page page, Camera camera) {

  /// How long what a container does is waited for.
  private static final double LONGEST_WAIT_MS = 300_000;

  private static final double LOOK_MS = 500;
  private static final long MINUTE_MS = 60_000;

  /// So many lines and minutes have a shape.
  private static final int LINES = 300;

  private static final long SHOWN_MS = 4 * MINUTE_MS;

  /// Marks of the time axis are so far from each other.
  private static final long MARKS_MS = MINUTE_MS / 2;

  private static final String SAMPLES_SPAN =
      """
      least => {
        const times = document.querySelector('coredeck-metrics')?.columns?.t ?? [];
        return times.length > 1 && times.at(-1) - times[0] >= least;
      }
      """;

  private static final String SAMPLES_REACH =
      """
      ([from, to]) => {
        const times = document.querySelector('coredeck-metrics')?.columns?.t ?? [];
        return times.length > 1 && times[0] >= from - 4000 && times.at(-1) <= to + 4000;
      }
      """;

  private static final String LAST_SAMPLE =
      "document.querySelector('coredeck-metrics').columns.t.at(-1)";

  private static final String LINES_THERE =
      "least => document.querySelector('coredeck-log')?.session?.view?.shown?.length >= least";

  /// Where the pointer stands on the chart: near its right end and its top.
  private static final double ACROSS = 0.86;

  private static final double DOWN = 0.3;

  /// @param web address of a container that answers
  void console(String web) throws IOException {
    page.getByRole(AriaRole.BUTTON, named("Start a shell")).click();
    awaitPrompt(0);
    page.keyboard().press("Control+Shift+D");
    page.locator(".choices button")
        .filter(new Locator.FilterOptions().setHasText("Start a shell"))
        .click();
    awaitPrompt(1);
    page.keyboard().type("top\n");
    awaitText(terminal(page, 1), "Mem:");
    terminal(page, 0).click();
    run("cd /home/ops; clear", "/home/ops #");
    run("echo 'restart the worker on Mondays' > notes", "> notes");
    run("ls -l", "total");
    run("wget -qO- http://%s:8080/health".formatted(web), "status");
    camera.take(page, "console");
  }

  private void run(String command, String seen) {
    page.keyboard().type(command + "\n");
    page.waitForCondition(() -> {
      var text = text(terminal(page, 0)).strip();
      return text.contains(seen) && text.endsWith("#");
    });
  }

  private void awaitPrompt(int which) {
    page.waitForCondition(() -> !text(terminal(page, which)).isBlank());
  }

  /// With a search, an unfolded line, and enough lines for a shape of the bars above them.
  void logs() throws IOException {
    await(LINES_THERE, LINES);
    var search = page.locator("coredeck-log input[type=search]");
    search.fill("timeout");
    PicturesBench.see(page, "coredeck-log mark");
    search.press("Enter");
    PicturesBench.see(page, "coredeck-log mark.current");
    var folds = page.locator("coredeck-log .fold");
    folds.nth(folds.count() / 2).dispatchEvent("click");
    camera.take(page, "logs");
  }

  /// As they follow the container.
  void phone() throws IOException {
    await(LINES_THERE, LINES);
    camera.take(page, "phone-logs");
  }

  /// The last minutes, which fill the whole width, with the pointer on one moment.
  void metrics() throws IOException {
    await(SAMPLES_SPAN, SHOWN_MS + 2 * MARKS_MS);
    var last = ((Number) page.evaluate(LAST_SAMPLE)).longValue();
    var to = last / MARKS_MS * MARKS_MS - MARKS_MS / 2;
    var from = to - SHOWN_MS;
    TestBrowser.load(
        page, page.url().replaceFirst("metrics.*", "metrics?range=" + from + "-" + to));
    page.waitForFunction(SAMPLES_REACH, List.of((double) from, (double) to));
    var box =
        Objects.requireNonNull(page.locator("coredeck-metrics .u-over").first().boundingBox());
    page.mouse().move(box.x + box.width * ACROSS, box.y + box.height * DOWN);
    PicturesBench.see(page, "coredeck-cursor-tip");
    camera.take(page, "metrics");
  }

  private void await(String condition, long least) {
    page.waitForFunction(
        condition,
        (double) least,
        new Page.WaitForFunctionOptions().setTimeout(LONGEST_WAIT_MS).setPollingInterval(LOOK_MS));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
