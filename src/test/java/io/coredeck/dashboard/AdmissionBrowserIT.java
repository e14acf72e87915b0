package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import io.coredeck.explorer.Explorer;
import io.coredeck.explorer.ExplorerConfig;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks to be let in is let in or sent away on the pages of users and nodes, on a real explorer
/// that is closed.
class AdmissionBrowserIT {
  private static final String PASSWORD = "chosen by oneself";
  private static final String SETUP_TOKEN = "the token of this test";

  @TempDir private static Path folder;
  private static Explorer explorer;
  private static URI uri;
  private static DashboardServer dashboard;
  private static AccountClient admin;
  private static GridClient grid;
  private static long farm;
  private static TestBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    var settings =
        Files.writeString(
            folder.resolve("explorer.properties"),
            "listen=127.0.0.1:0\ndatabase=jdbc:sqlite:%s\nsetup.token=%s\n"
                .formatted(folder.resolve("explorer.db"), SETUP_TOKEN));
    explorer = Explorer.start(ExplorerConfig.read(settings), InstantSource.system());
    uri = URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
    var keys = KeyPair.generate();
    var tid = register(keys, "ines");
    admin = AccountClient.connect(uri, keys, tid);
    admin.createFirst("ines", PASSWORD, keys, SETUP_TOKEN);
    grid = GridClient.connect(uri, keys, tid);
    var wallets = List.of(new WalletAddress("FreeTFT", "none"));
    farm = grid.createFarm(new Farm(0, tid, "farm", "", wallets, Location.NONE));
    dashboard =
        DashboardServer.start(
            new DashboardConfig("127.0.0.1", 0, uri, URI.create("http://127.0.0.1:1")));
    browser = TestBrowser.start();
  }

  private static long register(KeyPair keys, String name) throws Exception {
    try (var stranger = GridClient.anonymous(uri)) {
      return stranger.register(keys, name, name + "@localhost").id();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    try (var _ = explorer;
        var _ = admin;
        var _ = grid;
        var _ = dashboard) {
      browser.close();
    }
  }

  @Test
  void users_and_nodes_that_ask_are_let_in_and_sent_away() throws Exception {
    register(KeyPair.generate(), "omar.3bot");
    register(KeyPair.generate(), "eve.3bot");
    try (var node = ScriptedNode.start(uri, farm);
        var context = browser.context()) {
      var page = browser.signedIn(context, dashboard.url(), "ines", PASSWORD, "users");
      assertThat(heading(page, "2 users ask to be admitted")).isVisible();
      Axe.check(page);
      shoot(page, "users-asking");
      press(page, "Admit omar.3bot");
      assertThat(heading(page, "A user asks to be admitted")).isVisible();
      press(page, "Refuse eve.3bot");
      assertThat(page.locator(".asking")).isHidden();
      assertThat(admin.usersAsking()).isEmpty();

      TestBrowser.follow(page, "nodes");
      assertThat(heading(page, "A node asks to join")).isVisible();
      shoot(page, "nodes-asking");
      press(page, "Admit node-01");
      assertThat(page.locator(".asking")).isHidden();
      assertThat(new FarmerClient(grid).nodesAsking()).isEmpty();
      assertThat(grid.nodes()).extracting(one -> one.nodeId()).containsExactly(node.nodeId());
      assertThat(
              page.locator("vaadin-grid-cell-content")
                  .filter(new Locator.FilterOptions().setHasText("node-01"))
                  .first())
          .isVisible();
    }
  }

  private static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }
}
