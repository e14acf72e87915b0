package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.dashboard.ReservationDeedsBrowserIT.confirmDeletion;
import static io.coredeck.dashboard.ReservationDeedsBrowserIT.selectAll;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That a deletion which has begun needs neither its page nor its session, and that the person
/// learns what came of it.
class DeletionLastsBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final int MANY = 30;
  private static final int AT_ONCE = 8;

  private static TestBrowser browser;

  private RowsExplorer explorer;
  private DashboardServer server;

  @BeforeAll
  static void start() {
    browser =
        TestBrowser.start(complaint ->
            TestBrowser.WITHOUT_REDIS.test(complaint) || complaint.contains("401 (Unauthorized)"));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void begin() throws Exception {
    explorer = new RowsExplorer();
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB));
    for (var id = 1; id <= MANY; id++) {
      explorer.running(id, "web-" + id);
    }
    explorer.hold();
  }

  @AfterEach
  void end() {
    explorer.release();
    server.close();
    explorer.close();
  }

  /// @return a page of a session of its own, while the first calls are under way
  private Page deleteAll(BrowserContext context) throws InterruptedException {
    var path = "reservations?sort=name";
    var page = TestBrowser.signIn(context, server.url(), "ines", RowsExplorer.PASSWORD, path);
    selectAll(page, MANY);
    confirmDeletion(page, MANY);
    explorer.awaitHeld(AT_ONCE);
    return page;
  }

  @Test
  void what_has_begun_goes_on_when_the_person_signs_out() throws Exception {
    try (var context = browser.context()) {
      deleteAll(context);
      var other = context.newPage();
      other.navigate(server.url().toString());
      other.locator(".person vaadin-menu-bar-button").first().click();
      other.getByRole(AriaRole.MENUITEM, named("Sign out")).click();
      assertThat(other).hasTitle("Sign in · Coredeck");
      explorer.release();
      explorer.awaitDeleting(MANY);
    }
  }

  @Test
  void the_end_is_told_on_the_page_that_was_loaded_anew_meanwhile() throws Exception {
    explorer.refuseDeletion(2, "it belongs to user 7");
    try (var context = browser.context()) {
      var page = deleteAll(context);
      page.reload();
      assertThat(page.getByText(MANY + " containers")).isVisible();
      explorer.release();
      assertThat(page.getByText("1 of 30 was not deleted.").last()).isVisible();
      page.getByRole(AriaRole.BUTTON, named("See why")).click();
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("web-2 (2-1): ");
      TestBrowser.shoot(page, "deletion-told-anew");
    }
  }

  @Test
  void the_end_is_found_later_when_there_was_no_page() throws Exception {
    explorer.refuseDeletion(2, "it belongs to user 7");
    try (var context = browser.context()) {
      var page = deleteAll(context);
      page.navigate("about:blank");
      explorer.release();
      explorer.awaitDeleting(MANY - 1);
      TestBrowser.load(page, server.url() + "reservations");
      var bell = page.getByRole(AriaRole.BUTTON, named("Notifications, 1 new notification"));
      bell.click();
      var list = page.getByRole(AriaRole.DIALOG, named("Notifications"));
      assertThat(list).containsText("1 of 30 was not deleted.");
      assertThat(list).containsText("web-2 (2-1): ");
      TestBrowser.shoot(page, "deletion-told-later");
    }
  }
}
