package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/// What a person sees and does on the pages of images.
class ImagesBrowserIT extends PlacesPages {

  private static final int MANY = 450;

  /// Bytes a second.
  private static final int SLOW = 100 << 10;

  private static final int UNLIMITED = -1;

  @Test
  void an_uploaded_archive_becomes_an_image_that_can_be_looked_into_and_deleted()
      throws IOException {
    go("images");
    assertThat(cell("demo/busybox")).isVisible();
    var network = page.context().newCDPSession(page);
    network.send("Network.enable");
    throttle(network, SLOW);
    upload("shop.tar.gz", archive(3 << 20));
    seeProgress();
    throttle(network, UNLIMITED);
    assertThat(page.locator("coredeck-state[word=Ready]").first()).isVisible();
    assertThat(page.locator(".upload vaadin-progress-bar")).isHidden();
    assertThat(cell("admin/shop").first()).isVisible();
    upload("broken.tar.gz", "no archive".getBytes(UTF_8));
    assertThat(page.getByText("broken.tar.gz did not become an image.")).isVisible();
    upload("shop.tar.gz", archive(10));
    assertThat(page.getByText("is there already")).isVisible();
    shootAll("images");
    page.locator("vaadin-grid a.name:visible").filter(with("shop")).click();
    assertThat(heading("admin/shop")).isVisible();
    page.getByRole(AriaRole.LINK, named("etc").setExact(true)).click();
    assertThat(page.getByRole(AriaRole.LINK, named("evil\\x0aname"))).isVisible();
    assertThat(page.locator(".target").filter(with("/proc/mounts"))).isVisible();
    assertThat(page.getByText("-rw-r-----").first()).isVisible();
    page.getByRole(AriaRole.LINK, named("motd")).click();
    assertThat(page.locator(".file-view pre")).containsText("<b>Welcome</b>");
    assertThat(page).hasURL(Pattern.compile(".*path=etc&file=motd"));
    shootAll("image");
    page.reload();
    assertThat(page.locator(".file-view pre")).containsText("<b>Welcome</b>");
    go("images/admin/shop?path=etc&file=noise");
    assertThat(page.getByText("This file is no text.")).isVisible();
    button("Rename").click();
    field("New name").fill("shop-2");
    shootAll("image-rename");
    dialogButton("Rename").click();
    assertThat(cell("admin/shop-2")).isVisible();
    go("images/admin/shop");
    assertThat(page.getByText("No such image")).isVisible();
    go("images/admin/shop-2");
    button("Delete image").click();
    shootAll("image-delete");
    field("Type shop-2 to delete").fill("shop-2");
    dialogButton("Delete image").click();
    assertThat(page.getByText("admin/shop-2 is deleted.").last()).isVisible();
    assertThat(cell("demo/busybox")).isVisible();
    assertThat(cell("admin/shop-2")).hasCount(0);
  }

  @Test
  void large_directories_load_as_they_are_scrolled() throws IOException {
    go("images");
    upload("large.tar.gz", largeArchive());
    assertThat(cell("admin/large").first()).isVisible();
    go("images/admin/large?path=bin");
    assertThat(page.locator(".crumbs .count")).containsText(MANY + " entries");
    assertThat(cell("tool-001").first()).isVisible();
    assertThat(page.getByText("→ busybox").first()).isVisible();
    assertThat(cell("tool-" + MANY)).hasCount(0);
    shoot("image-large");
    page.locator(".image-tree vaadin-grid").hover();
    page.mouse().wheel(0, MANY * 100);
    assertThat(cell("tool-" + MANY).first()).isInViewport();
    assertThat(cell("tool-001")).hasCount(0);
    shoot("image-large-end");
  }

  /// What is said while an upload goes on that takes half a minute.
  private void seeProgress() {
    var row = page.locator(".upload").first();
    var bar = row.locator("vaadin-progress-bar");
    assertThat(row.locator("coredeck-state")).hasAttribute("word", "Uploading and converting");
    assertThat(row.locator(".words")).hasText(Pattern.compile("[1-9][\\d.]* KiB of 3 MiB"));
    assertThat(bar).hasAttribute("aria-label", "Progress of shop.tar.gz");
    assertThat(bar).hasAttribute("aria-valuenow", Pattern.compile("0\\.\\d+"));
    shoot("upload");
    var seen = row.locator(".words").innerText();
    assertThat(row.locator(".words")).not().hasText(seen);
  }

  /// @param bytes that the page sends a second
  private static void throttle(CDPSession network, int bytes) {
    var conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", UNLIMITED);
    conditions.addProperty("uploadThroughput", bytes);
    network.send("Network.emulateNetworkConditions", conditions);
  }

  private void upload(String name, byte[] bytes) {
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload(name, "application/gzip", bytes));
  }

  /// With more in one directory than the page asks for at once.
  private static byte[] largeArchive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      var tar = new TarArchiveOutputStream(out);
      for (var number = 1; number <= MANY; number++) {
        link(tar, "bin/tool-%03d".formatted(number), "busybox");
      }
      tar.finish();
    }
    return bytes.toByteArray();
  }

  private static byte[] archive(int noise) throws IOException {
    var random = new byte[noise];
    new Random(7).nextBytes(random);
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      var tar = new TarArchiveOutputStream(out);
      file(tar, "bin/shop", "#!/bin/sh\n".getBytes(UTF_8));
      file(tar, "etc/motd", "<b>Welcome</b>\n".getBytes(UTF_8));
      file(tar, "etc/evil\nname", new byte[0]);
      file(tar, "etc/noise", random);
      link(tar, "etc/mtab", "/proc/mounts");
      tar.finish();
    }
    return bytes.toByteArray();
  }

  private static void link(TarArchiveOutputStream tar, String path, String target)
      throws IOException {
    var entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, String path, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    entry.setMode(0640);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
