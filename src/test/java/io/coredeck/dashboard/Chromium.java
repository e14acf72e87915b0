package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.coredeck.browser.Browsers;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A browser of a test's own, whose pages have signed in, and what it complained about.
final class Chromium implements AutoCloseable {

  private static final double LONGEST_WAIT_MS = 30_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final Playwright playwright;
  private final Browser browser;
  private final Map<URI, List<Cookie>> signedIn = new HashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright);
  }

  BrowserContext context(int width, int height, ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
  }

  BrowserContext context() {
    return context(1440, 900, ColorScheme.LIGHT);
  }

  /// @return the page of an address, after `ines` has signed in; once per server, later contexts go
  ///   on with that sign-in
  Page open(BrowserContext context, URI server, String path) {
    var page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains("/live/")) {
        complaints.add(message.text()); // there is no Redis here, so nothing under /live/
      }
    });
    page.onPageError(complaints::add);
    var known = signedIn.get(server);
    if (known == null) {
      page.navigate(server + "sign-in");
      page.getByLabel("Name").fill("ines");
      page.locator("vaadin-password-field input").fill(RowsExplorer.PASSWORD);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
      assertThat(page).hasTitle("Overview · Coredeck");
      signedIn.put(server, context.cookies(server.toString()));
    } else {
      context.addCookies(known);
    }
    page.navigate(server + path);
    return page;
  }

  List<String> complaints() {
    return complaints;
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
