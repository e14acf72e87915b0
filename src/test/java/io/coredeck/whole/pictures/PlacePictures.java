package io.coredeck.whole.pictures;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.browser.TestBrowser;
import io.coredeck.whole.TarImage;
import java.io.IOException;

/// Pictures of what containers are made from and stand on, and of who may do what.
///
/// @param page of the admin
record PlacePictures(Page page, Camera camera) {

  void take(Tries tries) throws Exception {
    tries.take(this::images);
    tries.take(() -> list("nodes", page.locator(".meter")));
    tries.take(() -> list("users", cell("vera")));
    tries.take(() -> list("audit", cell("vera")));
  }

  private void list(String name, Locator seen) throws IOException {
    TestBrowser.follow(page, name);
    seen.first().waitFor();
    camera.take(page, name);
  }

  private void images() throws IOException {
    TestBrowser.load(page, page.url().replaceFirst("^(https?://[^/]+/).*", "$1images"));
    cell("demo/busybox").waitFor();
    var archive = TarImage.busybox().with("sbin/landing", "#!/bin/sh\n").tarGz();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload("landing-1.0.tar.gz", "application/gzip", archive));
    PicturesBench.see(page, "coredeck-state[word=Ready]");
    cell("admin/landing-1.0").waitFor();
    camera.take(page, "images");
  }

  private Locator cell(String text) {
    return page.locator("vaadin-grid-cell-content:visible")
        .filter(new Locator.FilterOptions().setHasText(text))
        .first();
  }
}
