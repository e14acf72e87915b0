package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.DoorClient.Door;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.registry.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  private static final Page.GetByRoleOptions SIGN_IN =
      new Page.GetByRoleOptions().setName("Sign in to Coredeck");

  /// What a socket answers where nobody may see what was asked for.
  private static final int FORBIDDEN = 4403;

  /// What a socket answers where nobody is signed in.
  private static final int SIGNED_OUT = 4401;

  private static PlacesGrid grid;
  private static TestBrowser browser;
  private static DoorClient client;
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
    browser = TestBrowser.start();
    client = new DoorClient(grid.url());
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    try {
      browser.close();
    } finally {
      grid.close();
    }
  }

  private static String gwid() {
    return container + "-1";
  }

  private static List<String> calls() {
    return EveryDoor.calls(gwid(), SECRET_NAME);
  }

  private static List<Door> sockets() {
    return EveryDoor.sockets(gwid());
  }

  @Test
  void nobody_gets_in_anywhere() throws Exception {
    for (var call : calls()) {
      assertThat(client.get(call, "").statusCode()).as(call).isEqualTo(401);
    }
    for (var door : sockets()) {
      assertThat(client.open(door, "")).as(door.path()).isIn(401, SIGNED_OUT);
    }
    try (var context = browser.context()) {
      var page = context.newPage();
      for (var path : paths) {
        var answer = client.get(path, "");
        assertThat(answer.body()).as(path).doesNotContain(SECRET_NAME);
        tryToEnter(page, path);
        assertThat(page.getByRole(AriaRole.HEADING, SIGN_IN)).isVisible();
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
      assertThat(client.get("live/logs/download?container=" + gwid(), cookie).statusCode())
          .isEqualTo(403);
      assertThat(client.get("live/corex/" + gwid() + "/api/v2/processes", cookie).statusCode())
          .isEqualTo(403);
      assertThat(client.get("live/find?q=" + SECRET_NAME, cookie).body())
          .doesNotContain(SECRET_NAME);
      for (var door : sockets()) {
        var isOfAll = door.path().equals("live/stats");
        assertThat(client.open(door, cookie))
            .as(door.path())
            .isIn(isOfAll ? List.of(DoorClient.STILL_OPEN) : List.of(FORBIDDEN, 403));
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
      assertThat(client.get("live/logs/download?container=" + gwid(), cookie).statusCode())
          .isEqualTo(200);
      assertThat(client.get("live/find?q=" + SECRET_NAME, cookie).body()).contains(SECRET_NAME);
      assertThat(client.open(sockets().getFirst(), cookie)).isEqualTo(DoorClient.STILL_OPEN);
      assertThat(namesSeen(context))
          .contains("reservations", "containers/%d/logs".formatted(container));
    }
  }

  @Test
  void a_socket_opens_only_to_pages_of_the_same_session() throws Exception {
    try (var context = signedIn(Role.ADMIN)) {
      var cookie = cookie(context);
      for (var door : sockets()) {
        assertThat(client.open(door, cookie, "ticket.none")).as(door.path()).isEqualTo(403);
        assertThat(client.open(door, cookie, Ticket.PREFIX + client.ticket("")))
            .as(door.path())
            .isEqualTo(403);
      }
      assertThat(client.open(sockets().getFirst(), cookie)).isEqualTo(DoorClient.STILL_OPEN);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ADMIN"})
  void accounts_are_the_admins_alone(Role role) {
    try (var context = signedIn(role, "users")) {
      var page = context.pages().getFirst();
      assertThat(page.getByText("Only an admin sees who may sign in")).isVisible();
      assertThat(page.locator("vaadin-grid")).hasCount(0);
    }
  }

  /// The first address is loaded, the others are asked for as links of the page do.
  private static void tryToEnter(Page page, String path) {
    if (path.equals(paths.getFirst())) {
      TestBrowser.load(page, grid.url() + path);
    } else {
      TestBrowser.follow(page, path);
      var wanted = URLEncoder.encode(path, StandardCharsets.UTF_8);
      assertThat(page).hasURL(grid.url() + "sign-in?to=" + wanted);
    }
  }

  /// @return paths of pages that show the name of the container
  private static List<String> namesSeen(BrowserContext context) {
    var page = context.pages().getFirst();
    var seen = new ArrayList<String>();
    for (var path : paths) {
      TestBrowser.follow(page, path);
      assertThat(page.locator("main").first()).isVisible();
      assertThat(page.locator("vaadin-app-layout")).isVisible();
      if (page.content().contains(SECRET_NAME)) {
        seen.add(path);
      }
    }
    return seen;
  }

  private static BrowserContext signedIn(Role role) {
    return signedIn(role, "account");
  }

  private static BrowserContext signedIn(Role role, String path) {
    var context = browser.context();
    var name =
        switch (role) {
          case ADMIN -> "ines";
          case OPERATOR -> "omar";
          case USER -> "uwe";
          case VIEWER -> "vera";
        };
    var _ = browser.signedIn(context, grid.url(), name, ComposerGrid.PASSWORD, path);
    return context;
  }

  private static String cookie(BrowserContext context) {
    return context.cookies().stream()
        .map(one -> one.name + "=" + one.value)
        .reduce((one, other) -> one + "; " + other)
        .orElseThrow();
  }
}
