package io.coredeck.dashboard.live.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.Browsers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A browser that shows the logs of a real Redis, over the real socket, and what it complained of.
final class LogPages implements AutoCloseable {

  private static final double LONGEST_WAIT_MS = 30_000;

  final TestRedis redis;
  private final LogServer server;
  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private LogPages() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    redis = TestRedis.create();
    server = LogServer.start(redis.url(), (_, _) -> true);
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright);
  }

  static LogPages start() throws Exception {
    return new LogPages();
  }

  Page open() {
    var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 720));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    return page;
  }

  /// @param language `en` or `de`
  void show(Page page, String gwid, String language) {
    page.navigate(server.origin() + "/show/" + gwid + "?language=" + language);
  }

  void nothingWasWrong() {
    assertThat(complaints).isEmpty();
    complaints.clear();
  }

  /// Prints lines of which the page takes in nothing before the server knows them all.
  ///
  /// @param print prints lines up to this number
  static void fallBehind(Page page, int last, Runnable print) {
    page.evaluate("document.querySelector('coredeck-log').session.apply = () => false");
    print.run();
    page.waitForFunction(
        "last => document.querySelector('coredeck-log').session.inbox"
            + ".some(message => message.event === 'head' && message.last >= last)",
        last);
    page.evaluate("delete document.querySelector('coredeck-log').session.apply");
  }

  /// How many lines are missing that can be loaded.
  static int missing(Page page) {
    return ((Number)
            page.evaluate(
                "document.querySelector('coredeck-log').session.rows.rows"
                    + ".reduce((sum, {kind, lost, from, to}) =>"
                    + " sum + (kind === 'gap' && !lost ? to - from + 1 : 0), 0)"))
        .intValue();
  }

  static Locator row(Page page, String text) {
    return page.locator(".row.line").filter(new Locator.FilterOptions().setHasText(text));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  @Override
  public void close() throws IOException {
    browser.close();
    playwright.close();
    server.close();
    redis.close();
  }
}
