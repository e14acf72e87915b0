package io.coredeck.whole.pictures;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;

/// Pictures of what is said before a container is replaced or deleted. Neither is done.
///
/// @param page of the admin
record DialogPictures(Page page, Camera camera, Shop shop) {

  private static final String TYPED = "vaadin-dialog vaadin-text-field input";

  void take(Tries tries) throws Exception {
    tries.take(this::replace);
    tries.take(this::delete);
  }

  private void replace() throws IOException {
    TestBrowser.follow(page, "containers/new?replace=" + shop.container("shop-web"));
    var command = page.locator("#part-run vaadin-text-field input");
    command.fill("/sbin/shop-web --port 8080 --workers 16");
    command.blur();
    TestBrowser.awaitRest(page);
    page.locator(".deploy-bar vaadin-button[theme~=primary]:not(.not-ready)").click();
    page.locator(TYPED).fill("shop-web");
    camera.take(page, "redeploy");
  }

  private void delete() throws IOException {
    TestBrowser.load(
        page,
        page.url()
            .replaceFirst(
                "^(https?://[^/]+/).*",
                "$1containers/" + shop.container("metrics-db") + "/events"));
    PicturesBench.see(page, "coredeck-events");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete").setExact(true))
        .click();
    page.locator(TYPED).fill("metrics-db");
    camera.take(page, "delete");
  }
}
