package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import io.coredeck.dashboard.DoorClient.Door;
import io.coredeck.model.registry.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Walks every page, call and socket of the dashboard as nobody and as each role: what somebody may
/// not see is not there for them, whichever door they try.
class EveryDoorBrowserIT {

  /// What is `ines`' own: names that stand in no page of those who may not see it.
  private static final String CONTAINER = "shop-of-ines";

  private static final String NETWORK = "net-of-ines";
  private static final String VOLUME = "data-of-ines";

  /// Pools have a number alone.
  private static String pool = "";

  /// The hub's images are there for everybody who has signed in.
  private static final String IMAGE = "image-of-ines";

  /// What is asked for when the page is there; everybody sees some of it.
  private static final Map<String, String> ASKED_LATER =
      Map.of("pools", ".pools > *", "images", "vaadin-grid a.name:visible");

  private static final String EVERYTHING =
      """
      () => {
        const all = [document.documentElement.outerHTML];
        const look = (root) => {
          for (const one of root.querySelectorAll("*")) {
            if (typeof one.value === "string") all.push(one.value);
            if (one.shadowRoot) {
              all.push(one.shadowRoot.innerHTML);
              look(one.shadowRoot);
            }
          }
        };
        look(document);
        return all.join("\\n");
      }
      """;

  private static final Page.GetByRoleOptions SIGN_IN =
      new Page.GetByRoleOptions().setName("Sign in to Coredeck");

  /// What a socket answers where nobody may see what was asked for.
  private static final int FORBIDDEN = 4403;

  /// What the sockets of a console answer who may see a container that has none.
  private static final int NO_CONSOLE = 4410;

  /// What a socket answers where nobody is signed in.
  private static final int SIGNED_OUT = 4401;

  private static PlacesGrid grid;
  private static TestBrowser browser;
  private static DoorClient client;
  private static List<String> paths;
  private static long container;
  private static long network;

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    grid.add("omar", Role.OPERATOR);
    grid.add("uwe", Role.USER);
    grid.add("vera", Role.VIEWER);
    var base = grid.base();
    pool = "Pool " + base.grid().pools().getFirst().poolId();
    network = base.createNetwork(NETWORK, "172.25");
    var volume = grid.createVolume(VOLUME, 1).gwid();
    container =
        grid.deploy(
            CONTAINER,
            NETWORK,
            "172.25.1.2",
            "[{\"volume_id\": \"%s\", \"mountpoint\": \"/data\"}]".formatted(volume));
    try (var hub = grid.hubClient()) {
      hub.copy("demo", "busybox", IMAGE);
    }
    paths = EveryPath.signedIn(container, network, base.node().nodeId());
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
    return EveryDoor.calls(gwid(), CONTAINER);
  }

  private static List<String> names() {
    return List.of(CONTAINER, NETWORK, VOLUME, pool, IMAGE);
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
        assertThat(answer.body()).as(path).doesNotContain(names());
        tryToEnter(page, path);
        assertThat(page.getByRole(AriaRole.HEADING, SIGN_IN)).isVisible();
        assertThat((String) page.evaluate(EVERYTHING)).as(path).doesNotContain(names());
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
      for (var name : List.of(CONTAINER, NETWORK, VOLUME)) {
        assertThat(client.get("live/find?q=" + name, cookie).body()).doesNotContain(name);
      }
      assertThat(answersOfSockets(cookie))
          .isEqualTo(expected(FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN));
      assertThat(namesSeen(context)).containsOnlyKeys(IMAGE);
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
      for (var name : List.of(CONTAINER, NETWORK, VOLUME)) {
        assertThat(client.get("live/find?q=" + name, cookie).body()).contains(name);
      }
      assertThat(answersOfSockets(cookie))
          .isEqualTo(expected(DoorClient.STILL_OPEN, NO_CONSOLE, NO_CONSOLE, NO_CONSOLE));
      var seen = namesSeen(context);
      assertThat(seen.get(CONTAINER))
          .contains("reservations", "containers/%d/logs".formatted(container));
      assertThat(seen.get(NETWORK)).contains("networks", "networks/" + network);
      assertThat(seen.get(VOLUME)).contains("volumes");
      assertThat(seen.get(IMAGE)).contains("images");
      if (role == Role.ADMIN) { // whose pool it is: everybody sees the own ones
        assertThat(seen.get(pool)).contains("pools", "containers/new");
      }
    }
  }

  /// @return what each socket answers, in the order of {@link EveryDoor}; that of statistics is
  ///   open to everybody who has signed in, and tells them what they may see
  private static Map<String, Integer> expected(int logs, int events, int terminal, int people) {
    var answers = List.of(logs, DoorClient.STILL_OPEN, events, terminal, people);
    var expected = new LinkedHashMap<String, Integer>();
    for (var door : sockets()) {
      expected.put(door.path(), answers.get(expected.size()));
    }
    return expected;
  }

  private static Map<String, Integer> answersOfSockets(String cookie) throws Exception {
    var answers = new LinkedHashMap<String, Integer>();
    for (var door : sockets()) {
      answers.put(door.path(), client.open(door, cookie));
    }
    return answers;
  }

  @Test
  void a_socket_opens_only_to_pages_of_the_same_session_and_so_do_consoles() throws Exception {
    try (var context = signedIn(Role.ADMIN)) {
      var cookie = cookie(context);
      for (var door : sockets()) {
        assertThat(client.open(door, cookie, "ticket.none")).as(door.path()).isEqualTo(403);
        assertThat(client.open(door, cookie, Ticket.PREFIX + client.ticket("")))
            .as(door.path())
            .isEqualTo(403);
      }
      assertThat(client.open(sockets().getFirst(), cookie)).isEqualTo(DoorClient.STILL_OPEN);
      assertThat(client.tell(gwid(), cookie, "none")).isEqualTo(401);
      assertThat(client.tell(gwid(), cookie, client.ticket(cookie))).isEqualTo(410);
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

  /// @return names that stand in pages, with the paths of those
  private static Map<String, List<String>> namesSeen(BrowserContext context) {
    var page = context.pages().getFirst();
    var seen = new LinkedHashMap<String, List<String>>();
    for (var path : paths) {
      TestBrowser.follow(page, path);
      assertThat(page.locator("vaadin-app-layout main").first()).isVisible();
      if (ASKED_LATER.containsKey(path)) {
        assertThat(page.locator(ASKED_LATER.get(path)).first()).isVisible();
      }
      var all = (String) page.evaluate(EVERYTHING);
      for (var name : names()) {
        if (all.contains(name)) {
          seen.computeIfAbsent(name, _ -> new ArrayList<>()).add(path);
        }
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
