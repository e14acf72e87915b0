package io.coredeck.whole.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.util.regex.Pattern;

/// Pictures of containers that are composed and deployed: one that cannot start, and one that does.
///
/// @param page of the admin
record DeployPictures(Page page, Camera camera, Shop shop) {

  private static final String DEPLOY = ".deploy-bar vaadin-button[theme~=primary]";
  private static final String READY = ":not(.not-ready)";
  private static final String DIALOG = "coredeck-deployment .deploy-head coredeck-state";
  private static final String OPEN = ".deploy-dialog a.button.primary[href*='containers/']";
  private static final Pattern ID = Pattern.compile("containers/(\\d+)");

  /// A failure is told in a corner of the page too, until somebody closes it.
  void fail() throws IOException {
    compose(shop.brokenDraft(), "invoice-export");
    PicturesBench.see(page, DEPLOY + READY);
    page.locator(DEPLOY).click();
    PicturesBench.see(page, DIALOG + "[kind=fail]");
    camera.takeWithMessage(page, "failed");
  }

  void deploy(Tries tries) throws Exception {
    compose(shop.draft(), "PAYMENT_KEY");
    var secret = page.locator("#part-environment vaadin-password-field input");
    secret.fill(Shop.PAYMENT_KEY);
    secret.blur();
    seeCode("(hidden)");
    PicturesBench.see(page, DEPLOY + READY);
    tries.take(this::test);
    page.mouse().move(0, 0); // what is under it looks different
    page.locator("#part-image").scrollIntoViewIfNeeded();
    tries.take(() -> camera.take(page, "composer"));
    page.locator(DEPLOY).click();
    PicturesBench.see(page, DIALOG + "[kind=ok]");
    tries.take(() -> camera.take(page, "deployed"));
    var link = ID.matcher(page.locator(OPEN).getAttribute("href"));
    if (!link.find()) {
      throw new IllegalStateException("no link leads to the container that runs");
    }
    shop.deployed("shop-web", Long.parseLong(link.group(1)));
  }

  private void test() {
    var test = new Page.GetByRoleOptions().setName(Pattern.compile("^Test the address for logs"));
    page.getByRole(AriaRole.BUTTON, test).click();
    PicturesBench.see(page, "#part-telemetry .tried");
  }

  /// Loads the page anew: a dialog may be open, and nothing of another draft is to stay.
  private void compose(String draft, String seen) {
    TestBrowser.load(page, page.url().replaceFirst("^(https?://[^/]+/).*", "$1containers/new"));
    page.locator(".open-file input[type=file]")
        .setInputFiles(new FilePayload("draft.json", "application/json", draft.getBytes(UTF_8)));
    seeCode(seen);
    TestBrowser.awaitRest(page);
  }

  private void seeCode(String text) {
    page.locator("coredeck-code").filter(new Locator.FilterOptions().setHasText(text)).waitFor();
  }
}
