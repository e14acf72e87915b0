package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person can do with the list of everything reserved.
class ReservationsBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final String LONG_NAME =
      "billing-worker-for-the-quarterly-report-of-the-southern-branch1";
  private static final int MANY = 30_000;

  private static TestBrowser browser;

  @BeforeAll
  static void start() {
    // there is no Redis here, so nothing under /live/
    browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  /// An explorer and a dashboard of a test's own.
  private record Grid(RowsExplorer explorer, DashboardServer server) implements AutoCloseable {

    static Grid start() throws Exception {
      var explorer = new RowsExplorer();
      return new Grid(
          explorer,
          DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB)));
    }

    static Grid of18() throws Exception {
      var grid = start();
      for (var id = 1; id <= 14; id++) {
        grid.explorer.running(id, "web-" + id);
      }
      grid.explorer.running(15, LONG_NAME);
      grid.explorer.failed(16, "ml-embed", "the entrypoint /bin/embed is not in the image");
      grid.explorer.starting(17, "preview-pr-812");
      grid.explorer.running(18, "api-gateway");
      return grid;
    }

    Page open(BrowserContext context, String path) {
      return browser.signedIn(context, server.url(), "ines", RowsExplorer.PASSWORD, path);
    }

    @Override
    public void close() {
      server.close();
      explorer.close();
    }
  }

  @Test
  void an_empty_list_says_what_would_be_here() throws Exception {
    try (var grid = Grid.start();
        var context = browser.context()) {
      var page = grid.open(context, "reservations");
      assertThat(page.getByText("No containers yet")).isVisible();
      TestBrowser.shoot(page, "reservations-0");
      page.locator("main").getByRole(AriaRole.LINK, inside("Volumes 0")).click();
      assertThat(page.getByText("No volumes yet")).isVisible();
    }
  }

  @Test
  void it_is_read_in_light_in_the_dark_and_on_a_phone() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?sort=name");
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        TestBrowser.change(page, scheme, 1440, 900);
        assertThat(name(page, "api-gateway")).isVisible();
        assertThat(page.getByText("18 containers")).isVisible();
        TestBrowser.shoot(page, "reservations-18-" + scheme.name().toLowerCase(Locale.ROOT));
      }
      TestBrowser.change(page, ColorScheme.LIGHT, TestBrowser.PHONE, TestBrowser.PHONE_HEIGHT);
      TestBrowser.follow(page, "reservations");
      assertThat(name(page, "api-gateway")).isVisible();
      TestBrowser.shoot(page, "reservations-18-phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .isEqualTo(TestBrowser.PHONE);
    }
  }

  @Test
  void keys_move_select_open_and_search() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?sort=name");
      assertThat(name(page, "api-gateway")).isVisible();
      page.keyboard().press("?");
      var sheet = page.getByRole(AriaRole.DIALOG, named("Keys"));
      assertThat(sheet.getByText("Select the row")).isVisible();
      page.keyboard().press("Escape");
      page.keyboard().press("j");
      page.keyboard().press("x");
      assertThat(page.getByText("1 selected")).isVisible();
      page.keyboard().press("j");
      page.keyboard().press("x");
      assertThat(page.getByText("2 selected")).isVisible();
      page.keyboard().press("k");
      page.keyboard().press("x");
      assertThat(page.getByText("1 selected")).isVisible();
      page.keyboard().press("/");
      page.keyboard().type("web-1 172");
      assertThat(page.getByText("6 of 18 shown")).isVisible();
      assertThat(page).hasURL(Pattern.compile(".*q=web-1.*"));
      page.keyboard().press("Tab");
      page.getByText("6 of 18 shown").click();
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      assertThat(page).hasURL(Pattern.compile(".*/containers/1(/.*)?"));
    }
  }

  @Test
  void the_shift_key_selects_a_range() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?sort=name");
      assertThat(name(page, "api-gateway")).isVisible();
      var boxes = page.locator("vaadin-grid vaadin-checkbox");
      boxes.nth(2).click();
      assertThat(page.getByText("1 selected")).isVisible();
      boxes.nth(6).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
      assertThat(page.getByText("5 selected")).isVisible();
      TestBrowser.shoot(page, "reservations-selected");
      page.getByRole(AriaRole.BUTTON, named("Merge logs")).click();
      assertThat(page).hasURL(Pattern.compile(".*/containers/\\d+/logs\\?merge=.*"));
    }
  }

  @Test
  void what_a_filter_hides_stays_selected_is_counted_and_acted_on() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?sort=name");
      assertThat(name(page, "api-gateway")).isVisible();
      var boxes = page.locator("vaadin-grid vaadin-checkbox");
      boxes.nth(4).click(); // none of the three has failed: those are not deleted
      boxes.nth(6).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
      assertThat(page.getByText("3 selected", exact())).isVisible();
      page.locator(".filters .search input").fill("nothing-like-this");
      assertThat(page.getByText("3 selected, 3 of them hidden by the filter")).isVisible();
      TestBrowser.shoot(page, "reservations-selected-hidden");
      delete(page).click();
      assertThat(page.locator("vaadin-dialog")).containsText("Delete 3 containers");
      page.getByRole(AriaRole.BUTTON, named("Keep")).click();
      page.locator(".selection-bar").getByRole(AriaRole.BUTTON, inside("Merge logs")).click();
      assertThat(page).hasURL(Pattern.compile(".*/containers/\\d+/logs\\?merge=.*"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_filter_is_saved_for_the_person_found_again_and_forgotten() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?state=failed");
      assertThat(page.getByText("1 of 18 shown")).isVisible();
      page.getByRole(AriaRole.BUTTON, named("Saved filters")).click();
      page.getByLabel("Save the current filter as").fill("broken ones");
      TestBrowser.shoot(page, "reservations-filters");
      page.keyboard().press("Enter");
      TestBrowser.follow(page, "reservations");
      assertThat(name(page, "api-gateway")).isVisible();
      page.getByRole(AriaRole.BUTTON, named("Saved filters")).click();
      page.getByRole(AriaRole.BUTTON, exactly("broken ones")).click();
      assertThat(page.getByText("1 of 18 shown")).isVisible();
      assertThat(page).hasURL(Pattern.compile(".*state=failed"));
      page.getByRole(AriaRole.BUTTON, named("Saved filters")).click();
      page.getByRole(AriaRole.BUTTON, named("Forget broken ones")).click();
      assertThat(page.getByText("None saved yet.")).isVisible();
    }
  }

  @Test
  void what_can_be_lost_is_named_and_typed_and_what_cannot_is_undone() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?q=preview");
      assertThat(name(page, "preview-pr-812")).isVisible();
      page.locator("vaadin-grid vaadin-checkbox").nth(1).click();
      delete(page).click();
      assertThat(page.getByText("preview-pr-812 is being deleted.").last()).isVisible();
      TestBrowser.shoot(page, "reservations-undo");
      page.getByRole(AriaRole.BUTTON, named("Undo")).click();
      assertThat(page.getByText("is asked for again, with a new number.").last()).isVisible();

      TestBrowser.follow(page, "reservations?q=api-gateway");
      assertThat(name(page, "api-gateway")).isVisible();
      page.locator("vaadin-grid vaadin-checkbox").nth(1).click();
      delete(page).click();
      var keep = page.getByRole(AriaRole.BUTTON, named("Keep it"));
      assertThat(keep).isFocused();
      assertThat(page.getByText("root disk (512 MiB)")).isVisible();
      assertThat(page.getByText("The volume 9-1 at /data")).isVisible();
      TestBrowser.shoot(page, "reservations-delete");
      var really = page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON, inside("Delete"));
      assertThat(really).isDisabled();
      page.getByLabel("Type api-gateway to delete").fill("api-gateway");
      really.click();
      assertThat(page.getByText("api-gateway is being deleted.").last()).isVisible();
      assertThat(page.locator("coredeck-state[word=Stopping]")).isVisible();
      grid.explorer().gone(18);
      assertThat(page.getByText("No container matches.")).isVisible();
    }
  }

  @Test
  void rows_change_in_place_while_sorted_by_state() throws Exception {
    try (var grid = Grid.of18();
        var context = browser.context()) {
      var page = grid.open(context, "reservations?sort=state");
      var first = page.locator("vaadin-grid .name:not([hidden])").first();
      assertThat(first).hasText("preview-pr-812");
      grid.explorer().running(17, "preview-pr-812");
      assertThat(page.locator("coredeck-state[word=Starting]")).hasCount(0);
      assertThat(first).hasText("preview-pr-812");
    }
  }

  @Test
  void thirty_thousand_rows_can_be_searched_and_scrolled() throws Exception {
    try (var grid = Grid.start();
        var context = browser.context()) {
      var page = grid.open(context, "reservations");
      assertThat(page.getByText("No containers yet")).isVisible();
      for (var id = 1; id <= MANY; id++) {
        grid.explorer().running(id, id == 100 ? LONG_NAME : "web-" + id);
      }
      assertThat(page.getByText("30,000 containers")).isVisible();
      TestBrowser.load(page, grid.server().url() + "reservations");
      assertThat(page.locator("vaadin-grid a.name").first()).isVisible();
      TestBrowser.shoot(page, "reservations-30000");
      page.locator(".filters .search input").fill("web-2999");
      assertThat(page.getByText("11 of 30,000 shown")).isVisible();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static Locator name(Page page, String name) {
    return page.locator("vaadin-grid a.name")
        .filter(new Locator.FilterOptions().setHasText(name))
        .first();
  }

  private static Locator delete(Page page) {
    return page.locator(".selection-bar").getByRole(AriaRole.BUTTON, inside("Delete"));
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return named(name).setExact(true);
  }
}
