package io.coredeck.corex.http;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A browser for tests, the one that the property `coredeck.chromium` names, and what its pages
/// complained about.
final class TestBrowser implements AutoCloseable {

  /// How long assertions wait, of all tests in this JVM; as long as Playwright's other waits.
  private static final double LONGEST_WAIT_MS = 30_000;

  /// Chromium breaks off what it is loading when an interface of the machine gets or loses an
  /// address, as it does when another test makes a network; no fault of the page.
  private static final String NETWORK_CHANGED = "net::ERR_NETWORK_CHANGED";

  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
  }

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private TestBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static TestBrowser start() {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("coredeck.chromium")))
                    // without the pages of the address bar, which cost as much as one of ours
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--host-resolver-rules=MAP *.example 127.0.0.1",
                            "--disable-features=WebUIOmniboxAimPopup,WebUIOmniboxPopup")));
    return new TestBrowser(playwright, browser);
  }

  BrowserContext context(int width, int height, ColorScheme scheme) {
    return context(
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
  }

  BrowserContext context(Browser.NewContextOptions options) {
    var context = browser.newContext(options);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains(NETWORK_CHANGED)) {
        complaints.add(message.text());
      }
    });
    context.onWebError(error -> complaints.add(error.error()));
    return context;
  }

  /// @return errors on the console and exceptions of scripts since the last call
  List<String> complaints() {
    var all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
