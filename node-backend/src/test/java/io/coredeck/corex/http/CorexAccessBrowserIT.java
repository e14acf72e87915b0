package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.row;
import static io.coredeck.corex.http.CorexPage.type;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.HttpCredentials;
import com.sun.net.httpserver.HttpServer;
import io.coredeck.corex.access.Guard;
import io.coredeck.corex.access.Token;
import io.coredeck.corex.http.listen.Listening;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The page where a password is asked for, and where nobody may change anything.
class CorexAccessBrowserIT extends RealPages {
  private static final String USER = "ada";
  private static final String PASSWORD = "pass word";
  private static final String TOKEN = "YWRhOnBhc3Mgd29yZA==";
  private static final String READER = "reader-0123456789abcdef";
  private static final String HELLO = "{\"AuthToken\":\"" + TOKEN + "\"";

  private static Browser.NewContextOptions desk() {
    return new Browser.NewContextOptions().setViewportSize(1100, 720);
  }

  @PageTest
  void who_knows_the_password_starts_a_shell_and_finds_it_again() throws Exception {
    restart(TestCorex.options(USER + ":" + PASSWORD, false, 0));
    var options = desk().setHttpCredentials(new HttpCredentials(USER, PASSWORD));
    try (var context = browser.context(options)) {
      startsAndFindsAgain(context);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// As Safari does: it shows the password with pages, not with web sockets.
  @PageTest
  void a_browser_that_shows_the_password_with_pages_alone_shows_a_token_with_sockets()
      throws Exception {
    restart(TestCorex.options(USER + ":" + PASSWORD, false, 0));
    try (var context = browser.context(desk())) {
      context.route(
          "**",
          route -> {
            var headers = new HashMap<>(route.request().headers());
            headers.put("authorization", "Basic " + TOKEN);
            route.resume(new Route.ResumeOptions().setHeaders(headers));
          });
      startsAndFindsAgain(context);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// Names that are none of its own machine, without encryption: there a browser does not say where
  /// a call comes from.
  @PageTest
  void a_picture_or_a_link_of_another_page_starts_nothing() throws Exception {
    var ours = "http://corex.example:" + corex.port();
    var start = ours + "/api/process/start?arg%5B%5D=touch&arg%5B%5D=/tmp/none";
    var evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    evil.createContext(
        "/",
        exchange -> {
          var page =
              "<meta name=referrer content=no-referrer><img src='%s' onerror='document.title=1'>"
                      .formatted(start)
                  + "<a href='%s'>go</a>".formatted(start);
          var bytes = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    evil.start();
    try (var context = browser.context(desk())) {
      var page = context.newPage();
      page.navigate("http://evil.example:%d/".formatted(evil.getAddress().getPort()));
      page.waitForFunction("() => document.title === '1'");
      page.getByText("go").click();
      assertThat(page.locator("body")).containsText("calls from other sites");
      page.navigate(ours + "/");
      assertThat(page.locator("corex-top-bar")).containsText("Connected");
      var asked = "url => fetch(url).then(answer => answer.text())";
      assertThat(page.evaluate(asked, start).toString()).contains("\"id\":1");
    } finally {
      evil.stop(0);
      browser.complaints();
    }
  }

  private void startsAndFindsAgain(BrowserContext context) {
    var page = context.newPage();
    List<String> sent = new CopyOnWriteArrayList<>();
    page.onWebSocket(
        socket -> socket.onFrameSent(frame -> sent.add(text(frame.text(), frame.binary()))));
    page.navigate(corex.origin() + "/");
    assertThat(page.locator("corex-top-bar")).containsText("Connected");
    button(page, "Start a shell").click();
    type(page, "echo $((40+2)); tty\n");
    awaitText(page, "42\n/dev/pts/");
    page.reload();
    awaitText(page, "42\n/dev/pts/");
    assertThat(sent)
        .anyMatch((HELLO + "}")::equals)
        .anyMatch(hello -> hello.startsWith(HELLO + ",\"columns\""));
    page.navigate(corex.origin() + "/attach/1");
    type(page, "echo $((6*6))\n");
    awaitText(page, "36\n");
  }

  private static String text(String text, byte[] binary) {
    return text == null ? new String(binary, StandardCharsets.UTF_8) : text;
  }

  @PageTest
  void where_nobody_may_change_anything_the_page_shows_all_and_offers_nothing() throws Exception {
    restart(TestCorex.options("", true, 0));
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      onlyLooks(context);
    }
  }

  @PageTest
  void who_shows_a_token_that_only_looks_is_offered_nothing_either() throws Exception {
    var tokens = Token.parse("eye:" + READER + ":read", "tokens");
    var guard = new Guard(Optional.empty(), tokens, false);
    restart(TestCorex.options(Listening.on(0, "lo"), guard, 0));
    var headers = Map.of("Authorization", "Bearer " + READER); // as a proxy in front adds it
    try (var context = browser.context(desk().setExtraHTTPHeaders(headers))) {
      onlyLooks(context);
    }
  }

  private void onlyLooks(BrowserContext context) throws Exception {
    corex.startInside("/bin/sh", "-c", "echo for all to see; exec cat");
    corex.startInside("/bin/sh", "-c", "exit 3");
    var page = show(context, "/");
    row(page, "for all to see").locator("button.row").click();
    awaitText(page, "for all to see");
    type(page, "hidden\n");
    assertThat(page.locator(".typing")).hasText("Read only");
    assertThat(page.locator(".typing")).hasAttribute("title", "The server takes input from nobody");
    for (var name : List.of("Start", "Clean up", "Upload files", "Record what it prints")) {
      assertThat(button(page, name)).hasCount(0);
    }
    assertThat(page.locator("corex-signal-menu")).hasCount(0);
    assertThat(page.locator("corex-status-bar")).not().containsText("Size set by you");
    page.keyboard().press("Control+Shift+Escape");
    page.keyboard().press("c");
    assertThat(page.locator("corex-start-form")).hasCount(0);
    shoot(page, "corex-read-only");
    assertThat(Axe.faults(page)).isEmpty();
    page.navigate(corex.origin() + "/attach/1");
    type(page, "hidden\n");
    awaitText(page, "for all to see");
    var log = corex.get("/api/process/logs?id=1", "Authorization", "Bearer " + READER);
    assertThat(log.body()).isEqualTo("for all to see\r\n");
    assertThat(browser.complaints()).isEmpty();
  }
}
