package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of many reservations that are deleted, filtered or taken away as a file at once.
class ReservationDeedsBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final int MANY = 30;

  private static TestBrowser browser;

  private RowsExplorer explorer;
  private DashboardServer server;

  @BeforeAll
  static void start() {
    browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void begin() throws Exception {
    explorer = new RowsExplorer();
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB));
  }

  @AfterEach
  void end() {
    explorer.release();
    server.close();
    explorer.close();
    assertThat(browser.complaints()).isEmpty();
  }

  private Page open(com.microsoft.playwright.BrowserContext context, String path) {
    return browser.signedIn(context, server.url(), "ines", RowsExplorer.PASSWORD, path);
  }

  @Test
  void of_several_that_are_deleted_each_that_stays_says_why() {
    for (var id = 1; id <= 5; id++) {
      explorer.running(id, "web-" + id);
    }
    explorer.refuseDeletion(2, "it belongs to user 7");
    explorer.refuseDeletion(4, "it belongs to user 8");
    try (var context = browser.context()) {
      var page = open(context, "reservations?sort=name");
      selectAll(page, 5);
      askDeletion(page);
      assertThat(command(page)).hasText("sudo ./coredeck delete 1-1 2-1 3-1 4-1 5-1");
      page.keyboard().press("Escape");
      confirmDeletion(page, 5);
      var toast = page.getByText("2 of 5 were not deleted.").last();
      assertThat(toast).isVisible();
      TestBrowser.shoot(page, "deeds-some-failed");
      page.getByRole(AriaRole.BUTTON, named("See why")).click();
      var why = page.getByRole(AriaRole.DIALOG);
      assertThat(why)
          .containsText(
              "web-2 (2-1): You are not allowed to do this. The explorer says: It belongs to user"
                  + " 7.");
      assertThat(why).containsText("web-4 (4-1):");
      assertThat(why.locator("li")).hasCount(2);
      TestBrowser.shoot(page, "deeds-see-why");
      why.getByRole(AriaRole.BUTTON, inside("Close")).click();
      assertThat(page.locator("coredeck-state[word=Stopping]")).hasCount(3);
      assertThat(page.locator("coredeck-state[word=Running]")).hasCount(2);
    }
  }

  @Test
  void a_deletion_of_many_can_be_stopped_and_what_is_not_begun_stays() throws Exception {
    for (var id = 1; id <= MANY; id++) {
      explorer.running(id, "web-" + id);
    }
    explorer.hold();
    try (var context = browser.context()) {
      var page = open(context, "reservations?sort=name");
      selectAll(page, MANY);
      confirmDeletion(page, MANY);
      var stop = page.getByRole(AriaRole.BUTTON, named("Stop deleting"));
      assertThat(page.getByText("0 of 30 asked for").first()).isVisible();
      assertThat(stop).isFocused();
      TestBrowser.shoot(page, "deeds-stop");
      explorer.awaitHeld(8);
      stop.click();
      var dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog.getByText("Stopping, 8 are still under way.").first()).isVisible();
      assertThat(dialog.getByRole(AriaRole.STATUS)).hasText("Stopping, 8 are still under way.");
      assertThat(dialog.getByRole(AriaRole.BUTTON, inside("Close"))).isFocused();
      TestBrowser.shoot(page, "deeds-stopping");
      page.keyboard().press("Escape");
      assertThat(dialog).isHidden();
      explorer.release();
      assertThat(page.getByText("Stopped. 8 of 30 are being deleted, 22 stay as before.").last())
          .isVisible();
      TestBrowser.shoot(page, "deeds-stopped");
      TestBrowser.load(page, server.url() + "reservations?state=running");
      assertThat(page.getByText("22 of 30 shown")).isVisible();
    }
  }

  @Test
  void what_is_shown_can_be_taken_away_as_a_file() throws Exception {
    explorer.running(1, "web-1");
    explorer.running(2, "api, main");
    explorer.failed(3, "ml-embed", "fail to download flist: 404 Not Found");
    try (var context = browser.context()) {
      var page = open(context, "reservations?sort=name");
      assertThat(name(page, "ml-embed")).isVisible();
      assertThat(page.locator(".trouble").filter(hasText("There is no image at this address.")))
          .isVisible();
      var lines = export(page);
      assertThat(lines).hasSize(4);
      assertThat(lines[0])
          .isEqualTo(
              "id,state,name,what,node,address,reserved,trouble,owner,network,cpu,memory_mib,"
                  + "disk_mib,description");
      assertThat(lines[1]).startsWith("2-1,Running,\"api, main\",demo/busybox,node-01,");
      assertThat(lines[1]).contains(",1,default,2,1024,512,");
      assertThat(lines[2]).contains("3-1,Failed,ml-embed,").contains("There is no image");
      page.locator(".filters .search input").fill("web-1");
      assertThat(page.getByText("1 of 3 shown")).isVisible();
      assertThat(export(page)).hasSize(2);
    }
  }

  private static String[] export(Page page) throws Exception {
    var file = page.waitForDownload(() -> page.getByText("Export", exact()).click());
    assertThat(file.suggestedFilename()).isEqualTo("reservations.csv");
    return Files.readString(file.path()).strip().split("\r\n", -1);
  }

  @Test
  void what_no_pool_could_pay_says_so_and_can_be_deleted() {
    explorer.running(1, "web-1");
    explorer.unpaid(2, "too-big");
    try (var context = browser.context()) {
      var page = open(context, "reservations?state=failed");
      assertThat(name(page, "too-big")).isVisible();
      assertThat(page.locator(".trouble").filter(hasText("Its pool had not enough left")))
          .isVisible();
      TestBrowser.shoot(page, "deeds-unpaid");
      name(page, "too-big").click();
      assertThat(page.locator(".object-notice")).containsText("Its pool had not enough left");
      TestBrowser.shoot(page, "deeds-unpaid-page");
      page.getByRole(AriaRole.BUTTON, named("Delete")).click();
      var toast = page.locator("coredeck-toasts");
      assertThat(toast.getByText("too-big is being deleted.").last()).isVisible();
      assertThat(toast.getByText("Undo")).hasCount(0); // it could not be paid again either
    }
  }

  @Test
  void an_active_filter_has_a_cross_that_ends_it() {
    explorer.running(1, "web-1");
    explorer.failed(2, "ml-embed", "no");
    try (var context = browser.context()) {
      var page = open(context, "reservations?state=failed&mine=yes");
      assertThat(page.getByText("1 of 2 shown")).isVisible();
      var state = page.getByRole(AriaRole.BUTTON, named("Clear the state filter"));
      var owner = page.getByRole(AriaRole.BUTTON, named("Clear the owner filter"));
      assertThat(owner).isVisible();
      TestBrowser.shoot(page, "deeds-filters");
      state.click();
      assertThat(state).isHidden();
      assertThat(page).hasURL(Pattern.compile(".*/reservations\\?mine=.*"));
      owner.click();
      assertThat(name(page, "web-1")).isVisible();
      assertThat(owner).isHidden();
      assertThat(page).hasURL(Pattern.compile(".*/reservations"));
    }
  }

  @Test
  void the_palette_leads_to_a_deletion_that_asks_and_an_address_does_not() {
    explorer.running(1, "web-1");
    explorer.starting(2, "preview");
    try (var context = browser.context()) {
      var page = open(context, "reservations");
      assertThat(name(page, "web-1")).isVisible();
      page.keyboard().press("Control+k");
      page.keyboard().type("web-1");
      var delete = page.getByRole(AriaRole.OPTION, named("Delete"));
      assertThat(delete).isVisible();
      TestBrowser.shoot(page, "deeds-palette");
      delete.click();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Keep it"))).isFocused();
      assertThat(page).hasURL(Pattern.compile(".*/containers/1.*"));
      assertThat(command(page)).hasText("sudo ./coredeck delete 1-1");
      TestBrowser.shoot(page, "deeds-command");
      page.getByRole(AriaRole.BUTTON, named("Keep it")).click();
      assertThat(page.locator("vaadin-dialog")).hasCount(0);
      page.keyboard().press("Control+k");
      page.keyboard().type("web-1");
      delete.click(); // on the container's own page
      assertThat(page.getByRole(AriaRole.BUTTON, named("Keep it"))).isFocused();
      TestBrowser.load(page, server.url() + "containers/2?delete=yes");
      assertThat(page.locator("coredeck-state[word=Starting]").first()).isVisible();
      assertThat(page.getByText("is being deleted")).hasCount(0);
    }
  }

  static void selectAll(Page page, int number) {
    assertThat(page.getByText(number + " containers", exact())).isVisible();
    page.locator("vaadin-grid vaadin-checkbox").first().click();
    assertThat(page.getByText(number + " selected", exact())).isVisible();
  }

  private static void askDeletion(Page page) {
    page.locator(".selection-bar").getByRole(AriaRole.BUTTON, inside("Delete")).click();
  }

  /// What the dialog tells for a shell.
  private static Locator command(Page page) {
    return page.locator(".delete-dialog .as-command code, vaadin-dialog .as-command code");
  }

  static void confirmDeletion(Page page, int number) {
    askDeletion(page);
    page.getByLabel("Type %d to delete".formatted(number)).fill(Integer.toString(number));
    page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON, inside("Delete")).click();
  }

  private static Locator name(Page page, String name) {
    return page.locator("vaadin-grid a.name").filter(hasText(name)).first();
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
