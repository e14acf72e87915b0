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

  /// What a click on a link of a page does; ends when Vaadin says that it is there.
  private static final String FOLLOW =
      """
      path => new Promise(resolve => {
        addEventListener('vaadin-navigated', resolve, {once: true});
        const link = document.createElement('a');
        link.href = path;
        document.body.append(link);
        link.click();
        link.remove();
      })
      """;

  /// Two pictures later, and after every movement that ends.
  private static final String STAND_STILL =
      """
      async () => {
        const picture = () => new Promise(requestAnimationFrame);
        await picture();
        await picture();
        await Promise.allSettled(document.getAnimations()
          .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
          .map(one => one.finished));
      }
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

  /// A phone, on which people press with their fingers.
  BrowserContext phone(ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true)
            .setColorScheme(scheme)
            .setLocale("en-GB"));
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

  /// Goes to a page of the dashboard as its links do, without loading everything anew, and waits
  /// until all that the server says of it has come.
  static void follow(Page page, String path) {
    page.evaluate(FOLLOW, path);
    page.waitForFunction(
        "() => Object.values(window.Vaadin.Flow.clients).every(one => !one.isActive?.())");
  }

  /// Shows a page in other colours or another size and waits until it stands still.
  static void change(Page page, ColorScheme scheme, int width, int height) {
    page.setViewportSize(width, height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.evaluate(STAND_STILL);
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
