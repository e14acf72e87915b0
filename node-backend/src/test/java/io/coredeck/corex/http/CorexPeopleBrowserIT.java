package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.text;
import static io.coredeck.corex.http.CorexPage.type;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/// What several people do at one terminal, and what a person sets for all of them.
class CorexPeopleBrowserIT extends RealPages {
  @PageTest
  void who_types_is_seen_asked_and_hands_over_and_the_size_goes_with_it() throws Exception {
    corex.run("/bin/sh");
    try (var first = browser.context(1100, 720, ColorScheme.LIGHT);
        var second = browser.context(700, 520, ColorScheme.DARK)) {
      var ada = visit(first, "Ada");
      type(ada, "echo $((40+2))\n");
      awaitText(ada, "42\n");
      var omar = visit(second, "Omar");
      awaitText(omar, "42\n");
      assertThat(ada.locator("corex-process-list")).containsText("Omar is watching sh");
      assertThat(omar.locator(".typing")).hasText("Ada is typing");
      assertThat(omar.locator("corex-pane[telling] header")).containsText("Ada is typing");
      canScrollTo(omar, "the end of a larger terminal");
      type(omar, "no");
      assertThat(omar.getByText("Your keys were not sent.")).isVisible();
      button(omar, "Ask to type").click();
      assertThat(omar.getByText("Ada was asked to hand over.")).isVisible();
      assertThat(ada.getByText("Omar asks to type.")).isVisible();
      shoot(ada, "corex-asked");
      menu(ada).click();
      shoot(ada, "corex-people-menu");
      item(ada, AriaRole.MENUITEM, "Hand over to Omar").click();
      assertThat(ada.locator(".typing")).hasText("Omar is typing");
      assertThat(ada.locator("corex-status-bar")).containsText("Size set by Omar");
      type(omar, "echo yes-$((1+1))\n");
      awaitText(ada, "yes-2");
      assertThat(text(ada)).doesNotContain("no");
      menu(omar).click();
      item(omar, AriaRole.MENUITEMRADIO, "Smallest of all windows").click();
      assertThat(ada.locator("corex-status-bar")).containsText("Smallest of 2 windows");
      shoot(omar, "corex-people-dark");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @PageTest
  void settings_stay_and_a_program_reaches_the_clipboard_only_with_consent() throws Exception {
    corex.run("/bin/sh");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
      var page = visit(context, "");
      type(page, "printf '\\033]52;c;aGVsbG8=\\007'\n");
      assertThat(page.getByText("wants to put 5 characters into your clipboard")).isVisible();
      button(page, "Allow once").click();
      page.waitForCondition(() -> "hello".equals(page.evaluate("navigator.clipboard.readText()")));
      page.evaluate("navigator.clipboard.writeText('echo one\\necho two\\n')");
      page.keyboard().press("Control+Shift+V");
      assertThat(page.getByText("Paste 2 lines?")).isVisible();
      button(page, "Do not paste").click();
      var before = CorexPage.size(page);
      for (var pixels = 0; pixels < 3; pixels++) {
        page.keyboard().press("Control+Shift+Equal");
      }
      page.waitForCondition(() -> !CorexPage.size(page).equals(before));
      type(page, "printf '\\033Pq#1;2;100;0;0#1!60~\\033\\\\'\n");
      assertThat(page.locator(".xterm-image-layer")).isAttached();
      button(page, "Settings").click();
      page.getByLabel("Colours", exact()).selectOption("amber-on-black");
      page.getByLabel("Your name").fill("Ada");
      shoot(page, "corex-settings");
      page.keyboard().press("Escape");
      page.reload();
      assertThat(page.locator("coredeck-terminal[colours=amber-on-black]")).isVisible();
      menu(page).click();
      assertThat(page.getByText("Ada (you)")).isVisible();
      assertThat(text(page)).doesNotContain("one\n");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private Page visit(BrowserContext context, String name) {
    if (!name.isEmpty()) {
      context.addInitScript(
          ("if (location.protocol === 'http:') localStorage.setItem('coredeck.viewer',"
                  + " '{\"name\":\"%s\",\"person\":\"%s\"}')")
              .formatted(name, name));
    }
    var page = context.newPage();
    page.navigate(corex.origin() + "/");
    awaitText(page, "$");
    return page;
  }

  private static void canScrollTo(Page page, String what) {
    page.waitForCondition(() ->
        (boolean)
            page.locator("coredeck-terminal:visible .screen")
                .evaluate(
                    "it => (it.scrollTo(9999, 9999), it.scrollLeft > 0 && it.scrollTop > 0)"));
    assertThat(page.locator("coredeck-terminal[foreign]").describe(what)).isVisible();
  }

  private static Locator menu(Page page) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Who types, whose size"));
  }

  private static Locator item(Page page, AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name));
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
