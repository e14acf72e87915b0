package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.Browsers;
import java.io.IOException;
import java.nio.file.Path;

/// A real browser at a dashboard, and how a person composes in it.
final class ComposerBrowser implements AutoCloseable {

  private static final double LONGEST_WAIT_MS = 30_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final ComposerGrid grid;
  private final Playwright playwright;
  private final Browser browser;

  private ComposerBrowser(ComposerGrid grid) {
    this.grid = grid;
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright);
  }

  static ComposerBrowser start() throws Exception {
    return new ComposerBrowser(ComposerGrid.start());
  }

  ComposerGrid grid() {
    return grid;
  }

  BrowserContext context(ColorScheme scheme, int width, String language) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(scheme)
            .setLocale(language));
  }

  BrowserContext context() {
    return context(ColorScheme.LIGHT, 1440, "en-US");
  }

  /// Signs in and opens the composer.
  Page open(BrowserContext context) {
    var page = context.newPage();
    page.navigate(grid.url() + "containers/new");
    signIn(page);
    assertThat(page.locator("coredeck-code .cm-content")).isAttached();
    assertThat(page.locator(".node-list .node")).isAttached();
    return page;
  }

  static void signIn(Page page) {
    page.locator("vaadin-text-field input").first().fill("ines");
    page.locator("vaadin-password-field input").fill(ComposerGrid.PASSWORD);
    page.locator("vaadin-password-field input").press("Enter");
    assertThat(page.locator(".composer")).isVisible();
  }

  void go(Page page, String path) {
    page.navigate(grid.url() + path);
    assertThat(page.locator("coredeck-code .cm-content")).isAttached();
  }

  static void pickImage(Page page) {
    var field =
        page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true))
            .locator("visible=true")
            .last();
    field.click();
    page.getByRole(AriaRole.OPTION, named("demo/busybox.flist")).click();
    assertThat(code(page)).containsText("demo/busybox.flist");
  }

  static Locator code(Page page) {
    return page.locator("coredeck-code");
  }

  static void type(Locator field, String text) {
    field.fill(text);
    field.blur();
  }

  static void name(Page page, String name) {
    type(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).first(), name);
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  static void deploy(Page page, String name) {
    page.keyboard().press("Control+Enter");
    assertThat(heading(page, name + " is running")).isVisible();
  }

  static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, named(text));
  }

  static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Override
  public void close() throws IOException {
    browser.close();
    playwright.close();
    grid.close();
  }
}
