package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the page of a container shows and does, without a node.
class ContainerBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final String LONG_NAME =
      "billing-worker-for-the-quarterly-report-of-the-southern-branch1";

  private static final List<String> TABS =
      List.of("console", "logs", "metrics", "definition", "events");

  private static TestBrowser browser;

  private RowsExplorer explorer;
  private DashboardServer server;

  @BeforeAll
  static void openBrowser() {
    // there is no Redis here, so nothing under /live/
    browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void start() throws Exception {
    explorer = new RowsExplorer();
    explorer.running(3, "web");
    explorer.running(4, LONG_NAME);
    explorer.failed(5, "embed", "deleting container: the last one ended with exit status 3");
    server = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), HUB));
  }

  @AfterEach
  void stop() {
    server.close();
    explorer.close();
  }

  @Test
  void the_head_is_the_same_on_each_tab_and_keys_switch_them() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/3/logs");
      assertThat(page.getByRole(AriaRole.HEADING, named("web"))).isVisible();
      assertThat(page.locator(".object-head")).containsText("172.24.0.5");
      assertThat(page.getByRole(AriaRole.LINK, named("Clone")))
          .hasAttribute("href", "containers/new?from=3");
      assertThat(page.getByRole(AriaRole.LINK, named("Edit and redeploy")))
          .hasAttribute("href", "containers/new?replace=3");
      for (var tab : TABS) {
        TestBrowser.awaitRest(page); // Vaadin's router complains of two navigations at once
        page.keyboard().press(Integer.toString(1 + TABS.indexOf(tab)));
        assertThat(page).hasURL(Pattern.compile(".*/containers/3/" + tab));
        assertThat(page.locator(".tabs a[aria-current=page]"))
            .hasAttribute("href", "containers/3/" + tab);
        assertThat(heightOfHead(page)).as(tab).isEqualTo(121.0);
      }
      TestBrowser.awaitRest(page);
      page.keyboard().press("l");
      assertThat(page).hasURL(Pattern.compile(".*/containers/3/logs"));
      page.keyboard().press("?");
      var sheet = page.getByRole(AriaRole.DIALOG, named("Keys"));
      for (var does : List.of("Console", "Metrics", "Search the lines", "Next hit")) {
        assertThat(sheet.getByText(does, new Locator.GetByTextOptions().setExact(true)))
            .isVisible();
      }
      TestBrowser.shoot(page, "container-keys");
      page.keyboard().press("Escape");
      page.keyboard().press("g");
      page.keyboard().press("n"); // also the next hit
      assertThat(page).hasTitle("Nodes · Coredeck");
      page.goBack();
      page.getByRole(AriaRole.BUTTON, named("All addresses")).click();
      assertThat(page.getByText("fd12:3456:789a::5")).isVisible();
      TestBrowser.shoot(page, "container-addresses");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_step_back_is_taken_even_while_the_page_before_still_comes() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/3/logs");
      for (int i = 0; i < 3; i++) {
        assertThat(page.getByRole(AriaRole.HEADING, named("web"))).isVisible();
        page.keyboard().press("g");
        page.keyboard().press("n");
        page.waitForURL(Pattern.compile(".*/nodes"));
        page.goBack(); // at once
        assertThat(page).hasURL(Pattern.compile(".*/containers/3/logs"));
        assertThat(page.getByRole(AriaRole.BUTTON, named("All addresses"))).isVisible();
      }
    }
  }

  private static double heightOfHead(Page page) {
    return ((Number)
            page.evaluate(
                "document.querySelector('.object-head').getBoundingClientRect().height"
                    + " + document.querySelector('.tabs').getBoundingClientRect().height"))
        .doubleValue();
  }

  @Test
  void every_tab_is_read_in_light_in_the_dark_and_on_a_phone() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/3");
      for (var tab : TABS) {
        read(page, 3, tab);
        TestBrowser.shoot(page, "container-%s-light".formatted(tab));
        TestBrowser.change(page, ColorScheme.DARK, 1440, 900);
        TestBrowser.shoot(page, "container-%s-dark".formatted(tab));
        TestBrowser.change(page, ColorScheme.LIGHT, 1440, 900);
      }
      TestBrowser.change(page, ColorScheme.LIGHT, TestBrowser.PHONE, TestBrowser.PHONE_HEIGHT);
      for (var tab : TABS) {
        read(page, 4, tab);
        TestBrowser.shoot(page, "container-%s-phone".formatted(tab));
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
            .isEqualTo(TestBrowser.PHONE);
      }
      TestBrowser.change(page, ColorScheme.LIGHT, 1440, 900);
      read(page, 4, "definition");
      assertThat(page.locator("coredeck-code")).containsText("busybox.flist");
      TestBrowser.shoot(page, "container-long-name");
      assertThat(heightOfHead(page)).isEqualTo(121.0);
    }
  }

  private static void read(Page page, long id, String tab) {
    TestBrowser.follow(page, "containers/%d/%s".formatted(id, tab));
    assertThat(page.locator(".tab-content > *")).isVisible();
    assertThat(page.locator("coredeck-run")).containsText("Restarts");
  }

  @Test
  void the_definition_has_no_secret_in_it() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/3/definition");
      assertThat(page.locator("coredeck-code")).containsText("postgres://(hidden)@db/shop");
      assertThat(page.locator("coredeck-code")).not().containsText("geheim");
    }
  }

  @Test
  void events_say_what_the_explorer_knows_and_can_be_filtered() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/5/events");
      assertThat(page.locator("coredeck-events")).containsText("Asked for");
      assertThat(page.locator("coredeck-events")).containsText("Failed, said the node");
      page.getByRole(AriaRole.BUTTON, named("Problems")).click();
      assertThat(page.locator("coredeck-events")).not().containsText("Asked for");
      assertThat(page).hasURL(Pattern.compile(".*only=problems"));
      TestBrowser.shoot(page, "container-failed-events");
    }
  }

  @Test
  void a_container_is_deleted_from_its_page_which_then_says_so() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/3/logs");
      page.getByRole(AriaRole.BUTTON, named("Delete")).click();
      assertThat(page.getByText("root disk (512 MiB)")).isVisible();
      page.getByLabel("Type web to delete").fill("web");
      TestBrowser.shoot(page, "container-delete");
      page.locator("vaadin-dialog")
          .getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true))
          .click();
      assertThat(page.getByText("It is being taken down.")).isVisible();
      explorer.gone(3);
      assertThat(page.getByText("This container is deleted.")).isVisible();
      TestBrowser.shoot(page, "container-deleted");
      page.getByRole(AriaRole.LINK, named("All reservations")).click();
      assertThat(page).hasTitle("Reservations · Coredeck");
      TestBrowser.follow(page, "containers/3/definition");
      assertThat(page.getByText("This container is deleted.")).isVisible();
      TestBrowser.follow(page, "containers/77");
      assertThat(page.getByText("There is no container 77 that you may see.")).isVisible();
    }
  }

  @Test
  void a_page_opened_while_nothing_is_known_fills_when_the_explorer_is_back() throws Exception {
    var away = new RowsExplorer();
    away.running(3, "web");
    away.network(8, "shop");
    away.refuseChanges(true);
    try (away;
        var lost = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, away.uri(), HUB));
        var context = browser.context()) {
      var container = open(context, lost, "containers/3/definition");
      assertThat(container.getByText("Not known yet.")).isVisible();
      assertThat(container.locator(".lost-notice")).containsText("Nothing is known yet.");
      TestBrowser.shoot(container, "container-not-known-yet");
      var node = context.newPage();
      node.navigate(lost.url() + "nodes/n1");
      assertThat(node.getByText("Not known yet.")).isVisible();
      var network = context.newPage();
      network.navigate(lost.url() + "networks/8");
      assertThat(network.getByText("Not known yet.")).isVisible();
      var none = context.newPage();
      none.navigate(lost.url() + "containers/77");
      assertThat(none.getByText("Not known yet.")).isVisible();
      away.refuseChanges(false);
      assertThat(container.getByRole(AriaRole.HEADING, named("web"))).isVisible();
      assertThat(container.locator("coredeck-code")).containsText("busybox.flist");
      assertThat(container).hasTitle("web · Coredeck");
      assertThat(container.locator(".place [aria-current=page]")).hasText("web");
      assertThat(container.getByText("Nothing is known yet.")).isHidden();
      assertThat(node.getByRole(AriaRole.HEADING, named("node-01"))).isVisible();
      assertThat(node).hasTitle("node-01 · Coredeck");
      assertThat(network.getByRole(AriaRole.HEADING, named("shop"))).isVisible();
      assertThat(network).hasTitle("shop · Coredeck");
      assertThat(none.getByText("There is no container 77 that you may see.")).isVisible();
    }
  }

  @Test
  void a_lost_explorer_is_told_above_the_page_which_stays() {
    try (var context = browser.context()) {
      var page = open(context, server, "containers/3/definition");
      assertThat(page.getByRole(AriaRole.HEADING, named("web"))).isVisible();
      explorer.refuseChanges(true);
      explorer.running(6, "another"); // ends the call that waits
      assertThat(page.locator(".lost-notice")).containsText("What you see is from");
      assertThat(page.getByRole(AriaRole.HEADING, named("web"))).isVisible();
      TestBrowser.shoot(page, "container-lost");
      page.setViewportSize(TestBrowser.PHONE, TestBrowser.PHONE_HEIGHT);
      TestBrowser.shoot(page, "container-lost-phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .isEqualTo(TestBrowser.PHONE);
      explorer.refuseChanges(false);
      assertThat(page.locator(".lost-notice")).isHidden();
    }
  }

  private static Page open(BrowserContext context, DashboardServer server, String path) {
    return browser.signedIn(context, server.url(), "ines", RowsExplorer.PASSWORD, path);
  }
}
