package io.coredeck.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.browser.TestBrowser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/// A person brings an image, a network and a volume onto the real grid with the browser alone, and
/// takes them away again.
@OnGrid
class PlacesWayBrowserIT {

  @Test
  void an_image_a_network_and_a_volume_come_and_go_in_the_browser(Grid grid) throws Exception {
    var before = HostState.with(grid);
    try (var browser = TestBrowser.start()) {
      var page = new GridDashboard(grid, browser).open(browser.context(), "nodes");
      assertThat(page.locator(".meter").first()).isVisible();
      shoot(page, "whole-nodes");
      try {
        image(page);
        network(page);
        volume(page);
      } finally {
        shoot(page, "whole-end-of-places");
      }
      TestBrowser.follow(page, "pools");
      assertThat(page.locator(".pool").first()).isVisible();
      shoot(page, "whole-pools");
      assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
    }
    HostState.assertNothingLeft(grid, before);
  }

  private static void image(Page page) throws IOException {
    TestBrowser.follow(page, "images");
    assertThat(cell(page, "demo/busybox")).isVisible();
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload("tiny.tar.gz", "application/gzip", archive()));
    assertThat(page.locator("coredeck-state[word=Ready]").first()).isVisible();
    shoot(page, "whole-images");
    TestBrowser.follow(page, "images/admin/tiny?path=etc&file=motd");
    assertThat(page.locator(".file-view pre")).containsText("hello");
    shoot(page, "whole-image");
    button(page, "Delete image").click();
    field(page, "Type tiny to delete").fill("tiny");
    dialogButton(page, "Delete image").click();
    assertThat(page.getByText("admin/tiny is deleted.").last()).isVisible();
    assertThat(cell(page, "admin/tiny")).hasCount(0);
  }

  private static void network(Page page) {
    TestBrowser.follow(page, "networks");
    button(page, "New network").first().click();
    field(page, "Name").fill("way-net");
    field(page, "Name").blur();
    dialogButton(page, "Create network").click();
    assertThat(page.getByText("way-net is there.").last()).isVisible();
    page.locator("vaadin-grid a.name").filter(with("way-net")).click();
    assertThat(page.locator(".address-map")).isVisible();
    shoot(page, "whole-network");
    button(page, "Delete network").click();
    dialogButton(page, "Delete network").click();
    assertThat(page.getByText("way-net will be deleted.").last()).isVisible();
    assertThat(page.locator("vaadin-grid a.name:visible").filter(with("way-net"))).hasCount(0);
  }

  private static void volume(Page page) {
    TestBrowser.follow(page, "volumes");
    button(page, "New volume").first().click();
    field(page, "Name").fill("way-data");
    field(page, "Size").fill("1");
    field(page, "Size").blur();
    dialogButton(page, "Create volume").click();
    assertThat(page.getByText("way-data is there").last()).isVisible();
    shoot(page, "whole-volumes");
    page.getByLabel("Delete way-data").click();
    field(page, "Type way-data to delete").fill("way-data");
    dialogButton(page, "Delete volume").click();
    assertThat(page.getByText("way-data will be deleted.").last()).isVisible();
    assertThat(page.locator("[aria-label='Delete way-data']:visible")).hasCount(0);
  }

  private static byte[] archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var content = "hello\n".getBytes(UTF_8);
      var entry = new TarArchiveEntry("etc/motd");
      entry.setSize(content.length);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static Locator cell(Page page, String text) {
    return page.locator("vaadin-grid-cell-content:visible").filter(with(text));
  }

  private static Locator field(Page page, String label) {
    return page.locator(
        "xpath=//vaadin-dialog//label[normalize-space(.)='%s']/../input".formatted(label));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator dialogButton(Page page, String name) {
    return page.locator("vaadin-dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
