package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the pages of nodes, pools, networks, volumes and images promise on a phone.
class PlacesPhoneBrowserIT {

  private static final String LONG =
      "a-name-of-sixty-three-letters-that-has-to-be-read-to-its-end-ok";

  private static final List<Integer> WIDTHS = List.of(390, 360);

  /// What is wider than what it is in.
  private static final String BESIDE =
      """
      () => {
        const tables = [...document.querySelectorAll('vaadin-grid')].map(grid => grid.$.table);
        const boxes = [document.documentElement, ...tables,
          ...document.querySelectorAll('main, .list, .card, .stacked, .stacked *:not(.sr)')];
        return boxes
          .filter(box => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
          .map(box => `${box.tagName}.${box.className} ${box.scrollWidth} > ${box.clientWidth}`);
      }
      """;

  private static PlacesGrid grid;
  private static TestBrowser browser;

  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    browser = TestBrowser.start();
    var volume = grid.createVolume(LONG, 2);
    grid.deploy(
        LONG,
        "172.24.1.2",
        "[{\"volume_id\": \"%s\", \"mountpoint\": \"/var/lib/postgresql/data\"}]"
            .formatted(volume.gwid()));
    grid.createVolume("spare", 1);
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      browser.close();
    } finally {
      grid.close();
    }
  }

  @BeforeEach
  void open() {
    context = browser.context(390, 844, ColorScheme.LIGHT);
    page = browser.signedIn(context, grid.url(), "ines", ComposerGrid.PASSWORD, "nodes");
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
  }

  @Test
  void a_list_is_one_column_and_nothing_scrolls_sideways() {
    for (var path : List.of("nodes", "networks", "volumes", "images")) {
      go(path);
      for (var width : WIDTHS) {
        narrow(width);
        assertThat(page.locator(".stacked:visible").first()).isVisible();
        assertThat(page.getByRole(AriaRole.TREEGRID)).isVisible();
        assertThat(page.getByRole(AriaRole.GRIDCELL).first()).isVisible();
        assertThat(page.getByRole(AriaRole.COLUMNHEADER)).hasCount(0);
        assertThat(page.locator(".list-head .sort")).isVisible();
        seeNothingBeside(path, width);
      }
    }
  }

  @Test
  void pages_of_one_thing_do_not_scroll_sideways_either() throws Exception {
    var network = first(one -> one.workload() instanceof NetworkResource);
    for (var path :
        List.of(
            "nodes/" + grid.base().node().nodeId(),
            "networks/" + network.id(),
            "pools",
            "images/demo/busybox?path=bin")) {
      go(path);
      for (var width : WIDTHS) {
        narrow(width);
        assertThat(page.locator(".stacked:visible").first()).isVisible();
        seeNothingBeside(path, width);
      }
    }
  }

  @Test
  void what_a_row_offers_is_there_on_a_phone_too() throws Exception {
    go("volumes?q=" + LONG);
    assertThat(page.locator(".stacked .name:visible")).hasText(LONG);
    assertThat(page.locator(".stacked .user:visible")).containsText("/var/lib/postgresql/data");
    page.getByLabel("Delete " + LONG).click();
    assertThat(page.locator("vaadin-dialog")).containsText("is in use");
    seeNothingBeside("volumes", 390);
    TestBrowser.shoot(page, "places-volume-in-use-phone");
    page.keyboard().press("Escape");
    go("volumes?sort=name");
    assertThat(page.locator(".stacked .name:visible").first()).hasText(LONG);
    page.locator(".list-head .sort").click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Sort: Name, last first"))
        .click();
    assertThat(page.locator(".stacked .name:visible").first()).hasText("spare");
    assertThat(page).hasURL(Pattern.compile(".*sort=-name"));
    assertThat(page.locator(".stacked .user a:visible"))
        .hasAttribute("href", Pattern.compile("containers/\\d+"));
  }

  @Test
  void a_list_is_columns_again_where_there_is_room_and_sorted_as_before() {
    page.setViewportSize(1440, 900);
    TestBrowser.load(page, grid.url() + "nodes?sort=-memory");
    assertThat(page.getByRole(AriaRole.COLUMNHEADER)).hasCount(8);
    page.setViewportSize(390, 844);
    assertThat(page.locator(".stacked:visible").first()).isVisible();
    page.setViewportSize(1440, 900);
    assertThat(page.getByRole(AriaRole.COLUMNHEADER)).hasCount(8);
    assertThat(page.locator("vaadin-grid-sorter[direction=desc]")).hasText("Memory");
    assertThat(page).hasURL(Pattern.compile(".*sort=-memory"));
    for (var path : List.of("nodes", "networks", "volumes", "images")) {
      go(path);
      assertThat(page.locator("vaadin-grid-cell-content .name:visible").first()).isVisible();
      assertThat(page.locator(".stacked:visible")).hasCount(0);
      assertThat(page.getByRole(AriaRole.COLUMNHEADER).nth(4)).isVisible();
      seeNothingBeside(path, 1440);
    }
  }

  private static Reservation first(Predicate<Reservation> is) throws Exception {
    return grid.base().grid().liveWorkloads().stream().filter(is).findFirst().orElseThrow();
  }

  private void go(String path) {
    TestBrowser.follow(page, path);
  }

  private void narrow(int width) {
    TestBrowser.change(page, ColorScheme.LIGHT, width, width == 390 ? 844 : 740);
  }

  /// Neither the page nor a list in it scrolls sideways, and nothing in a row is cut off.
  private void seeNothingBeside(String path, int width) {
    TestBrowser.shoot(page, "places-" + path.replaceAll("/.*|\\?.*", "") + "-" + width);
    assertThat(page.evaluate(BESIDE)).as(path + " at " + width).isEqualTo(List.of());
  }
}
