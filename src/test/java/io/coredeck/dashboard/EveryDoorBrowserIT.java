package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.dashboard.OpenBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.registry.Role;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Walks every page, call and socket of the dashboard as nobody and as each role: what somebody may
/// not see is not there for them, whichever door they try.
class EveryDoorBrowserIT {

  /// The name of a container of `ines`, which stands in no page of those who may not see it.
  private static final String SECRET_NAME = "shop-of-ines";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// What a socket answers where nobody may see what was asked for.
  private static final int FORBIDDEN = 4403;

  /// What a socket answers where nobody is signed in.
  private static final int SIGNED_OUT = 4401;

  private static final int STILL_OPEN = 0;

  private static final Pattern TICKET = Pattern.compile(" data-ticket=\"([^\"]+)\"");

  private static PlacesGrid grid;
  private static OpenBrowser browser;
  private static HttpClient client;
  private static List<String> paths;
  private static long container;

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    grid.add("omar", Role.OPERATOR);
    grid.add("uwe", Role.USER);
    grid.add("vera", Role.VIEWER);
    container = grid.deploy(SECRET_NAME, "172.24.1.2", "[]");
    var base = grid.base();
    var network =
        base.grid().workloads().stream()
            .filter(one -> one.workload() instanceof NetworkResource)
            .findFirst()
            .orElseThrow();
    paths = EveryPath.signedIn(container, network.id(), base.node().nodeId());
    browser = new OpenBrowser();
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    browser.close();
    grid.close();
  }

  private static String gwid() {
    return container + "-1";
  }

  private static List<String> calls() {
    return EveryDoor.calls(gwid(), SECRET_NAME);
  }

  private static List<EveryDoor.Socket> sockets() {
    return EveryDoor.sockets(gwid());
  }

  @Test
  void nobody_gets_in_anywhere() throws Exception {
    for (var call : calls()) {
      assertThat(get(call, "").statusCode()).as(call).isEqualTo(401);
    }
    for (var door : sockets()) {
      assertThat(open(door, "")).as(door.path()).isIn(401, SIGNED_OUT);
    }
    try (var context = browser.context(1440, 900, ColorScheme.LIGHT)) {
      var page = context.newPage();
      for (var path : paths) {
        var answer = get(path, "");
        assertThat(answer.body()).as(path).doesNotContain(SECRET_NAME);
        tryToEnter(page, path);
        assertThat(page.getByRole(AriaRole.HEADING, named("Sign in to Coredeck"))).isVisible();
        assertThat(page.content()).as(path).doesNotContain(SECRET_NAME);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "VIEWER"})
  void who_sees_the_own_alone_finds_nothing_of_others(Role role) throws Exception {
    try (var context = signedIn(role)) {
      var cookie = cookie(context);
      assertThat(get("live/logs/download?container=" + gwid(), cookie).statusCode()).isEqualTo(403);
      assertThat(get("live/corex/" + gwid() + "/api/v2/processes", cookie).statusCode())
          .isEqualTo(403);
      assertThat(get("live/find?q=" + SECRET_NAME, cookie).body()).doesNotContain(SECRET_NAME);
      for (var door : sockets()) {
        var isOfAll = door.path().equals("live/stats");
        assertThat(open(door, cookie))
            .as(door.path())
            .isIn(isOfAll ? List.of(STILL_OPEN) : List.of(FORBIDDEN, 403));
      }
      assertThat(namesSeen(context)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMIN", "OPERATOR"})
  void who_sees_all_gets_in(Role role) throws Exception {
    try (var context = signedIn(role)) {
      var cookie = cookie(context);
      assertThat(get("live/logs/download?container=" + gwid(), cookie).statusCode()).isEqualTo(200);
      assertThat(get("live/find?q=" + SECRET_NAME, cookie).body()).contains(SECRET_NAME);
      assertThat(open(sockets().getFirst(), cookie)).isEqualTo(STILL_OPEN);
      assertThat(namesSeen(context))
          .contains("reservations", "containers/%d/logs".formatted(container));
    }
  }

  @Test
  void a_socket_opens_only_to_pages_of_the_same_session() throws Exception {
    try (var context = signedIn(Role.ADMIN)) {
      var cookie = cookie(context);
      for (var door : sockets()) {
        assertThat(open(door, cookie, "ticket.none")).as(door.path()).isEqualTo(403);
        assertThat(open(door, cookie, Ticket.PREFIX + ticket(""))).as(door.path()).isEqualTo(403);
      }
      assertThat(open(sockets().getFirst(), cookie)).isEqualTo(STILL_OPEN);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ADMIN"})
  void accounts_are_the_admins_alone(Role role) {
    try (var context = signedIn(role)) {
      var page = context.pages().getFirst();
      page.navigate(grid.url() + "users");
      assertThat(page.getByText("Only an admin sees who may sign in")).isVisible();
      assertThat(page.locator("vaadin-grid")).hasCount(0);
    }
  }

  /// The first address is loaded, the others are asked for as links of the page do.
  private static void tryToEnter(Page page, String path) {
    if (path.equals(paths.getFirst())) {
      page.navigate(grid.url() + path);
    } else {
      OpenBrowser.follow(page, path);
      var wanted = URLEncoder.encode(path, StandardCharsets.UTF_8);
      assertThat(page).hasURL(grid.url() + "sign-in?to=" + wanted);
    }
  }

  /// @return paths of pages that show the name of the container
  private static List<String> namesSeen(BrowserContext context) {
    var page = context.pages().getFirst();
    var seen = new ArrayList<String>();
    for (var path : paths) {
      OpenBrowser.follow(page, path);
      assertThat(page.locator("main").first()).isVisible();
      assertThat(page.locator("vaadin-app-layout")).isVisible();
      if (page.content().contains(SECRET_NAME)) {
        seen.add(path);
      }
    }
    return seen;
  }

  private static BrowserContext signedIn(Role role) {
    var context = browser.context(1440, 900, ColorScheme.LIGHT);
    var name =
        switch (role) {
          case ADMIN -> "ines";
          case OPERATOR -> "omar";
          case USER -> "uwe";
          case VIEWER -> "vera";
        };
    var page = context.newPage();
    page.navigate(grid.url() + "account");
    page.locator("vaadin-text-field input").fill(name);
    page.locator("vaadin-password-field input").fill(ComposerGrid.PASSWORD);
    page.locator(".box vaadin-button").click();
    assertThat(page.locator("vaadin-app-layout")).isVisible();
    return context;
  }

  private static String cookie(BrowserContext context) {
    return context.cookies().stream()
        .map(one -> one.name + "=" + one.value)
        .reduce((one, other) -> one + "; " + other)
        .orElseThrow();
  }

  /// @return what a page of the session knows, or of a new one without a cookie
  private static String ticket(String cookie) throws Exception {
    var found = TICKET.matcher(get("", cookie).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static java.net.http.HttpResponse<String> get(String path, String cookie)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(grid.url() + path)).timeout(LIMIT);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// @return status of the refused handshake, or the code the socket was closed with, or {@link
  ///   #STILL_OPEN} after it has answered something or stayed open
  private static int open(EveryDoor.Socket door, String cookie) throws Exception {
    return open(door, cookie, Ticket.PREFIX + ticket(cookie));
  }

  private static int open(EveryDoor.Socket door, String cookie, String shown) throws Exception {
    var closed = new CompletableFuture<Integer>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
          }

          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            closed.complete(STILL_OPEN);
            return CompletableFuture.completedStage(null);
          }
        };
    var builder =
        client
            .newWebSocketBuilder()
            .subprotocols(door.protocol(), shown)
            .header("Origin", grid.url().toString().replaceAll("/$", ""));
    if (!cookie.isEmpty()) {
      builder.header("Cookie", cookie);
    }
    var address = URI.create(grid.url().toString().replaceFirst("http", "ws") + door.path());
    try {
      var socket = builder.buildAsync(address, listener).join();
      try {
        if (door.path().startsWith("live/logs")) {
          // a door that closes at once may be quicker than this; what it closes with is the answer
          var _ = socket.sendText("{\"ask\":\"begin\",\"tail\":1,\"after\":{}}", true);
        }
        return closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } finally {
        socket.abort();
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }
}
