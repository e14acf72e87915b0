package io.coredeck.dashboard.live.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;

/// A browser that shows the logs of a real Redis, over the real socket, and what it complained of.
final class LogPages implements AutoCloseable {

  final TestRedis redis;
  private final LogServer server;
  private final TestBrowser browser = TestBrowser.start();

  private LogPages() throws Exception {
    redis = TestRedis.create();
    server = LogServer.start(redis.url(), (_, _) -> true);
  }

  static LogPages start() throws Exception {
    return new LogPages();
  }

  Page open() {
    return browser.context(1280, 720, ColorScheme.LIGHT).newPage();
  }

  /// @param language `en` or `de`
  void show(Page page, String gwid, String language) {
    TestBrowser.load(page, server.origin() + "/show/" + gwid + "?language=" + language);
  }

  void nothingWasWrong() {
    assertThat(browser.complaints()).isEmpty();
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

  /// Turns the wheel, and goes on when the lines stand still again and are drawn where they stand.
  static void scrollUp(Page page, int pixels) {
    page.evaluate(
        """
        () => {
          const list = document.querySelector('coredeck-log').shadowRoot.querySelector('coredeck-log-list');
          const scroller = list.shadowRoot.querySelector('.scroller');
          window.still = new Promise((done) => scroller.addEventListener('scrollend',
            () => requestAnimationFrame(() => requestAnimationFrame(() => done())), { once: true }));
        }\
        """);
    page.mouse().move(600, 400);
    page.mouse().wheel(0, -pixels);
    page.evaluate("() => window.still");
  }

  @Override
  public void close() throws IOException {
    try {
      browser.close();
    } finally {
      server.close();
      redis.close();
    }
  }
}
