package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.coredeck.browser.Browsers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// What a person sees and does on the pages of nodes, pools, networks, volumes and images.
class PlacesBrowserIT {

  private static final double LONGEST_WAIT_MS = 20_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static PlacesGrid grid;

  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    grid = PlacesGrid.start();
    grid.addViewer("vera");
    grid.deploy("shop", "172.24.1.2", "[]");
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright);
  }

  @AfterAll
  static void stop() throws IOException {
    browser.close();
    playwright.close();
    grid.close();
  }

  @BeforeEach
  void open() {
    context = context(1440, 900, ColorScheme.LIGHT);
    page = signedIn(context, "ines");
  }

  @AfterEach
  void close(TestInfo test) {
    if (!page.isClosed()) {
      shoot("end-of-" + test.getTestMethod().orElseThrow().getName());
    }
    context.close();
    complaints.removeIf(text -> text.contains("422")); // an archive that is refused
    assertThat(complaints).as("errors in the browser's console").isEmpty();
  }

  @Test
  void nodes_are_listed_with_what_they_have_left_and_lead_to_their_page() {
    go("nodes");
    var row = cell("node-01");
    assertThat(row).isVisible();
    assertThat(page.getByText("1 node", exactly())).isVisible();
    assertThat(page.locator(".meter .numbers").first()).containsText("of 8 vCPU");
    page.locator(".list-head vaadin-text-field input").fill("nothing like it");
    assertThat(page.getByText("Nothing matches")).isVisible();
    assertThat(page).hasURL(Pattern.compile(".*q=nothing.*"));
    button("Clear search and filters").click();
    assertThat(row).isVisible();
    shootAll("nodes");
    row.locator("a").click();
    assertThat(heading("node-01")).isVisible();
    assertThat(page.getByText("shop", exactly())).isVisible();
    assertThat(page.getByText("172.24.1.0/24, port 51820")).isVisible();
    shootAll("node");
    button("Make free to use").click();
    assertThat(button("Stop free use")).isVisible();
    button("Stop free use").click();
    assertThat(button("Make free to use")).isVisible();
  }

  @Test
  void a_row_opens_by_a_click_anywhere_and_by_keys_alone() {
    go("nodes");
    page.locator(".meter .numbers:visible").first().click();
    assertThat(page).hasURL(Pattern.compile(".*nodes/.+"));
    go("networks");
    assertThat(cell("default")).isVisible();
    page.keyboard().press("/");
    assertThat(page.locator(".list-head .search input")).isFocused();
    page.locator(".list-head h1").click();
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*networks/\\d+"));
  }

  @Test
  void who_owns_the_farm_says_how_a_node_is_connected() {
    go("nodes/" + grid.base().node().nodeId());
    button("Public address").click();
    field("Interface").fill("eth0");
    button("Save").click();
    assertThat(page.getByRole(AriaRole.ALERT).filter(with("Ipv4"))).isVisible();
    field("IPv4 with mask").fill("203.0.113.7/24");
    field("IPv4 gateway").fill("203.0.113.1");
    field("IPv6 with mask").fill("2001:db8::7/64");
    field("IPv6 gateway").fill("2001:db8::1");
    shootAll("node-public");
    button("Save").click();
    assertThat(page.getByText("The public address is saved.").last()).isVisible();
    button("Public address").click();
    assertThat(field("IPv4 gateway")).hasValue("203.0.113.1");
    button("Cancel").click();
  }

  @Test
  void a_pool_says_how_long_it_lasts_and_can_be_topped_up() {
    go("pools");
    assertThat(heading("Pool 1", 2)).isVisible();
    assertThat(page.getByText("Compute unit hours left")).isVisible();
    assertThat(page.locator(".pool").first()).containsText("shop");
    shootAll("pools");
    button("New pool").click();
    shootAll("pool-new");
    button("Create pool").click();
    assertThat(page.getByText("Pool 2 is there.").last()).isVisible();
    var fresh = page.locator(".pool:has(h2:text-is('Pool 2'))");
    assertThat(fresh.locator(".number").first()).hasText("1,000");
    fresh.getByRole(AriaRole.BUTTON).click();
    field("Compute unit hours").fill("500");
    field("Compute unit hours").blur();
    page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON, in("Top up")).click();
    assertThat(fresh.locator(".number").first()).hasText("1,500");
  }

  @Test
  void a_network_shows_its_addresses_and_goes_only_when_nothing_is_in_it() {
    go("networks");
    assertThat(cell("default")).isVisible();
    button("New network").click();
    field("Name").fill("default");
    assertThat(fault("You have a network default already.")).isVisible();
    field("Name").fill("shop-net");
    field("Range").fill("172.24.0.0/16");
    assertThat(fault("overlaps 172.24.0.0/16, which your network default has.")).isVisible();
    shootAll("network-new-wrong");
    field("Range").fill("172.25.0.0/16");
    button("Create network").click();
    assertThat(page.getByText("shop-net is there.").last()).isVisible();
    assertThat(cell("shop-net")).isVisible();
    shootAll("networks");
    cell("default").locator("a").click();
    assertThat(heading("default")).isVisible();
    assertThat(page.getByText("172.24.1.2", exactly())).isVisible();
    assertThat(page.locator(".address-map .used")).hasCount(1);
    assertThat(page.getByText("172.24.1.3", exactly())).isVisible();
    shootAll("network");
    button("Delete network").click();
    assertThat(page.getByText("A container is in this network")).isVisible();
    dialogButton("Close").click();
    go("networks?q=shop-net");
    cell("shop-net").locator("a").click();
    button("Delete network").click();
    dialogButton("Delete network").click();
    assertThat(page.getByText("shop-net will be deleted.").last()).isVisible();
    assertThat(cell("shop-net")).hasCount(0);
  }

  @Test
  void a_volume_is_created_used_and_deleted_by_its_name() throws Exception {
    go("volumes");
    assertThat(page.getByText("No volume yet")).isVisible();
    shootAll("volumes-empty");
    create("shop-data", "3");
    create("a-volume-with-a-name-that-is-as-long-as-names-can-be-and-longer", "5");
    var gwid = page.locator(".list .id").first().textContent().strip();
    assertThat(page.getByText("unused", exactly()).first()).isVisible();
    var used =
        grid.base().grid().liveWorkloads().stream()
            .filter(one -> one.description().equals("shop-data"))
            .findFirst()
            .orElseThrow();
    var user =
        grid.deploy(
            "db",
            "172.24.1.9",
            "[{\"volume_id\": \"%s\", \"mountpoint\": \"/data\"}]".formatted(used.gwid()));
    assertThat(page.getByText("/data", exactly())).isVisible();
    shootAll("volumes");
    page.locator("[aria-label='Delete shop-data']:visible").click();
    assertThat(page.getByText("db at /data")).isVisible();
    dialogButton("Close").click();
    grid.base().grid().decommission(user);
    go("volumes?use=unused&q=shop-data");
    page.locator("[aria-label='Delete shop-data']:visible").click();
    var delete = dialogButton("Delete volume");
    assertThat(delete).hasAttribute("aria-disabled", "true");
    shootAll("volume-delete");
    field("Type shop-data to delete").fill("shop-data");
    delete.click();
    assertThat(page.getByText("Nothing matches")).isVisible();
    assertThat(gwid).isNotEmpty();
  }

  private void create(String name, String size) {
    button("New volume").first().click();
    field("Name").fill(name);
    field("Size").fill(size);
    field("Size").blur();
    shoot("volume-new");
    button("Create volume").click();
    assertThat(page.getByText(name + " is there").last()).isVisible();
    assertThat(cell(name)).isVisible();
  }

  @Test
  void an_uploaded_archive_becomes_an_image_that_can_be_looked_into_and_deleted()
      throws IOException {
    go("images");
    assertThat(cell("demo/busybox")).isVisible();
    upload("shop.tar.gz", archive(3 << 20));
    assertThat(page.locator("coredeck-state[word=Ready]").first()).isVisible();
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
  void large_directories_load_as_they_are_scrolled() {
    go("images/demo/busybox?path=usr/bin");
    var rows = page.locator(".image-tree vaadin-grid");
    assertThat(rows).isVisible();
    assertThat(page.locator(".crumbs .count")).containsText("entries");
    assertThat(page.getByText("→ ../../bin/busybox").first()).isVisible();
    shoot("image-large");
  }

  @Test
  void who_may_only_look_is_offered_nothing_else() {
    try (var other = context(1440, 900, ColorScheme.LIGHT)) {
      page = signedIn(other, "vera");
      go("images");
      assertThat(cell("demo/busybox")).isVisible();
      assertThat(page.locator("vaadin-upload")).hasCount(0);
      assertThat(page.getByText("Deploy", exactly())).hasCount(0);
      go("images/demo/busybox");
      assertThat(heading("demo/busybox")).isVisible();
      assertThat(button("Copy")).hasCount(0);
      go("networks");
      assertThat(page.getByText("No network yet")).isVisible();
      assertThat(button("New network")).hasCount(0);
      go("volumes");
      assertThat(button("New volume")).hasCount(0);
      go("pools");
      assertThat(page.getByText("No pool yet")).isVisible();
      go("nodes/" + grid.base().node().nodeId());
      assertThat(heading("node-01")).isVisible();
      assertThat(button("Make free to use")).hasCount(0);
      assertThat(page.getByText("shop", exactly())).hasCount(0);
    }
  }

  @Test
  void hostile_addresses_are_only_wrong_addresses() {
    for (var path :
        List.of(
            "networks/999999999999999999",
            "nodes/1111",
            "images/no/such",
            "images/demo/busybox?path=../../etc",
            "images/demo/busybox?path=%5Cx",
            "images/demo/busybox?path=etc&file=../../etc/passwd",
            "nodes?sort=-nonsense&state=%3Cscript%3E",
            "volumes?use=%27&type=x&sort=%00")) {
      go(path);
      assertThat(page.locator("vaadin-app-layout").or(page.locator("body")).first()).isVisible();
      page.locator(":is(h1, h2):visible").first().waitFor();
      assertThat(page.content()).as(path).doesNotContain("Internal error");
    }
    complaints.clear();
  }

  private void upload(String name, byte[] bytes) {
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload(name, "application/gzip", bytes));
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
      var link = new TarArchiveEntry("etc/mtab", TarConstants.LF_SYMLINK);
      link.setLinkName("/proc/mounts");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      tar.finish();
    }
    return bytes.toByteArray();
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

  private void go(String path) {
    page.navigate(grid.url() + path);
  }

  private Page signedIn(BrowserContext in, String name) {
    var fresh = in.newPage();
    fresh.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    fresh.onPageError(complaints::add);
    fresh.navigate(grid.url().toString());
    fresh.locator("vaadin-text-field input").first().fill(name);
    fresh.locator("vaadin-password-field input").fill(ComposerGrid.PASSWORD);
    fresh
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    assertThat(fresh.locator("vaadin-app-layout")).isVisible();
    return fresh;
  }

  private static BrowserContext context(int width, int height, ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
  }

  private Locator cell(String text) {
    return page.locator("vaadin-grid-cell-content:visible").filter(with(text));
  }

  private Locator field(String label) {
    return page.locator(
        "xpath=//vaadin-dialog//label[normalize-space(.)='%s']/../input".formatted(label));
  }

  /// Beside its field; it is told to screen readers elsewhere too.
  private Locator fault(String text) {
    return page.locator("vaadin-dialog [slot=error-message]").filter(with(text));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  private Locator dialogButton(String name) {
    return page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON, in(name));
  }

  private static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private Locator heading(String name) {
    return heading(name, 1);
  }

  private Locator heading(String name, int level) {
    return page.getByRole(AriaRole.HEADING, named(name).setExact(true).setLevel(level));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(SCREENSHOTS.resolve("places-" + name + ".png")));
  }

  /// Light, dark and on a phone.
  private void shootAll(String name) {
    shoot(name + "-light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shoot(name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    var isList = page.locator("vaadin-grid:visible").count() > 0;
    page.setViewportSize(390, 844);
    if (isList) {
      assertThat(page.locator(".stacked:visible").first()).isVisible();
    }
    shoot(name + "-phone");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shoot(name + "-phone-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1440, 900);
    assertThat(page.locator(".stacked:visible")).hasCount(0);
  }
}
