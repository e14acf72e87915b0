package io.coredeck.dashboard;

import static io.coredeck.browser.TestBrowser.seeHeading;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Vaadin's parts have the product's colours, whoever decided about light and dark.
class ColoursBrowserIT {

  /// Of a part of Vaadin's and of our own: equal values of what both call by another name.
  private static final String PAIRS =
      """
      () => {
        const value = name => {
          const probe = document.createElement('i');
          probe.style.color = `var(${name})`;
          document.body.append(probe);
          const is = getComputedStyle(probe).color;
          probe.remove();
          return is;
        };
        return [['--lumo-base-color', '--cd-surface'], ['--lumo-body-text-color', '--cd-text'],
                ['--lumo-primary-color', '--cd-accent']]
          .filter(([lumo, own]) => value(lumo) !== value(own))
          .map(([lumo, own]) => `${lumo} ${value(lumo)}, ${own} ${value(own)}`);
      }
      """;

  @Test
  void a_chosen_mode_has_the_same_colours_as_one_of_the_system() throws Exception {
    try (var explorer = new ScriptedExplorer();
        var server =
            DashboardServer.start(
                new DashboardConfig(
                    "127.0.0.1", 0, explorer.uri(), URI.create("http://127.0.0.1:8091")));
        var browser = TestBrowser.start();
        var context = browser.context(1440, 900, ColorScheme.LIGHT)) {
      var page =
          TestBrowser.signIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, "account");
      seeHeading(page, "Account");
      for (var mode : List.of("light", "dark")) {
        page.evaluate("mode => document.documentElement.setAttribute('theme', mode)", mode);
        seeOwnColours(page, "chosen " + mode);
        shoot(page, "account-chosen-" + mode);
      }
      page.evaluate("document.documentElement.removeAttribute('theme')");
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        TestBrowser.change(page, scheme, 1440, 900);
        seeOwnColours(page, "system " + scheme);
      }
    }
  }

  private static void seeOwnColours(Page page, String when) {
    assertThat(page.evaluate(PAIRS)).as(when).isEqualTo(List.of());
  }
}
