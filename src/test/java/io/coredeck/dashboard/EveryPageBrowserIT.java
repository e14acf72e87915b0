package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.dashboard.OpenBrowser.shoot;
import static io.coredeck.dashboard.OpenBrowser.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.model.NetworkResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every page promises: people can use it whatever they see and hear and however wide their
/// screen is, and nothing runs in it that is not ours.
class EveryPageBrowserIT {

  /// A button that cannot be used yet looks so, and says why beside it.
  private static final String NOT_READY = "[.not-ready,span[part=";

  private static PlacesGrid grid;
  private static OpenBrowser browser;
  private static List<String> paths;

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    var container = grid.deploy("shop", "172.24.1.2", "[]");
    var base = grid.base();
    var network =
        base.grid().workloads().stream()
            .filter(one -> one.workload() instanceof NetworkResource)
            .findFirst()
            .orElseThrow();
    paths = EveryPath.signedIn(container, network.id(), base.node().nodeId());
    browser = new OpenBrowser();
  }

  @AfterAll
  static void stop() throws IOException {
    browser.close();
    grid.close();
  }

  @Test
  void is_walked_by_these_tests() {
    assertThat(EveryPath.forgotten(paths)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void has_no_serious_fault_for_people_who_see_or_hear_it_differently(ColorScheme scheme) {
    try (var context = browser.context(1440, 900, scheme)) {
      var page = context.newPage();
      var faults = new ArrayList<String>();
      page.navigate(grid.url() + "sign-in");
      assertThat(page.locator("h1")).isVisible();
      Axe.faults(page).forEach(fault -> faults.add("sign-in " + fault));
      OpenBrowser.signIn(page);
      assertThat(page.locator("vaadin-app-layout")).isVisible();
      for (var path : paths) {
        go(page, path, scheme.name().toLowerCase(Locale.ROOT));
        Axe.faults(page).stream()
            .filter(fault -> !fault.contains(NOT_READY))
            .forEach(fault -> faults.add(path + " " + fault));
      }
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void is_no_wider_than_a_phone() {
    try (var context = browser.context(390, 844, ColorScheme.LIGHT)) {
      var page = signedIn(context, grid.url().toString(), "");
      var wide = new ArrayList<String>();
      for (var path : paths) {
        go(page, path, "phone");
        var over =
            page.evaluate(
                "document.scrollingElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(over)) {
          wide.add(path + " by " + over);
        }
      }
      assertThat(wide).isEmpty();
    }
  }

  private static void go(Page page, String path, String variant) {
    page.navigate(grid.url() + path);
    assertThat(page.locator("main").first()).isVisible();
    assertThat(page.locator("h1").first()).not().isEmpty();
    shoot(page, "every-%s-%s".formatted(path.replaceAll("[^a-z]+", "-"), variant));
  }

  @Test
  void keeps_the_content_security_policy() {
    try (var context = browser.context(1440, 900, ColorScheme.LIGHT)) {
      browser.complaints();
      var page = context.newPage();
      var answer = page.navigate(grid.url() + "sign-in");
      assertThat(answer.headerValue("content-security-policy"))
          .contains("default-src 'none'")
          .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'unsafe-eval'$");
      OpenBrowser.signIn(page);
      assertThat(page.locator("vaadin-app-layout")).isVisible();
      for (var path : paths) {
        page.navigate(grid.url() + path);
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
