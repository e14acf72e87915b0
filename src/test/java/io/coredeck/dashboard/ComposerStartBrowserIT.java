package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.deploy;
import static io.coredeck.dashboard.ComposerBrowser.go;
import static io.coredeck.dashboard.ComposerBrowser.heading;
import static io.coredeck.dashboard.ComposerBrowser.name;
import static io.coredeck.dashboard.ComposerBrowser.named;
import static io.coredeck.dashboard.ComposerBrowser.pickImage;
import static io.coredeck.dashboard.ComposerBrowser.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.draft.Template;
import io.coredeck.sdk.draft.DraftClient;
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
      TestBrowser.load(page, composer.grid().url() + "nodes");
      assertThat(page.getByText("node-01").first()).isVisible();
      node.release();
      assertThat(page.locator("coredeck-toasts").getByText("slow is running").last()).isVisible();
      shoot(page, "deploy-told-elsewhere");
      go(page, "containers/new");
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
  void the_dialog_of_a_deployment_keeps_the_focus_gives_it_back_and_closes_with_the_address()
      throws Exception {
    var node = composer.grid().node();
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      name(page, "guarded");
      node.hold();
      button(page, "Deploy").focus();
      page.keyboard().press("Control+Enter");
      assertThat(page.getByRole(AriaRole.DIALOG, named("Deploying guarded"))).isFocused();
      var close = button(page, "Close");
      for (var key : List.of("Tab", "Tab", "Shift+Tab", "g", "n", "Control+Enter")) {
        page.keyboard().press(key);
        TestBrowser.awaitRest(page);
        assertThat(close).isFocused();
      }
      page.evaluate(
          "document.querySelector('coredeck-toasts').say("
              + "{key: -1, kind: 'warn', title: 'news', text: '', acts: [], ms: 0})");
      var news = page.locator("coredeck-toasts button");
      news.focus();
      assertThat(news).isFocused(); // toasts are above the dialog
      page.keyboard().press("Tab");
      assertThat(page.getByRole(AriaRole.DIALOG, named("Deploying guarded"))).isFocused();
      page.getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName("Overview").setIncludeHidden(true))
          .first()
          .focus();
      assertThat(page.getByRole(AriaRole.DIALOG, named("Deploying guarded"))).isFocused();
      page.evaluate("document.querySelector('coredeck-toasts').close(-1)");
      page.keyboard().press("Escape");
      assertThat(page.locator(".deploy-dialog")).isHidden();
      assertThat(button(page, "Being deployed")).isFocused();
      button(page, "Show").press("Enter");
      assertThat(page.getByRole(AriaRole.DIALOG, named("Deploying guarded"))).isFocused();
      page.keyboard().press("Escape");
      assertThat(button(page, "Being deployed")).isFocused(); // what had it is gone
      button(page, "Show").click();
      assertThat(heading(page, "Deploying guarded")).isVisible();
      TestBrowser.follow(page, "containers/new?image=http://hub/demo/busybox.flist");
      assertThat(page.locator(".deploy-dialog")).isHidden();
      assertThat(page.getByText("guarded is being deployed: step")).isVisible();
      name(page, "next");
      node.release();
      assertThat(page.getByText("guarded is being deployed: step")).isHidden();
      assertThat(code(page)).containsText("\"next\""); // a draft of its own
      assertThat(
              composer.grid().grid().liveWorkloads().stream()
                  .filter(one -> WorkloadName.of(one).equals("guarded")))
          .hasSize(1);
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
      TestBrowser.load(page, composer.grid().url() + "containers/" + failed.id());
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
  void a_network_that_containers_use_is_not_deleted_and_they_are_named() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      composer.deployed(page, "inmate");
      TestBrowser.follow(page, "reservations/networks");
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
      var old = composer.deployed(page, "original");
      go(page, "containers/new?from=" + old.id());
      assertThat(code(page)).containsText("original-copy");
      assertThat(page).hasURL(composer.grid().url() + "containers/new");
      deploy(page, "original-copy");
      var copy = (Container) composer.stored("original-copy").workload();
      var first = (Container) old.workload();
      assertThat(copy.networkConnections().getFirst().ipaddress())
          .isNotEqualTo(first.networkConnections().getFirst().ipaddress());
      assertThat(copy.secretEnvironment()).isEqualTo(first.secretEnvironment());
    }
  }

  @Test
  void other_pages_fill_in_image_network_and_node() {
    try (var context = composer.context()) {
      var node = composer.grid().node().nodeId();
      var page =
          composer.open(
              context, "containers/new?image=http://hub/x/y.flist&network=default&node=" + node);
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
      composer.openAnew(page, "containers/new");
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
      assertThat(page.getByText("Saved as a template.").last()).isVisible();
      assertThat(dialog).not().isVisible();
      button(page, "Start from a template").click();
      assertThat(button(page, "Use the template my-ticker")).isVisible();
      shoot(page, "composer-templates-dark");
      var download =
          page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named("Export")).click());
      var exported = Files.readString(download.path());
      assertThat(exported).contains("my-ticker").contains("echo INFO tick");
      var drafts = new DraftClient(composer.grid().grid());
      org.assertj.core.api.Assertions.assertThat(drafts.templates())
          .extracting(Template::name)
          .contains("my-ticker");
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

  @Test
  void what_a_browser_kept_before_is_moved_to_the_explorer_once_and_shared_ones_are_shown()
      throws Exception {
    try (var context = composer.context(ColorScheme.LIGHT, 1440, "en-US")) {
      var page = composer.open(context);
      var tid = String.valueOf(composer.grid().grid().tid());
      page.evaluate(
          "tid => localStorage.setItem('coredeck.templates.' + tid, JSON.stringify(["
              + "{name: 'kept-here', container: {flist: 'http://hub/old.flist',"
              + " capacity: {cpu: 2, memory: 2048, disk_size: 1024, disk_type: 'ssd'}}},"
              + "{name: 'no-image', container: {flist: ''}}]))",
          tid);
      button(page, "Start from a template").click();
      assertThat(page.getByText("Templates that only this browser keeps: 2")).isVisible();
      button(page, "Move them to the explorer").click();
      assertThat(button(page, "Use the template kept-here")).isVisible();
      assertThat(page.getByText("Templates that only this browser keeps: 1")).isVisible();
      assertThat(page.locator(".templates-dialog .trouble")).containsText("no-image");
      shoot(page, "composer-templates-moved");
      button(page, "Use the template kept-here").click();
      assertThat(code(page)).containsText("old.flist");
      assertThat(page.getByLabel("Memory")).hasValue("2048");
      var drafts = new DraftClient(composer.grid().grid());
      var one = drafts.templates().stream().filter(t -> t.name().equals("kept-here")).findFirst();
      drafts.remove(one.orElseThrow().id());
    }
  }
}
