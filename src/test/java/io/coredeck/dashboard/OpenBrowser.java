package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.Browsers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A browser for tests; keeps what pages complain about.
final class OpenBrowser implements AutoCloseable {

  private static final double LONGEST_WAIT_MS = 30_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  /// Says in the console what the content security policy refused.
  private static final String TELL_REFUSED =
      """
      addEventListener('securitypolicyviolation', event => console.error('policy refused '
        + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));
      """;

  private final Playwright playwright = Browsers.playwright();
  private final Browser browser = Browsers.launch(playwright);
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  OpenBrowser() {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
  }

  BrowserContext context(int width, int height, ColorScheme scheme) {
    return context(width, height, scheme, "en-GB");
  }

  BrowserContext context(int width, int height, ColorScheme scheme, String locale) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale));
    context.addInitScript(TELL_REFUSED);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.page().url() + ": " + message.text());
      }
    });
    return context;
  }

  /// What was an error in any page since the last call.
  List<String> complaints() {
    var all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  /// A page at that path, after the sign-in.
  static Page signedIn(BrowserContext context, String url, String path) {
    var page = context.newPage();
    page.navigate(url + path);
    signIn(page);
    assertThat(page.locator("vaadin-app-layout")).isVisible();
    return page;
  }

  static void signIn(Page page) {
    page.locator("vaadin-text-field input").fill("ines");
    page.locator("vaadin-password-field input").fill(ScriptedExplorer.PASSWORD);
    page.locator(".box vaadin-button").click();
  }

  static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  static void seeHeading(Page page, String name) {
    assertThat(page.getByRole(AriaRole.HEADING, named(name))).isVisible();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
