package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.PHONE;
import static io.coredeck.browser.TestBrowser.PHONE_HEIGHT;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
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

  private static PlacesGrid grid;
  private static TestBrowser browser;
  private static List<String> paths;
  private static Page page;

  private static String policy;
  private static List<String> complaints;
  private static final List<String> inLight = new ArrayList<>();
  private static final List<String> inTheDark = new ArrayList<>();
  private static final List<String> wide = new ArrayList<>();

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
    browser = TestBrowser.start();
    page = browser.context(PHONE, PHONE_HEIGHT, ColorScheme.LIGHT).newPage();
    policy = page.navigate(grid.url() + "sign-in").headerValue("content-security-policy");
    walk();
    complaints = browser.complaints().stream().filter(one -> !one.contains("/live/")).toList();
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      browser.close();
    } finally {
      grid.close();
    }
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
    assertThat(scheme == ColorScheme.LIGHT ? inLight : inTheDark).isEmpty();
  }

  @Test
  void is_no_wider_than_a_phone() {
    assertThat(wide).isEmpty();
  }

  @Test
  void keeps_the_content_security_policy() {
    assertThat(policy)
        .contains("default-src 'none'")
        .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'unsafe-eval'$");
    assertThat(complaints).isEmpty();
    page.waitForConsoleMessage(
        new Page.WaitForConsoleMessageOptions()
            .setPredicate(message -> message.text().startsWith("policy refused script-src")),
        () ->
            page.evaluate(
                "const script = document.createElement('script'); script.textContent ="
                    + " 'window.evil = 1'; document.body.append(script)"));
    assertThat(page.evaluate("window.evil")).isNull();
    assertThat(browser.complaints()).anyMatch(one -> one.contains("script-src"));
  }

  /// Loads every page once, as a phone does, and then looks at it on a wide screen in both colours.
  private static void walk() {
    assertThat(page.locator("h1")).isVisible();
    look("sign-in");
    TestBrowser.signIn(page, "ines", ComposerGrid.PASSWORD);
    assertThat(page.locator("vaadin-app-layout")).isVisible();
    for (var path : paths) {
      TestBrowser.change(page, ColorScheme.LIGHT, PHONE, PHONE_HEIGHT);
      TestBrowser.load(page, grid.url() + path);
      assertThat(page.locator("main").first()).isVisible();
      assertThat(page.locator("h1").first()).not().isEmpty();
      var over =
          page.evaluate(
              "document.scrollingElement.scrollWidth - document.documentElement.clientWidth");
      if (!Integer.valueOf(0).equals(over)) {
        wide.add(path + " by " + over);
      }
      shoot(page, picture(path, "phone"));
      look(path);
    }
  }

  private static void look(String path) {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      TestBrowser.change(page, scheme, 1440, 900);
      shoot(page, picture(path, scheme.name().toLowerCase(Locale.ROOT)));
      var faults = scheme == ColorScheme.LIGHT ? inLight : inTheDark;
      Axe.faults(page).forEach(fault -> faults.add(path + " " + fault));
    }
  }

  private static String picture(String path, String variant) {
    return "every-%s-%s".formatted(path.replaceAll("[^a-z]+", "-"), variant);
  }
}
