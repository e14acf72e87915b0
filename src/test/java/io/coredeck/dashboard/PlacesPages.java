package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The pages of nodes, pools, networks, volumes and images, shown to `ines` for each test, and how
/// a person finds what is in them. None of them may complain.
@TestInstance(Lifecycle.PER_CLASS)
abstract class PlacesPages {

  private static final String REFUSED_ARCHIVE = "422";

  PlacesGrid grid;
  TestBrowser browser;
  Page page;
  private BrowserContext context;

  @BeforeAll
  void start() throws Exception {
    grid = PlacesGrid.start();
    browser = TestBrowser.start(complaint -> complaint.contains(REFUSED_ARCHIVE));
  }

  @AfterAll
  void stop() throws IOException {
    try {
      browser.close();
    } finally {
      grid.close();
    }
  }

  @BeforeEach
  void open() {
    context = browser.context();
    page = signedIn(context, "ines");
  }

  @AfterEach
  void close(TestInfo test) {
    if (!page.isClosed()) {
      shoot("end-of-" + test.getTestMethod().orElseThrow().getName());
    }
    context.close();
    assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
  }

  Page signedIn(BrowserContext in, String name) {
    return browser.signedIn(in, grid.url(), name, ComposerGrid.PASSWORD, "nodes");
  }

  /// Follows a link to that path.
  void go(String path) {
    TestBrowser.follow(page, path);
  }

  Locator cell(String text) {
    return page.locator("vaadin-grid-cell-content:visible").filter(with(text));
  }

  Locator field(String label) {
    return page.locator(
        "xpath=//vaadin-dialog//label[normalize-space(.)='%s']/../input".formatted(label));
  }

  /// Beside its field; it is told to screen readers elsewhere too.
  Locator fault(String text) {
    return page.locator("vaadin-dialog [slot=error-message]").filter(with(text));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  Locator dialogButton(String name) {
    return page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON, in(name));
  }

  static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  Locator heading(String name) {
    return heading(name, 1);
  }

  Locator heading(String name, int level) {
    return page.getByRole(AriaRole.HEADING, named(name).setExact(true).setLevel(level));
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  void shoot(String name) {
    TestBrowser.awaitStill(page);
    TestBrowser.shoot(page, "places-" + name);
  }

  /// In both colours, on a desk and on a phone, where a list is one column.
  void shootAll(String name) {
    var isList = page.locator("vaadin-grid:visible").count() > 0;
    TestBrowser.shootAll(
        page,
        "places-" + name,
        () -> {
          if (isList) {
            assertThat(page.locator(".stacked:visible").first()).isVisible();
          }
        });
    assertThat(page.locator(".stacked:visible")).hasCount(0);
  }
}
