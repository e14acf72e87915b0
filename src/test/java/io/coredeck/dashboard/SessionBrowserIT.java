package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.seeHeading;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an open page promises when the dashboard goes away or the session ends.
class SessionBrowserIT {

  private static final URI HUB = URI.create("http://127.0.0.1:8091");

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private static ScriptedExplorer explorer;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    explorer = new ScriptedExplorer();
    browser =
        TestBrowser.start(complaint ->
            complaint.contains("401 (Unauthorized)")
                || complaint.contains("net::ERR_CONNECTION")
                || complaint.contains("frame-ancestors")
                || complaint.contains("/live/"));
  }

  @AfterAll
  static void stop() {
    try {
      browser.close();
    } finally {
      explorer.close();
    }
  }

  private static DashboardServer server(int port, Duration longest) throws IOException {
    return server(port, longest, Optional.empty());
  }

  private static DashboardServer server(int port, Duration longest, Optional<Path> signIns)
      throws IOException {
    return DashboardServer.start(
        new DashboardConfig(
            "127.0.0.1",
            port,
            explorer.uri(),
            HUB,
            Optional.empty(),
            "",
            Set.of(),
            longest,
            false,
            signIns));
  }

  private static Page signIn(BrowserContext context, DashboardServer server, String path) {
    return TestBrowser.signIn(context, server.url(), "ines", ScriptedExplorer.PASSWORD, path);
  }

  @Test
  void pages_go_on_by_themselves_after_a_restart_and_ask_where_something_was_typed(
      @TempDir Path folder) throws Exception {
    var kept = Optional.of(folder.resolve("sign-ins"));
    var first = server(0, HALF_A_DAY, kept);
    var port = first.port();
    try (var context = browser.context()) {
      var list = signIn(context, first, "reservations?q=busy");
      seeHeading(list, "Reservations");
      var others = new ArrayList<Page>();
      for (var path : List.of("", "nodes", "account", "containers/new")) {
        others.add(context.newPage());
        TestBrowser.load(others.getLast(), first.url() + path);
        assertThat(others.getLast().locator("h1").first()).isVisible();
      }
      var composer = others.removeLast();
      nameIn(composer).fill("half-typed");
      var filters = context.newPage();
      TestBrowser.load(filters, first.url() + "reservations?q=busy");
      seeHeading(filters, "Reservations");
      var all = new ArrayList<>(others);
      all.addAll(List.of(list, composer, filters));
      all.forEach(page -> page.evaluate("window.isOld = true"));
      first.close();
      assertThat(list.getByText("What you see is from").last()).isVisible();
      nameIn(composer).fill("half-typed, and more while nobody is there");
      filters.getByRole(AriaRole.BUTTON, named("Saved filters")).click();
      filters.getByLabel("Save the current filter as").fill("half-typed");
      try (var second = server(port, HALF_A_DAY, kept)) {
        list.waitForFunction("!window.isOld");
        assertThat(list).hasURL(Pattern.compile(".*reservations\\?q=busy"));
        seeHeading(list, "Reservations");
        for (var page : others) {
          page.waitForFunction("!window.isOld");
          assertThat(page.locator("vaadin-app-layout h1").first()).isVisible();
          assertThat(page.locator("coredeck-line .notice, coredeck-line dialog")).hasCount(0);
        }
        assertThat(restarted(filters)).containsText("did not send is lost");
        var said = restarted(composer);
        assertThat(said).containsText("only what you typed before the connection was lost");
        shoot(composer, "restarted-light");
        composer.keyboard().press("Space");
        composer.keyboard().press("Enter");
        assertThat(said).isFocused();
        assertThat(composer.evaluate("window.isOld")).isEqualTo(true);
        said.locator("button.primary").click();
        assertThat(nameIn(composer)).hasValue("half-typed");
        assertThat(context.cookies()).extracting(one -> one.name).doesNotHaveDuplicates();
        list.locator(".person vaadin-menu-bar-button").first().click();
        list.getByRole(AriaRole.MENUITEM, named("Sign out")).click();
        seeHeading(list, "Sign in to Coredeck");
        assertThat(kept.orElseThrow()).isEmptyDirectory();
        TestBrowser.load(list, second.url() + "nodes");
        seeHeading(list, "Sign in to Coredeck");
      }
    }
  }

  @Test
  void a_page_whose_first_answer_does_not_come_says_so_and_loads_itself_when_it_can()
      throws IOException {
    try (var server = server(0, HALF_A_DAY);
        var context = browser.context()) {
      var page = context.newPage();
      Consumer<Route> away = route -> route.abort("connectionrefused");
      page.route("**/*v-r=init*", away);
      page.route("**/live/here", away);
      TestBrowser.load(page, server.url() + "nodes");
      seeHeading(page, "The page did not come");
      shoot(page, "no-page-light");
      page.unroute("**/*v-r=init*");
      page.unroute("**/live/here");
      seeHeading(page, "Sign in to Coredeck");
    }
  }

  @Test
  void the_line_of_a_page_whose_session_has_ended_gets_no_other_session() throws Exception {
    try (var server = server(0, HALF_A_DAY);
        var client = HttpClient.newHttpClient()) {
      var push =
          "VAADIN/push?v-r=push&v-uiId=1&v-pushId=4c09e78d-ba6c-45f9-aea0-7fa4f1f14f90"
              + "&X-Atmosphere-Transport=close"
              + "&X-Atmosphere-tracking-id=3467b74d-7f5b-40d4-b37e-c3fc2d399ac4";
      var request =
          HttpRequest.newBuilder(server.url().resolve(push))
              .header("Cookie", "JSESSIONID=node0qmrd2mpm1vn21r41ftgygnott2.node0")
              .POST(BodyPublishers.noBody())
              .build();
      var answer = client.send(request, BodyHandlers.discarding());
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  private static Locator restarted(Page page) {
    return page.getByRole(AriaRole.ALERTDIALOG, named("The dashboard was started again"));
  }

  private static Locator nameIn(Page composer) {
    return composer.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).first();
  }

  @Test
  void after_a_restart_the_page_stays_and_leads_back_to_itself_through_the_sign_in()
      throws IOException {
    var first = server(0, HALF_A_DAY);
    var port = first.port();
    try (var context = browser.context()) {
      var page = signIn(context, first, "reservations?q=busy");
      seeHeading(page, "Reservations");
      var here = page.url();
      first.close();
      assertThat(page.getByText("What you see is from").last()).isVisible();
      assertThat(page.getByRole(AriaRole.HEADING, named("Reservations"))).isVisible();
      shoot(page, "connection-lost-light");
      try (var second = server(port, HALF_A_DAY)) {
        var said = page.getByRole(AriaRole.ALERTDIALOG, named("You are signed out"));
        assertThat(said).isVisible();
        assertThat(page.getByText("busybox").first()).isVisible();
        shoot(page, "signed-out-light");
        said.locator("button.primary").click();
        seeHeading(page, "Sign in to Coredeck");
        TestBrowser.signIn(page, "ines", ScriptedExplorer.PASSWORD);
        seeHeading(page, "Reservations");
        assertThat(page.url()).isEqualTo(here);
        assertThat(second.port()).isEqualTo(port);
      }
    }
  }

  @Test
  void a_page_that_is_held_open_ends_with_the_longest_time_of_a_sign_in() throws IOException {
    try (var server = server(0, Duration.ofSeconds(8));
        var context = browser.context(1440, 900, ColorScheme.DARK)) {
      var page = signIn(context, server, "");
      seeHeading(page, "Overview");
      assertThat(page.getByRole(AriaRole.ALERTDIALOG, named("You are signed out"))).isVisible();
      shoot(page, "signed-out-dark");
      Axe.check(page);
      page.reload();
      seeHeading(page, "Sign in to Coredeck");
    }
  }
}
