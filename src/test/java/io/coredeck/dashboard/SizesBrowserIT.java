package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.NetworkResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What every page promises on screens larger and smaller than the one it was drawn on.
class SizesBrowserIT {

  /// Every element of the page, also inside components.
  private static final String ALL =
      """
      const every = (root) => [...root.querySelectorAll('*')].flatMap(one =>
        one.shadowRoot ? [one, ...every(one.shadowRoot)] : [one]);
      const all = every(document).filter(one => one.checkVisibility({visibilityProperty: true}));
      const name = (one) => `${one.tagName.toLowerCase()}.${one.className} "${(one.textContent || one.ariaLabel || '').trim().slice(0, 50)}"`;
      """;

  /// Sentences are read line by line: no line of one is longer than a text page is wide.
  private static final String LONG_LINES =
      """
      () => {
        ALL
        const longest = 760;
        return all
          .filter(one => !one.closest('pre, code, .mono, coredeck-code, .cm-editor'))
          .flatMap(one => [...one.childNodes])
          .filter(one => one.nodeType === 3 && one.data.trim().split(/\\s+/).length > 8)
          .flatMap(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return [...range.getClientRects()].filter(box => box.width > longest + 1)
              .slice(0, 1).map(box => `${Math.round(box.width)} px: ${name(one.parentElement)}`);
          });
      }
      """
          .replace("ALL", ALL);

  private static final String WIDER =
      """
      () => {
        ALL
        return [document.documentElement, ...all.filter(one => one.matches('main, .card, .list, vaadin-grid, .deploy-dialog, .deploy-dialog *'))]
          .map(one => one.$?.table ?? one)
          .filter(one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 2)
          .map(one => `${name(one)} ${one.scrollWidth} > ${one.clientWidth}`);
      }
      """
          .replace("ALL", ALL);

  /// What a finger presses is 44 px wide and high, apart from words within a sentence, what is only
  /// for screen readers, and the eye within the field of a password, which is Vaadin's.
  private static final String SMALL =
      """
      () => {
        ALL
        const pressed = 'button, vaadin-button, summary, select, input:not([type=hidden]), [role=button],'
          + ' [role=tab], [role=menuitem], .tabs a, .kinds a, nav a, a.button';
        const areas = (one) => {
          const field = one.parentElement?.localName.startsWith('vaadin-') ? one.parentElement : null;
          const around = one.matches('input')
            ? one.closest('label') ?? field ?? one.getRootNode().host ?? one : one;
          return [one, around].map(at => at.getBoundingClientRect());
        };
        return [...new Set(all.filter(one => one.matches(pressed))
          .filter(one => !one.closest('[inert], [aria-hidden=true], .sr, vaadin-password-field-button'))
          .map(one => [one, areas(one)])
          .filter(([, all]) => all.every(box => Math.min(box.width, box.height) < 43.5))
          .filter(([, [box]]) => box.width > 4 && box.height > 4)
          .map(([one, [box]]) => `${Math.round(box.width)} by ${Math.round(box.height)} px: ${name(one)}`))];
      }
      """
          .replace("ALL", ALL);

  /// The edge of a deployment's bar, and whether what is done of it can be told from the rest.
  private static final String EDGES =
      """
      () => {
        const bar = document.querySelector('coredeck-deployment').shadowRoot.querySelector('.progress');
        const colour = (one) => getComputedStyle(one).backgroundColor;
        return [getComputedStyle(bar).borderTopStyle, colour(bar) !== colour(bar.firstElementChild)];
      }
      """;

  /// Pictures of such a size cost a second each, so only of pages whose parts move with the width.
  private static final List<String> SEEN_LARGE =
      List.of("", "reservations", "containers/new", "nodes", "account");

  /// Lists whose columns give way.
  private static final List<String> SEEN_SMALL =
      List.of("nodes", "networks", "volumes", "images", "users", "audit");

  /// With the crosses of filters.
  private static final String FILTERED = "reservations?state=failed&mine=yes";

  private static final Page.WaitForFunctionOptions SOON =
      new Page.WaitForFunctionOptions().setTimeout(10_000);

  private static PlacesGrid grid;
  private static TestBrowser browser;
  private static List<String> paths;

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    var container = grid.deploy("shop", "172.24.1.2", "[]");
    grid.createVolume("shop-data", 2);
    var base = grid.base();
    var network =
        base.grid().workloads().stream()
            .filter(one -> one.workload() instanceof NetworkResource)
            .findFirst()
            .orElseThrow();
    paths = EveryPath.signedIn(container, network.id(), base.node().nodeId());
    browser = TestBrowser.start();
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
  void from_upright_tablets_to_4_k_nothing_is_cut_off_and_lines_stay_short_enough_to_be_read() {
    try (var context = browser.context(1920, 1080, ColorScheme.LIGHT)) {
      var page = TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, "");
      var faults = new ArrayList<String>();
      for (var path : paths) {
        go(page, path);
        for (var height : List.of(1080, 2160)) {
          TestBrowser.change(page, ColorScheme.LIGHT, height * 16 / 9, height);
          if (height == 1080 || SEEN_LARGE.contains(path)) {
            shoot(page, picture(path, height * 16 / 9 + ""));
          }
          findWider(page, path + " at " + height, faults);
          find(page, LONG_LINES, path + " at " + height, faults);
        }
        for (var width : List.of(1280, 820)) {
          TestBrowser.change(page, ColorScheme.LIGHT, width, 1000);
          findWider(page, path + " at a width of " + width, faults);
          if (SEEN_SMALL.contains(path)) {
            shoot(page, picture(path, width + ""));
          }
        }
      }
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void on_a_phone_in_the_dark_everything_fits_can_be_pressed_and_has_no_serious_fault() {
    try (var context = browser.phone(ColorScheme.DARK)) {
      var page = TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, "");
      assertThat(page.evaluate("matchMedia('(pointer: coarse)').matches")).isEqualTo(true);
      var faults = new ArrayList<String>();
      var pressed = new ArrayList<>(paths);
      pressed.add(FILTERED);
      for (var path : pressed) {
        go(page, path);
        shoot(page, picture(path, "touch-dark"));
        findWider(page, path, faults);
        find(page, SMALL, path, faults);
        Axe.faults(page).forEach(fault -> faults.add(path + " " + fault));
      }
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void the_dialog_of_a_deployment_fits_on_a_small_phone_and_its_bar_is_seen_in_forced_colours()
      throws Exception {
    var name = "a-name-of-so-many-letters-that-it-does-not-fit-into-one-line-63";
    var refused = "entrypoint program '/usr/local/bin/a-program-with-a-long-name' is a directory";
    try (var context = browser.phone(ColorScheme.DARK)) {
      var path = "containers/new?image=http://hub/demo/busybox.flist&network=default";
      var page = TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, path);
      TestBrowser.change(page, ColorScheme.DARK, 360, 640);
      ComposerBrowser.name(page, name);
      assertThat(page.locator("coredeck-code")).containsText(name);
      grid.base().node().refuseNext(refused);
      page.keyboard().press("Control+Enter");
      assertThat(ComposerBrowser.heading(page, name + " was not started")).isVisible();
      var faults = new ArrayList<String>();
      shoot(page, "size-deploy-failed-360-dark");
      findWider(page, "deployment", faults);
      find(page, SMALL, "deployment", faults);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setForcedColors(ForcedColors.ACTIVE)
              .setColorScheme(ColorScheme.LIGHT));
      shoot(page, "size-deploy-failed-360-forced");
      assertThat(page.evaluate(EDGES)).isEqualTo(List.of("solid", true));
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setForcedColors(ForcedColors.NONE)
              .setColorScheme(ColorScheme.LIGHT));
      shoot(page, "size-deploy-failed-360-light");
      assertThat(faults).isEmpty();
    }
  }

  private static void go(Page page, String path) {
    TestBrowser.follow(page, path);
    assertThat(page.locator("main").first()).isVisible();
    assertThat(page.locator("h1").first()).not().isEmpty();
  }

  /// A list becomes one column only when it knows how narrow it is.
  private static void findWider(Page page, String where, List<String> faults) {
    try {
      page.waitForFunction("() => (%s)().length === 0".formatted(WIDER), null, SOON);
    } catch (TimeoutError _) {
      find(page, WIDER, where, faults);
    }
  }

  private static void find(Page page, String what, String where, List<String> faults) {
    for (var fault : (List<?>) page.evaluate(what)) {
      faults.add(where + ": " + fault);
    }
  }

  private static String picture(String path, String variant) {
    return "size-%s-%s".formatted(path.replaceAll("[^a-z]+", "-"), variant);
  }
}
