package io.coredeck.corex.http;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A browser for tests; the one that the property `coredeck.chromium` names.
final class TestBrowser implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

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
                            "--disable-features=WebUIOmniboxAimPopup,WebUIOmniboxPopup")));
    return new TestBrowser(playwright, browser);
  }

  /// @param errors takes what pages complain about: errors on the console, exceptions of scripts
  BrowserContext context(Browser.NewContextOptions options, List<String> errors) {
    var context = browser.newContext(options);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        errors.add(message.text());
      }
    });
    context.onWebError(error -> errors.add(error.error()));
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
