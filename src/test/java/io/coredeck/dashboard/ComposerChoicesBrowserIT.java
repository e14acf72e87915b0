package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.PHONE;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.deploy;
import static io.coredeck.dashboard.ComposerBrowser.name;
import static io.coredeck.dashboard.ComposerBrowser.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.DiskType;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.sdk.NodeClient;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person reads before choosing: what is free, what does not do and why.
class ComposerChoicesBrowserIT {

  private static final long PLENTY = 1_000_000_000_000L;

  private static ComposerBrowser composer;
  private static KeyPair keys;
  private static long otherPool;

  @BeforeAll
  static void start() throws Exception {
    composer = ComposerBrowser.start();
    composer.grid().describeImages();
    var grid = composer.grid().grid();
    var farm = grid.node(composer.grid().node().nodeId()).farmId();
    keys = KeyPair.generate();
    try (var small = NodeClient.connect(composer.grid().explorer(), keys)) {
      small.register(
          Json.node(
              """
              {"node_id": "%s", "hostname": "node-02", "farm_id": %d, "os_version": "test",
               "public_key_hex": "%s", "uptime": 60,
               "location": {"city": "Ghent", "country": "Belgium", "continent": "Europe"}}
              """
                  .formatted(keys.nodeId(), farm, keys.publicKeyHex())));
      small.reportUptime(Duration.ofMinutes(1));
    }
    report(new ResourceAmount(2, 4, 500, 0));
    otherPool = grid.orderPool(0, PLENTY, PLENTY, List.of(keys.nodeId()));
  }

  /// What the smaller node has from now on.
  private static void report(ResourceAmount capacity) throws Exception {
    try (var small = NodeClient.connect(composer.grid().explorer(), keys)) {
      small.reportCapacity(capacity);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    composer.close();
  }

  /// With two nodes, which another composer does not have.
  private static Page open(BrowserContext context) {
    var page = composer.open(context);
    assertThat(page.locator(".node-list .node")).hasCount(2);
    return page;
  }

  private static Locator node(Page page, String name) {
    return page.locator(
        ".node-list .node", new Page.LocatorOptions().setHas(page.getByText(name, exact())));
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static void pickImage(Page page) {
    imageList(page);
    option(page).click();
    assertThat(code(page)).containsText("demo/busybox.flist");
  }

  private static void imageList(Page page) {
    page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true))
        .locator("visible=true")
        .last()
        .click();
  }

  private static Locator option(Page page) {
    return page.getByRole(
        AriaRole.OPTION, new Page.GetByRoleOptions().setName("demo/busybox.flist"));
  }

  @Test
  void the_list_of_images_tells_size_and_description_below_the_name() {
    try (var context = composer.context()) {
      var page = open(context);
      imageList(page);
      assertThat(option(page)).containsText("4.6 KiB");
      assertThat(option(page)).containsText("A small shell with the usual commands.");
      shoot(page, "composer-image-list");
    }
  }

  @Test
  void what_is_free_on_the_chosen_node_stands_beside_each_field() {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      var resources = page.locator("#part-resources");
      assertThat(resources.locator(".amounts")).containsText(Pattern.compile("\\d of 8 reserved"));
      assertThat(resources.locator(".amounts")).containsText(Pattern.compile("GiB free"));
      assertThat(resources.locator(".amounts")).containsText(Pattern.compile("GiB SSD free"));
      assertThat(resources).containsText("CPU is shared: more vCPU than it has may be reserved");
      type(page.getByLabel("CPU"), "8");
      type(page.getByLabel("Memory"), "99999");
      assertThat(resources).containsText("Needs 97.7 GiB of memory");
      resources.scrollIntoViewIfNeeded();
      shoot(page, "composer-resources-too-much");
    }
  }

  @Test
  void a_node_that_does_not_fit_tells_every_reason_and_is_reached_with_the_keys_but_not_chosen()
      throws Exception {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      type(page.getByLabel("CPU"), "3");
      var other = node(page, "node-02");
      assertThat(other).containsText("Needs 3 vCPU, only 2 are there.");
      assertThat(other).containsText("Needs 2 GiB of SSD, only 0 MiB is free.");
      assertThat(other).containsText("Network default is not on this node.");
      var radio = other.locator("input");
      assertThat(radio).hasAttribute("aria-disabled", "true");
      assertThat(radio).hasAccessibleDescription(Pattern.compile("Needs 3 vCPU.*Network default"));
      node(page, "node-01").locator("input").focus();
      page.keyboard().press("ArrowDown");
      assertThat(radio).isFocused();
      assertThat(radio).not().isChecked();
      assertThat(node(page, "node-01").locator("input")).isChecked();
      assertThat(code(page)).containsText(composer.grid().node().nodeId());
      assertThat(page.locator("#part-resources .pools"))
          .containsText(
              "Pool %d is not for this node: it may be used on node-02.".formatted(otherPool));
      page.locator("#part-resources").scrollIntoViewIfNeeded();
      shoot(page, "composer-nodes");
      var fix = other.getByText("Use 2 vCPU");
      fix.focus();
      report(new ResourceAmount(2, 5, 500, 0));
      assertThat(other).containsText("3 GiB, 0 MiB SSD free");
      assertThat(fix).isFocused();
      page.keyboard().press("Enter");
      assertThat(other).not().containsText("vCPU, only");
      assertThat(radio).isFocused();
      assertThat(radio).not().isChecked();
    }
  }

  @Test
  void a_new_volume_gets_a_name_and_a_kind_of_disk_of_which_is_told_what_is_free()
      throws Exception {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      name(page, "with-volume");
      button(page, "Create new volume").click();
      var part = page.locator("#part-volumes");
      assertThat(part).containsText("of SSD is free on node-01.");
      part.getByText("HDD", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(part).containsText("0 MiB of HDD is free on node-01.");
      part.scrollIntoViewIfNeeded();
      shoot(page, "composer-volume");
      part.getByText("SSD", new Locator.GetByTextOptions().setExact(true)).click();
      var field = page.getByLabel("Name of the volume");
      assertThat(field).hasAttribute("placeholder", "with-volume-data");
      type(field, "cache");
      deploy(page, "with-volume");
      var made =
          composer.grid().grid().liveWorkloads().stream()
              .filter(one -> WorkloadName.of(one).equals("cache"))
              .findFirst()
              .orElseThrow();
      assertThat(((Volume) made.workload()).diskType()).isEqualTo(DiskType.SSD);
    }
  }

  @Test
  void addresses_that_no_node_gives_cannot_be_ticked_and_say_why() {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      var part = page.locator("#part-network");
      assertThat(part).containsText("node-01 has no public IPv6 addresses to give.");
      assertThat(part).containsText("The nodes of this grid are not in the Yggdrasil network.");
      var box =
          page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Public IPv6"));
      box.focus();
      page.keyboard().press("Space");
      assertThat(box).not().isChecked();
      part.scrollIntoViewIfNeeded();
      shoot(page, "composer-addresses");
      var text = (String) page.evaluate("document.querySelector('coredeck-code').text");
      page.locator("coredeck-code .cm-content").focus();
      page.keyboard().press("Control+a");
      page.keyboard().insertText(text.replace("\"public_ip6\": false", "\"public_ip6\": true"));
      assertThat(box).isChecked();
      assertThat(part).containsText("The nodes of this grid have no public IPv6 address to give.");
      part.getByText("Leave it out").click();
      assertThat(box).not().isChecked();
      assertThat(code(page)).containsText("\"public_ip6\": false");
    }
  }

  @Test
  void it_can_be_read_in_the_dark_and_on_a_phone_in_german() {
    try (var context = composer.context(ColorScheme.DARK, 1440, "en-US")) {
      var page = filled(context);
      page.locator("#part-volumes").scrollIntoViewIfNeeded();
      shoot(page, "composer-choices-dark");
      page.locator("#part-network").scrollIntoViewIfNeeded();
      shoot(page, "composer-choices-dark-network");
    }
    try (var context = composer.context(ColorScheme.LIGHT, PHONE, "de-DE")) {
      var page = filled(context);
      for (var part : List.of("volumes", "resources", "network")) {
        page.locator("#part-" + part).scrollIntoViewIfNeeded();
        page.locator("#part-" + part).evaluate("one => one.scrollIntoView()");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
        shoot(page, "composer-choices-phone-" + part);
      }
    }
  }

  private static Page filled(BrowserContext context) {
    var page = open(context);
    page.locator("#part-resources input[type=number]").first().fill("9");
    page.locator("#part-volumes .buttons vaadin-button").last().click();
    assertThat(page.locator("#part-volumes .row.volume")).isVisible();
    return page;
  }
}
