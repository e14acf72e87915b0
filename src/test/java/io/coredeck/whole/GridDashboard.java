package io.coredeck.whole;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// The dashboard of a running instance, and its admin in front of it.
///
/// @param browser that shows it
public record GridDashboard(Grid grid, TestBrowser browser) {

  /// A page of the admin, who signs in once.
  public Page open(BrowserContext context, String path) throws IOException {
    return browser.signedIn(context, url(), text("name"), text("password"), path);
  }

  /// Fills in the sign-in page that is shown.
  public void signIn(Page page) throws IOException {
    TestBrowser.signIn(page, text("name"), text("password"));
  }

  /// @return where it is
  public URI url() throws IOException {
    return URI.create(grid.endpoints().get("dashboard").asString());
  }

  private String text(String name) throws IOException {
    JsonNode admin = grid.endpoints().get("admin");
    return admin.get(name).asString();
  }
}
