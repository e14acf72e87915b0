package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import java.io.IOException;

/// A dashboard in a browser, a grid behind it, and how a person composes in it.
final class ComposerBrowser implements AutoCloseable {

  private final ComposerGrid grid;
  private final TestBrowser browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);

  private ComposerBrowser(ComposerGrid grid) {
    this.grid = grid;
  }

  static ComposerBrowser start() throws Exception {
    return new ComposerBrowser(ComposerGrid.start());
  }

  ComposerGrid grid() {
    return grid;
  }

  BrowserContext context(ColorScheme scheme, int width, String language) {
    return browser.context(width, 900, scheme, language);
  }

  BrowserContext context() {
    return browser.context();
  }

  /// The composer of `ines`.
  Page open(BrowserContext context) {
    return open(context, "containers/new");
  }

  Page open(BrowserContext context, String path) {
    return open(context, "ines", path);
  }

  /// The composer of somebody whose password is that of `ines`.
  Page open(BrowserContext context, String name, String path) {
    var page = browser.signedIn(context, grid.url(), name, ComposerGrid.PASSWORD, path);
    assertThat(code(page).locator(".cm-content")).isAttached();
    assertThat(page.locator(".node-list .node").first()).isAttached();
    return page;
  }

  /// Loads a page without a session, and signs in where that leads to.
  void openAnew(Page page, String path) {
    page.context().clearCookies();
    TestBrowser.load(page, grid.url() + path);
    TestBrowser.signIn(page, "ines", ComposerGrid.PASSWORD);
    assertThat(page.locator(".composer")).isVisible();
  }

  /// Leaves the composer and follows a link into it.
  static void go(Page page, String path) {
    TestBrowser.follow(page, "pools");
    TestBrowser.follow(page, path);
    assertThat(code(page).locator(".cm-content")).isAttached();
  }

  /// Composes a container with a secret and waits until it runs.
  Reservation deployed(Page page, String name) throws Exception {
    pickImage(page);
    name(page, name);
    button(page, "Secret").click();
    var row = page.locator("#part-environment .row").first();
    type(row.locator("vaadin-text-field input"), "TOKEN");
    type(row.locator("vaadin-password-field input"), "sesame");
    deploy(page, name);
    page.locator(".deploy-dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
        .click();
    assertThat(heading(page, "New container")).isVisible();
    return stored(name);
  }

  /// @return what the explorer keeps under that name and nobody deletes
  Reservation stored(String name) throws Exception {
    return grid.grid().liveWorkloads().stream()
        .filter(one -> WorkloadName.of(one).equals(name) && !one.nextAction().isDelete())
        .findFirst()
        .orElseThrow();
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
    try {
      assertThat(heading(page, name + " is running")).isVisible();
    } catch (AssertionError e) {
      throw new AssertionError("the page says: " + page.locator("body").innerText(), e);
    }
  }

  static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, named(text));
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Override
  public void close() throws IOException {
    try {
      browser.close();
    } finally {
      grid.close();
    }
  }
}
