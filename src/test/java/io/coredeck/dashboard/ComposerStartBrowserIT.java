package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.deploy;
import static io.coredeck.dashboard.ComposerBrowser.heading;
import static io.coredeck.dashboard.ComposerBrowser.name;
import static io.coredeck.dashboard.ComposerBrowser.named;
import static io.coredeck.dashboard.ComposerBrowser.pickImage;
import static io.coredeck.dashboard.ComposerBrowser.shoot;
import static io.coredeck.dashboard.ComposerBrowser.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With what a draft can begin: a container, a template, a file, what the browser kept.
class ComposerStartBrowserIT {

  private static ComposerBrowser composer;

  @BeforeAll
  static void start() throws Exception {
    composer = ComposerBrowser.start();
  }

  @AfterAll
  static void stop() throws Exception {
    composer.close();
  }

  private static Reservation stored(String name) throws Exception {
    return composer.grid().grid().liveWorkloads().stream()
        .filter(one -> WorkloadName.of(one).equals(name) && !one.nextAction().isDelete())
        .findFirst()
        .orElseThrow();
  }

  /// @return a container with a secret, that runs
  private static Reservation deployed(Page page, String name) throws Exception {
    pickImage(page);
    name(page, name);
    button(page, "Secret").click();
    var row = page.locator("#part-environment .row").first();
    type(row.locator("vaadin-text-field input"), "TOKEN");
    type(row.locator("vaadin-password-field input"), "sesame");
    deploy(page, name);
    button(page, "Close").click();
    assertThat(heading(page, "New container")).isVisible();
    return stored(name);
  }

  @Test
  void a_container_is_edited_and_replaced_at_the_same_address_with_its_secret_kept()
      throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = deployed(page, "editable");
      composer.go(page, "containers/new?replace=" + old.id());
      assertThat(heading(page, "Edit editable")).isVisible();
      assertThat(page.getByText("Kept as it was, hidden")).isVisible();
      type(page.getByLabel("Memory"), "2048");
      page.waitForFunction(
          "document.querySelector('coredeck-code').text.includes('\"memory\": 2048')");
      page.reload();
      assertThat(heading(page, "Edit editable")).isVisible();
      assertThat(page.getByLabel("Memory")).hasValue("2048");
      button(page, "Deploy changes").click();
      assertThat(page.locator(".difference .gone")).containsText("1024");
      assertThat(page.locator(".difference .new")).containsText("2048");
      assertThat(page.getByText("Everything on its root disk is lost.")).isVisible();
      shoot(page, "composer-replace");
      button(page, "Replace container").click();
      assertThat(
              page.locator(".replace-dialog, vaadin-dialog")
                  .getByText("It must be editable, exactly.")
                  .last())
          .isVisible();
      page.getByLabel("Type editable to replace it").fill("editable");
      button(page, "Replace container").click();
      assertThat(heading(page, "editable is running")).isVisible();
      assertThat(page.getByText("Old container removed")).isVisible();
      shoot(page, "composer-replaced");
      var fresh = stored("editable");
      assertThat(fresh.id()).isNotEqualTo(old.id());
      var was = (Container) old.workload();
      var is = (Container) fresh.workload();
      assertThat(is.capacity().memory().toMiB()).isEqualTo(2048);
      assertThat(is.networkConnections()).isEqualTo(was.networkConnections());
      assertThat(is.secretEnvironment()).isEqualTo(was.secretEnvironment());
    }
  }

  @Test
  void when_the_new_one_fails_the_old_one_can_be_brought_back() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = deployed(page, "precious");
      composer.go(page, "containers/new?replace=" + old.id());
      assertThat(heading(page, "Edit precious")).isVisible();
      type(page.getByLabel("Memory"), "2048");
      assertThat(code(page)).containsText("2048");
      page.keyboard().press("Control+Enter");
      page.getByLabel("Type precious to replace it").fill("precious");
      composer.grid().node().refuseNext("entrypoint program 'x' is a directory");
      button(page, "Replace container").click();
      assertThat(heading(page, "precious was not started")).isVisible();
      assertThat(page.getByText("The old container is deleted already.")).isVisible();
      shoot(page, "composer-replace-failed");
      button(page, "Bring the old one back").click();
      assertThat(heading(page, "precious is running")).isVisible();
      var back = (Container) stored("precious").workload();
      assertThat(back.secretEnvironment())
          .isEqualTo(((Container) old.workload()).secretEnvironment());
      assertThat(back.networkConnections())
          .isEqualTo(((Container) old.workload()).networkConnections());
      assertThat(back.capacity().memory().toMiB()).isEqualTo(1024);
    }
  }

  @Test
  void a_deployment_whose_dialog_is_closed_stays_in_sight_and_is_not_begun_twice()
      throws Exception {
    var node = composer.grid().node();
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      name(page, "slow");
      node.hold();
      page.keyboard().press("Control+Enter");
      assertThat(heading(page, "Deploying slow")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.getByText("slow is being deployed: step")).isVisible();
      assertThat(button(page, "Being deployed")).hasAttribute("aria-disabled", "true");
      shoot(page, "composer-being-deployed");
      page.keyboard().press("Control+Enter");
      assertThat(heading(page, "Deploying slow")).isVisible();
      button(page, "Close").click();
      page.reload();
      assertThat(page.getByText("slow is being deployed: step")).isVisible();
      page.navigate(composer.grid().url() + "nodes");
      assertThat(page.getByText("node-01").first()).isVisible();
      node.release();
      assertThat(page.locator("coredeck-toasts").getByText("slow is running").last()).isVisible();
      shoot(page, "deploy-told-elsewhere");
      composer.go(page, "containers/new");
      assertThat(code(page)).not().containsText("slow");
      assertThat(
              composer.grid().grid().liveWorkloads().stream()
                  .filter(one -> WorkloadName.of(one).equals("slow")))
          .hasSize(1);
    } finally {
      node.release();
    }
  }

  @Test
  void a_failure_nobody_looked_at_is_told_with_the_offer_to_bring_the_old_one_back()
      throws Exception {
    var node = composer.grid().node();
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = deployed(page, "dear");
      composer.go(page, "containers/new?replace=" + old.id());
      type(page.getByLabel("Memory"), "2048");
      assertThat(code(page)).containsText("2048");
      page.keyboard().press("Control+Enter");
      page.getByLabel("Type dear to replace it").fill("dear");
      node.hold();
      node.refuseNext("entrypoint program 'x' is a directory");
      button(page, "Replace container").click();
      assertThat(page.getByText("Old container removed")).isVisible();
      button(page, "Close").click();
      page.navigate(composer.grid().url() + "nodes");
      assertThat(page.getByText("node-01").first()).isVisible();
      node.release();
      assertThat(page.locator("coredeck-toasts").getByText("dear was not started").last())
          .isVisible();
      shoot(page, "deploy-failed-elsewhere");
      button(page, "Bring the old one back").click();
      assertThat(page.locator("coredeck-toasts").getByText("dear is running").last()).isVisible();
      assertThat(((Container) stored("dear").workload()).networkConnections())
          .isEqualTo(((Container) old.workload()).networkConnections());
    } finally {
      node.release();
    }
  }

  @Test
  void a_container_that_failed_is_made_once_more_with_its_name_and_address() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      name(page, "mended");
      composer.grid().node().refuseNext("entrypoint program 'x' is a directory");
      page.keyboard().press("Control+Enter");
      assertThat(heading(page, "mended was not started")).isVisible();
      assertThat(page.getByText("Nothing was left behind.")).isVisible();
      var failed =
          composer.grid().grid().workloads().stream()
              .filter(one -> WorkloadName.of(one).equals("mended"))
              .findFirst()
              .orElseThrow();
      var address = ((Container) failed.workload()).networkConnections().getFirst().ipaddress();
      page.navigate(composer.grid().url() + "containers/" + failed.id());
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit")).first().click();
      assertThat(code(page)).containsText("\"mended\"");
      assertThat(code(page)).containsText(address);
      deploy(page, "mended");
    }
  }

  @Test
  void each_tab_keeps_its_own_draft() {
    try (var context = composer.context()) {
      var first = composer.open(context);
      pickImage(first);
      name(first, "draft-one");
      var second = context.newPage();
      second.navigate(composer.grid().url() + "containers/new");
      assertThat(code(second)).containsText("draft-one"); // what was kept last
      name(second, "draft-two");
      assertThat(code(second)).containsText("draft-two");
      first.reload();
      assertThat(code(first)).containsText("draft-one");
      second.reload();
      assertThat(code(second)).containsText("draft-two");
    }
  }

  @Test
  void changes_of_a_container_outlive_the_session() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = deployed(page, "evolving");
      composer.go(page, "containers/new?replace=" + old.id());
      type(page.getByLabel("Memory"), "3072");
      page.waitForFunction("Object.values(localStorage).some(text => text.includes('3072'))");
      context.clearCookies();
      page.navigate(composer.grid().url() + "containers/new?replace=" + old.id());
      ComposerBrowser.signIn(page);
      assertThat(page.getByText("Your changes from")).isVisible();
      assertThat(page.getByLabel("Memory")).hasValue("3072");
      assertThat(page.getByText("Kept as it was, hidden")).isVisible();
      button(page, "Begin with it as it is").click();
      assertThat(page.getByLabel("Memory")).hasValue("1024");
    }
  }

  @Test
  void a_network_that_containers_use_is_not_deleted_and_they_are_named() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      deployed(page, "inmate");
      page.navigate(composer.grid().url() + "reservations/networks");
      page.locator("vaadin-grid vaadin-checkbox").nth(1).click();
      page.locator(".selection-bar")
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
          .click();
      assertThat(page.getByText("default is in use")).isVisible();
      assertThat(page.getByText("inmate").first()).isVisible();
      shoot(page, "delete-refused");
      assertThat(
              composer.grid().grid().liveWorkloads().stream()
                  .filter(one -> one.workload() instanceof NetworkResource))
          .noneMatch(one -> one.nextAction().isDelete());
    }
  }

  @Test
  void a_copy_has_a_name_and_an_address_of_its_own() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = deployed(page, "original");
      composer.go(page, "containers/new?from=" + old.id());
      assertThat(code(page)).containsText("original-copy");
      assertThat(page).hasURL(composer.grid().url() + "containers/new");
      deploy(page, "original-copy");
      var copy = (Container) stored("original-copy").workload();
      var first = (Container) old.workload();
      assertThat(copy.networkConnections().getFirst().ipaddress())
          .isNotEqualTo(first.networkConnections().getFirst().ipaddress());
      assertThat(copy.secretEnvironment()).isEqualTo(first.secretEnvironment());
    }
  }

  @Test
  void an_address_that_asks_for_nonsense_is_told_and_does_no_harm() {
    try (var context = composer.context()) {
      var page = composer.open(context);
      for (var nonsense : List.of("999999", "1;drop", "<script>alert(1)</script>", "-1", "")) {
        composer.go(
            page,
            "containers/new?from=" + java.net.URLEncoder.encode(nonsense, StandardCharsets.UTF_8));
        assertThat(page.getByText("of yours to begin with")).isVisible();
      }
      composer.go(page, "containers/new?image=javascript:alert(1)&node=%00&volume=x");
      assertThat(page.getByText("is not the URL of an image").first()).isVisible();
    }
  }

  @Test
  void other_pages_fill_in_image_network_and_node() {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var node = composer.grid().node().nodeId();
      composer.go(page, "containers/new?image=http://hub/x/y.flist&network=default&node=" + node);
      assertThat(code(page)).containsText("http://hub/x/y.flist");
      assertThat(code(page)).containsText(node);
      assertThat(code(page)).containsText("\"default\"");
    }
  }

  @Test
  void a_draft_outlives_the_session_without_its_secrets() {
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      name(page, "unfinished");
      button(page, "Secret").click();
      var row = page.locator("#part-environment .row").first();
      type(row.locator("vaadin-text-field input"), "TOKEN");
      type(row.locator("vaadin-password-field input"), "sesame");
      assertThat(page.getByText("Set, hidden")).isVisible();
      page.waitForFunction(
          "Object.values(localStorage).some(text => text.includes('unfinished')"
              + " && text.includes('TOKEN'))");
      assertThat((String) page.evaluate("JSON.stringify(localStorage)")).doesNotContain("sesame");
      context.clearCookies();
      page.navigate(composer.grid().url() + "containers/new");
      ComposerBrowser.signIn(page);
      assertThat(page.getByText("is back. Secrets have to be set again.")).isVisible();
      assertThat(code(page)).containsText("unfinished");
      assertThat(page.getByText("The secret TOKEN has no value yet.").first()).isVisible();
      shoot(page, "composer-restored");
      button(page, "Begin empty").click();
      assertThat(code(page)).not().containsText("unfinished");
    }
  }

  @Test
  void templates_come_with_the_product_and_can_be_saved_exported_and_imported() throws Exception {
    try (var context = composer.context(ColorScheme.DARK, 1440, "en-US")) {
      var page = composer.open(context);
      button(page, "Start from a template").click();
      button(page, "Use the template Two streams").click();
      assertThat(page.locator("#part-run vaadin-text-field input"))
          .hasValue(java.util.regex.Pattern.compile(".*echo INFO tick.*"));
      name(page, "my-ticker");
      button(page, "Save as template").first().click();
      var dialog = page.locator("vaadin-dialog[opened]").last();
      assertThat(page.getByLabel("Name of the template")).hasValue("my-ticker");
      page.getByLabel("Name of the template").press("Enter");
      assertThat(page.getByText("Saved as a template in this browser.").last()).isVisible();
      assertThat(dialog).not().isVisible();
      button(page, "Start from a template").click();
      assertThat(button(page, "Use the template my-ticker")).isVisible();
      shoot(page, "composer-templates-dark");
      var download =
          page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named("Export")).click());
      var exported = Files.readString(download.path());
      assertThat(exported).contains("my-ticker").contains("echo INFO tick");
      button(page, "Delete the template my-ticker").click();
      assertThat(button(page, "Use the template my-ticker")).not().isAttached();
      page.locator(
              ".templates-dialog input[type=file], vaadin-dialog vaadin-upload input[type=file]")
          .last()
          .setInputFiles(
              new FilePayload(
                  "t.json", "application/json", exported.getBytes(StandardCharsets.UTF_8)));
      button(page, "Use the template my-ticker").click();
      assertThat(code(page)).containsText("my-ticker");
    }
  }
}
