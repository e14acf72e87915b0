package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.dashboard.OpenBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every page promises: people can use it whatever they see and hear, and nothing runs in it
/// that is not ours.
@Tag("unproven")
class EveryPageBrowserIT {

  private static final List<String> PATHS =
      List.of(
          "",
          "reservations",
          "reservations/volumes",
          "containers/new",
          "containers/3/logs",
          "containers/3/metrics",
          "containers/3/definition");

  /// A button that cannot be used yet looks so, and says why beside it.
  private static final String NOT_READY = "[.not-ready,span[part=";

  private static ScriptedExplorer explorer;
  private static DashboardServer server;
  private static OpenBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    explorer = new ScriptedExplorer();
    var hub = URI.create("http://127.0.0.1:8091");
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), hub));
    browser = new OpenBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
    explorer.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void has_no_serious_fault_for_people_who_see_or_hear_it_differently(ColorScheme scheme) {
    try (var context = browser.context(1440, 900, scheme)) {
      var page = context.newPage();
      var faults = new ArrayList<String>();
      page.navigate(server.url() + "sign-in");
      assertThat(page.locator("h1")).isVisible();
      Axe.faults(page).forEach(fault -> faults.add("sign-in " + fault));
      OpenBrowser.signIn(page);
      assertThat(page.locator("vaadin-app-layout")).isVisible();
      for (var path : PATHS) {
        page.navigate(server.url() + path);
        assertThat(page.locator("main").first()).isVisible();
        shoot(
            page,
            "every-"
                + path.replace('/', '-')
                + "-"
                + scheme.name().toLowerCase(java.util.Locale.ROOT));
        Axe.faults(page).stream()
            .filter(fault -> !fault.contains(NOT_READY))
            .forEach(fault -> faults.add(path + " " + fault));
      }
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void keeps_the_content_security_policy() {
    try (var context = browser.context(1440, 900, ColorScheme.LIGHT)) {
      browser.complaints();
      var page = context.newPage();
      var answer = page.navigate(server.url() + "sign-in");
      assertThat(answer.headerValue("content-security-policy"))
          .contains("default-src 'none'")
          .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'unsafe-eval'$");
      OpenBrowser.signIn(page);
      assertThat(page.locator("vaadin-app-layout")).isVisible();
      for (var path : PATHS) {
        page.navigate(server.url() + path);
        assertThat(page.locator("main").first()).isVisible();
      }
      assertThat(browser.complaints().stream().filter(one -> one.contains("olicy")).toList())
          .isEmpty();
      page.evaluate(
          "const script = document.createElement('script'); script.textContent = 'window.evil = 1';"
              + " document.body.append(script)");
      assertThat(page.evaluate("window.evil")).isNull();
    }
  }
}
