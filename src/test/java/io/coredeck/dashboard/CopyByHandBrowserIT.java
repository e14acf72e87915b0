package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import org.junit.jupiter.api.Test;

/// What is left to a person whose browser lets no page copy.
class CopyByHandBrowserIT {

  /// As on plain http from another machine.
  private static final String WITHOUT_CLIPBOARD =
      """
      Object.defineProperty(window, "isSecureContext", { value: false });
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      """;

  @Test
  void a_password_that_is_shown_once_is_shown_selected_and_inside_its_dialog() throws Exception {
    try (var grid = ComposerGrid.start();
        var browser = TestBrowser.start();
        var context = browser.context()) {
      context.addInitScript(WITHOUT_CLIPBOARD);
      var page = TestBrowser.signIn(context, grid.url(), "ines", ComposerGrid.PASSWORD, "users");
      page.getByRole(AriaRole.BUTTON, named("New account")).click();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("omar");
      page.getByRole(AriaRole.BUTTON, named("Create account")).click();
      var given = page.locator("vaadin-dialog .secret input").inputValue();
      page.getByRole(AriaRole.BUTTON, named("Copy")).click();
      var shown = page.getByLabel("Text to copy");
      assertThat(shown).isFocused();
      assertThat(shown).hasValue(given);
      assertThat(page.locator(".once").evaluate("one => one.scrollWidth <= one.clientWidth"))
          .isEqualTo(true);
      shoot(page, "copy-by-hand");
    }
  }
}
