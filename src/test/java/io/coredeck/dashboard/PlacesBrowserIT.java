package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person sees and does on the pages of nodes, pools, networks and volumes.
class PlacesBrowserIT extends PlacesPages {

  @BeforeAll
  void fill() throws Exception {
    grid.addViewer("vera");
    grid.deploy("shop", "172.24.1.2", "[]");
  }

  @Test
  void nodes_are_listed_with_what_they_have_left_and_lead_to_their_page() {
    go("nodes");
    var row = cell("node-01");
    assertThat(row).isVisible();
    assertThat(page.getByText("1 node", exactly())).isVisible();
    assertThat(page.locator(".meter .numbers").first()).containsText("of 8 vCPU");
    assertThat(page.locator(".meter").first()).hasAttribute("title", "no data on what is used now");
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
  void who_may_only_look_is_offered_nothing_else() {
    try (var other = browser.context()) {
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
      TestBrowser.load(page, grid.url() + path);
      assertThat(page.locator("vaadin-app-layout").or(page.locator("body")).first()).isVisible();
      page.locator(":is(h1, h2):visible").first().waitFor();
      assertThat(page.content()).as(path).doesNotContain("Internal error");
    }
    var _ = browser.complaints(); // of what was not found
  }
}
