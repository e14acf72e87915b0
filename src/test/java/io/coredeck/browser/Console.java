package io.coredeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;

/// The console of a container in a page, and how a person reads and uses it.
public final class Console {

  private Console() {}

  /// @param index 0 is the first one in sight
  public static Locator terminal(Page page, int index) {
    return page.locator("coredeck-terminal:visible").nth(index);
  }

  public static String text(Locator terminal) {
    return (String) terminal.evaluate("it => it.text");
  }

  /// @return rows and columns as `stty size` says them
  public static String size(Locator terminal) {
    return (String) terminal.evaluate("it => `${it.size.rows} ${it.size.columns}`");
  }

  public static void awaitText(Locator terminal, String wanted) {
    assertThat(terminal).isVisible();
    try {
      terminal.page().waitForCondition(() -> text(terminal).contains(wanted));
    } catch (TimeoutError e) {
      throw new AssertionError("never seen: " + wanted + "\nin: " + text(terminal), e);
    }
  }

  /// Ends the first process, a shell: one that talks to a person ignores the gentle signal, and is
  /// told a second later that its terminal is gone.
  public static void stopShell(Page page) {
    var row = page.locator("corex-process-row").first();
    row.hover();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop sh")).first().click();
    assertThat(row).containsText("SIGHUP");
  }
}
