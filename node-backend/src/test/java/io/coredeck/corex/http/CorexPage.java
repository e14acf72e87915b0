package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/// The page of a container, and how a person finds what is on it.
final class CorexPage {

  private CorexPage() {}

  static void awaitText(Page page, String wanted) {
    assertThat(page.locator("coredeck-terminal:visible").first()).isVisible();
    try {
      page.waitForCondition(() -> text(page).contains(wanted));
    } catch (com.microsoft.playwright.TimeoutError e) {
      throw new AssertionError("never seen: " + wanted + "\nin: " + text(page), e);
    }
  }

  static String text(Page page) {
    return (String) page.locator("coredeck-terminal:visible").first().evaluate("it => it.text");
  }

  /// Types into the terminal that is seen.
  static void type(Page page, String text) {
    page.locator("coredeck-terminal:visible").first().click();
    page.keyboard().type(text);
  }

  /// @return what an expression of JavaScript says about what xterm.js holds, which is `it`
  static Object held(Page page, String expression) {
    return page.locator("coredeck-terminal:visible")
        .first()
        .evaluate("terminal => ((it) => " + expression + ")(terminal.held)");
  }

  /// @return rows and columns as `stty size` says them
  static String size(Page page) {
    return (String)
        page.locator("coredeck-terminal:visible")
            .evaluate("it => `${it.size.rows} ${it.size.columns}`");
  }

  static Locator row(Page page, String text) {
    return page.locator("corex-process-row").filter(with(text));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(name).setExact(true);
  }

  static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
