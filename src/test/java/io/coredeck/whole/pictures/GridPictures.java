package io.coredeck.whole.pictures;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;

/// Pictures of what the whole grid runs.
///
/// @param page of the admin, which shows the overview
record GridPictures(Page page, Camera camera) {

  private static final String FAILED = "nightly-backup";

  void take(Tries tries) throws Exception {
    tries.take(() -> overview("overview"));
    tries.take(() -> {
      reservations();
      camera.take(page, "reservations");
    });
  }

  void takeDark(Tries tries) throws Exception {
    tries.take(() -> overview("overview-dark"));
    tries.take(this::palette);
  }

  private void palette() throws IOException {
    reservations();
    page.keyboard().press("Control+k");
    page.keyboard().type("shop");
    page.getByRole(AriaRole.OPTION).first().waitFor();
    camera.take(page, "palette");
  }

  void overview(String name) throws IOException {
    PicturesBench.see(page, ".nodes .capacity");
    page.locator("main").filter(with(FAILED)).waitFor();
    PicturesBench.see(page, "coredeck-spark");
    camera.take(page, name);
  }

  private void reservations() {
    TestBrowser.follow(page, "reservations");
    page.locator("vaadin-grid a.name:visible").filter(with("shop-web")).first().waitFor();
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
