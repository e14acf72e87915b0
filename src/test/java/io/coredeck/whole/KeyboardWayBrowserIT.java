package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.Console.awaitText;
import static io.coredeck.browser.Console.terminal;
import static io.coredeck.browser.TestBrowser.named;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The whole main job on the real grid, by keyboard alone: sign in, compose an interactive
/// container with a variable, a secret, a volume and endpoints, see it run, work in its terminal,
/// read its lines, see what it uses, open its own page, delete it and its volume.
@OnGrid
class KeyboardWayBrowserIT {

  private static final int MOST_IN_A_CELL = 4;
  private static final Duration LINE_LIMIT = Duration.ofSeconds(30);

  @Test
  void a_container_is_composed_used_and_deleted_without_a_mouse(Grid grid) throws Exception {
    var before = HostState.with(grid);
    var port = URI.create(grid.endpoints().get("redis").asString()).getPort();
    try (var lines = Subscriber.to(port, "keys-lines", "keys-stats");
        var browser = TestBrowser.start()) {
      var page = browser.context().newPage();
      var keys = new KeysAlone(page);
      signIn(page, keys, grid);
      compose(page, keys, "redis://127.0.0.1:" + port);
      work(page, keys);
      assertThat(lines.await(line -> line.contains("precious"), LINE_LIMIT))
          .startsWith("\"message\",\"keys-lines\"");
      lines.await(line -> line.startsWith("\"message\",\"keys-stats\""), LINE_LIMIT);
      readAndWatch(page, keys);
      ownPage(page, keys);
      delete(page, keys);
    }
    HostState.assertNothingLeft(grid, before);
  }

  private static void signIn(Page page, KeysAlone keys, Grid grid) throws Exception {
    var admin = grid.endpoints().get("admin");
    TestBrowser.load(page, grid.endpoints().get("dashboard").asString());
    assertThat(heading(page, "Sign in to Coredeck")).isVisible();
    keys.reach("field Name").type(admin.get("name").asString());
    keys.reach("field Password").type(admin.get("password").asString()).press("Enter");
    assertThat(heading(page, "Overview")).isVisible();
  }

  private static void compose(Page page, KeysAlone keys, String redis) {
    keys.press("c");
    assertThat(heading(page, "New container")).isVisible();
    keys.reach("field Image").type("busybox");
    assertThat(page.getByRole(AriaRole.OPTION, named("demo/busybox.flist"))).isVisible();
    keys.press("ArrowDown", "Enter");
    keys.reach("field Name").type("keys");
    keys.reach("Variable").press("Enter");
    assertThat(page.locator("#part-environment vaadin-text-field")).hasCount(2);
    keys.reachBack("field Name").type("PLACE");
    keys.reach("field Value").type("here");
    keys.reach("Secret").press("Enter");
    assertThat(page.locator("#part-environment vaadin-password-field")).hasCount(1);
    keys.reachBack("field Name").type("PASSWORD");
    keys.reach("field Value of the secret").type("precious");
    keys.reach("Create new volume").press("Enter");
    assertThat(page.locator("#part-volumes vaadin-text-field").first()).isVisible();
    keys.reachBack("field Mount point").type("/data");
    keys.reach("field Send logs to").type(redis + "/keys-lines");
    keys.reach("field Send statistics to").type(redis + "/keys-stats");
    shoot(page, "keyboard-composed");
    keys.press("Control+Enter");
    assertThat(heading(page, "keys is running")).isVisible();
    shoot(page, "keyboard-running");
    keys.reach("Open console").press("Enter");
  }

  private static void work(Page page, KeysAlone keys) {
    assertThat(page).hasURL(Pattern.compile(".*/console.*"));
    assertThat(page.getByText("Start a shell").first()).isVisible();
    shoot(page, "keyboard-console");
    keys.reach("Start a shell").press("Enter");
    assertThat(page.getByText("You are typing")).isVisible();
    page.keyboard().type("echo $((6*7)) in $PLACE; echo $PASSWORD > /data/note; cat /data/note\n");
    var terminal = terminal(page, 0);
    awaitText(terminal, "42 in here");
    awaitText(terminal, "precious");
    shoot(page, "keyboard-terminal");
    page.keyboard().type("while sleep 1; do cat /data/note; done > /proc/1/fd/1\n");
    keys.press("Control+Shift+Escape");
  }

  private static void readAndWatch(Page page, KeysAlone keys) {
    keys.press("2");
    assertThat(page).hasURL(Pattern.compile(".*/logs.*"));
    assertThat(page.locator("coredeck-log")).containsText("precious");
    shoot(page, "keyboard-logs");
    keys.press("3");
    assertThat(page.locator("coredeck-metrics")).containsText("1.00 GiB");
    shoot(page, "keyboard-metrics");
    keys.press("4");
    assertThat(page.locator("coredeck-code")).containsText("\"flist\"");
    assertThat(page.locator("main")).not().containsText("precious");
    keys.press("5");
    assertThat(page.locator("coredeck-events")).containsText("Started");
  }

  private static void ownPage(Page page, KeysAlone keys) {
    var address = page.locator(".object-head a[href*=':7681']").first();
    var own = page.waitForPopup(() -> keys.reach(address.innerText().strip()).press("Enter"));
    assertThat(own).hasURL(Pattern.compile("http://10\\.[0-9.]+:7681/.*"));
    assertThat(own.locator("corex-process-row").first()).isVisible();
    own.close();
  }

  private static void delete(Page page, KeysAlone keys) {
    keys.reach("Delete").press("Enter");
    keys.reach("field Type keys to delete").type("keys");
    keys.reach("Delete").press("Enter");
    assertThat(page.getByText("This container is deleted.")).isVisible();
    assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
    keys.pressQuickly("g", "v");
    assertThat(heading(page, "Volumes")).isVisible();
    var volumes = page.locator("main").first(); // those of other tests that failed stand there too
    var own = volumes.getByText("keys-data").locator("visible=true");
    assertThat(own).hasCount(1);
    keys.reachRows().press("ArrowRight", "End", "Enter");
    for (var step = 0; step < MOST_IN_A_CELL && !keys.focused().startsWith("Delete"); step++) {
      keys.press("Tab");
    }
    keys.press("Enter");
    assertThat(page.getByText("Keep it")).isFocused();
    keys.reachBack("field Type keys-data to delete").type("keys-data");
    keys.reach("Delete volume").press("Enter");
    assertThat(own).hasCount(0);
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }
}
