package io.coredeck.dashboard;

import static io.coredeck.browser.TestBrowser.seeHeading;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a dashboard that was away knows again, of a real explorer that changed accounts meanwhile.
class KeptSignInsBrowserIT {

  private static final String PASSWORD = "correct horse battery";

  /// What is done to somebody's account.
  private interface Deed {
    void on(AccountClient accounts, String name) throws Exception;
  }

  private static final Map<String, Deed> DEEDS =
      Map.of(
          "other-password", (accounts, name) -> accounts.resetPassword(name),
          "other-role", (accounts, name) -> accounts.setRole(name, Role.VIEWER),
          "disabled", (accounts, name) -> accounts.setDisabled(name, true),
          "deleted", (accounts, name) -> accounts.remove(name));

  private static DashboardServer start(ComposerGrid grid, Path folder) throws IOException {
    return DashboardServer.start(
        new DashboardConfig("127.0.0.1", 0, grid.explorer(), URI.create("http://127.0.0.1:9/"))
            .keepingSignInsIn(folder));
  }

  @Test
  void whoever_was_shut_out_or_given_other_rights_meanwhile_signs_in_again(@TempDir Path folder)
      throws Exception {
    try (var grid = ComposerGrid.start();
        var browser = TestBrowser.start(_ -> true)) {
      var pages = new LinkedHashMap<String, Page>();
      try (var first = start(grid, folder)) {
        for (var name : DEEDS.keySet()) {
          grid.add(name, Role.OPERATOR, PASSWORD);
          pages.put(name, signIn(browser, first, name));
        }
        grid.add("everywhere", Role.OPERATOR, PASSWORD);
        pages.put("everywhere", signIn(browser, first, "everywhere"));
        pages.put("ines", signIn(browser, first, "ines"));
      }
      assertThat(folder.toFile().list()).hasSize(pages.size());
      try (var ines = as(grid, "ines");
          var everywhere = as(grid, "everywhere")) {
        for (var one : DEEDS.entrySet()) {
          one.getValue().on(ines, one.getKey());
        }
        everywhere.signOut(true);
      }
      try (var second = start(grid, folder)) {
        for (var one : pages.entrySet()) {
          TestBrowser.load(one.getValue(), second.url() + "nodes");
          var isKnown = one.getKey().equals("ines");
          seeHeading(one.getValue(), isKnown ? "Nodes" : "Sign in to Coredeck");
        }
        assertThat(folder.toFile().list()).hasSize(1);
      }
    }
  }

  private static Page signIn(TestBrowser browser, DashboardServer server, String name) {
    return TestBrowser.signIn(browser.context(), server.url(), name, PASSWORD, "nodes");
  }

  private static AccountClient as(ComposerGrid grid, String name) throws Exception {
    var person = AccountClient.signIn(grid.explorer(), name, PASSWORD, "");
    return AccountClient.connect(grid.explorer(), person);
  }
}
