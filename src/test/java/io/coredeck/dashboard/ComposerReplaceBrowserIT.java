package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.go;
import static io.coredeck.dashboard.ComposerBrowser.heading;
import static io.coredeck.dashboard.ComposerBrowser.name;
import static io.coredeck.dashboard.ComposerBrowser.named;
import static io.coredeck.dashboard.ComposerBrowser.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A container that runs is edited and replaced, or comes back if the new one fails.
class ComposerReplaceBrowserIT {

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
  void a_container_is_edited_and_replaced_at_the_same_address_with_its_secret_kept()
      throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = composer.deployed(page, "editable");
      go(page, "containers/new?replace=" + old.id());
      assertThat(heading(page, "Edit editable")).isVisible();
      assertThat(page.getByText("Kept as it was, hidden")).isVisible();
      type(page.getByLabel("Memory"), "2048");
      page.waitForFunction(
          "document.querySelector('coredeck-code').text.includes('\"memory\": 2048')");
      page.reload();
      assertThat(heading(page, "Edit editable")).isVisible();
      assertThat(page.getByLabel("Memory")).hasValue("2048");
      button(page, "Start from a template").click();
      button(page, "Use the template Two streams").click();
      button(page, "Bring it back").click();
      assertThat(page).hasURL(composer.grid().url() + "containers/new?replace=" + old.id());
      assertThat(page.getByText("editable keeps running until you deploy")).isVisible();
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
      var fresh = composer.stored("editable");
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
      var old = composer.deployed(page, "precious");
      replacementFails(page, old, "precious");
      assertThat(page.getByText("The old container is deleted already.")).isVisible();
      shoot(page, "composer-replace-failed");
      button(page, "Bring the old one back").press("Enter");
      assertThat(page.getByRole(AriaRole.DIALOG, named("precious is running"))).isFocused();
      page.keyboard().press("Escape");
      assertThat(page.locator(".deploy-dialog")).isHidden();
      var back = (Container) composer.stored("precious").workload();
      assertThat(back.secretEnvironment())
          .isEqualTo(((Container) old.workload()).secretEnvironment());
      assertThat(back.networkConnections())
          .isEqualTo(((Container) old.workload()).networkConnections());
      assertThat(back.capacity().memory().toMiB()).isEqualTo(1024);
    }
  }

  private static void replacementFails(Page page, Reservation old, String name) {
    go(page, "containers/new?replace=" + old.id());
    assertThat(heading(page, "Edit " + name)).isVisible();
    type(page.getByLabel("Memory"), "2048");
    assertThat(code(page)).containsText("2048");
    page.keyboard().press("Control+Enter");
    page.getByLabel("Type %s to replace it".formatted(name)).fill(name);
    composer.grid().node().refuseNext("entrypoint program 'x' is a directory");
    button(page, "Replace container").click();
    assertThat(heading(page, name + " was not started")).isVisible();
  }

  @Test
  void after_one_that_failed_another_is_not_replaced_unasked() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var lost = composer.deployed(page, "lost");
      var other = composer.deployed(page, "other");
      replacementFails(page, lost, "lost");
      page.locator(".deploy-dialog footer").getByText("Close").click();
      assertThat(page.getByText("lost was not started.")).isVisible();
      go(page, "containers/new?replace=" + other.id());
      assertThat(heading(page, "Edit other")).isVisible();
      type(page.getByLabel("Memory"), "2048");
      assertThat(code(page)).containsText("2048");
      page.keyboard().press("Control+Enter");
      assertThat(page.getByLabel("Type other to replace it")).isVisible();
      page.keyboard().press("Escape");
      assertThat(composer.stored("other").id()).isEqualTo(other.id());
    }
  }

  @Test
  void a_failure_nobody_looked_at_is_told_with_the_offer_to_bring_the_old_one_back()
      throws Exception {
    var node = composer.grid().node();
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = composer.deployed(page, "dear");
      go(page, "containers/new?replace=" + old.id());
      type(page.getByLabel("Memory"), "2048");
      assertThat(code(page)).containsText("2048");
      page.keyboard().press("Control+Enter");
      page.getByLabel("Type dear to replace it").fill("dear");
      node.hold();
      node.refuseNext("entrypoint program 'x' is a directory");
      button(page, "Replace container").click();
      assertThat(page.getByText("Old container removed")).isVisible();
      button(page, "Close").click();
      TestBrowser.follow(page, "nodes");
      assertThat(page.getByText("node-01").first()).isVisible();
      node.release();
      assertThat(page.locator("coredeck-toasts").getByText("dear was not started").last())
          .isVisible();
      shoot(page, "deploy-failed-elsewhere");
      button(page, "Bring the old one back").click();
      assertThat(page.locator("coredeck-toasts").getByText("dear is running").last()).isVisible();
      assertThat(((Container) composer.stored("dear").workload()).networkConnections())
          .isEqualTo(((Container) old.workload()).networkConnections());
    } finally {
      node.release();
    }
  }

  @Test
  void changes_begun_while_a_replacement_starts_are_for_the_container_that_comes_of_it()
      throws Exception {
    var node = composer.grid().node();
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = composer.deployed(page, "moving");
      go(page, "containers/new?replace=" + old.id());
      type(page.getByLabel("Memory"), "2048");
      assertThat(code(page)).containsText("2048");
      page.keyboard().press("Control+Enter");
      page.getByLabel("Type moving to replace it").fill("moving");
      node.hold();
      button(page, "Replace container").click();
      assertThat(page.getByText("Old container removed")).isVisible();
      page.keyboard().press("Escape");
      type(page.getByLabel("Memory"), "3072");
      page.waitForFunction("Object.values(localStorage).some(text => text.includes('3072'))");
      node.release();
      assertThat(page).hasURL(Pattern.compile("replace=(?!%d$)".formatted(old.id())));
      var fresh = composer.stored("moving");
      assertThat(page).hasURL(Pattern.compile("replace=" + fresh.id()));
      assertThat(heading(page, "Edit moving")).isVisible();
      assertThat(page.getByText("moving keeps running until you deploy")).isVisible();
      assertThat(page.getByLabel("Memory")).hasValue("3072");
      page.waitForFunction(
          "Object.entries(localStorage).filter(([, text]) => text.includes('3072'))"
              + ".every(([name]) => name.endsWith('.replace.%d'))".formatted(fresh.id()));
    } finally {
      node.release();
    }
  }

  @Test
  void what_was_brought_back_is_what_the_draft_replaces_whatever_the_address_asks_for()
      throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = composer.deployed(page, "returned");
      replacementFails(page, old, "returned");
      button(page, "Bring the old one back").press("Enter");
      assertThat(heading(page, "returned is running")).isVisible();
      TestBrowser.follow(page, "containers/new?replace=" + old.id());
      assertThat(page.locator(".deploy-dialog")).isHidden();
      var back = composer.stored("returned");
      assertThat(page).hasURL(Pattern.compile("replace=" + back.id()));
      assertThat(heading(page, "Edit returned")).isVisible();
      assertThat(page.getByLabel("Memory")).hasValue("2048");
    }
  }

  @Test
  void a_change_that_helps_is_deployed_over_another_draft_and_says_what_it_replaces()
      throws Exception {
    var node = composer.grid().node();
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = composer.deployed(page, "crowded");
      go(page, "containers/new?replace=" + old.id());
      type(page.getByLabel("Address", new Page.GetByLabelOptions().setExact(true)), "172.24.1.200");
      assertThat(code(page)).containsText("172.24.1.200");
      page.keyboard().press("Control+Enter");
      page.getByLabel("Type crowded to replace it").fill("crowded");
      node.hold();
      node.refuseNext(
          "failed to apply provision: not enough free resources to support this memory size"
              + " (4096 MiB asked, 3072 MiB free on this node)");
      button(page, "Replace container").click();
      assertThat(heading(page, "Deploying crowded")).isVisible();
      page.keyboard().press("Escape");
      go(page, "containers/new?image=http://hub/demo/busybox.flist");
      name(page, "another");
      assertThat(code(page)).containsText("another");
      button(page, "Show").click();
      assertThat(heading(page, "Deploying crowded")).isVisible();
      node.release();
      button(page, "Use 3 GiB on node-01").click();
      assertThat(page.getByLabel("Type crowded to replace it")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.getByText("crowded keeps running until you deploy")).isVisible();
      assertThat(page.getByText("There was another draft here.")).isVisible();
      shoot(page, "composer-other-draft");
      assertThat(composer.stored("crowded").id()).isEqualTo(old.id());
    } finally {
      node.release();
    }
  }

  @Test
  void changes_of_a_container_outlive_the_session() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      var old = composer.deployed(page, "evolving");
      go(page, "containers/new?replace=" + old.id());
      type(page.getByLabel("Memory"), "3072");
      page.waitForFunction("Object.values(localStorage).some(text => text.includes('3072'))");
      composer.openAnew(page, "containers/new?replace=" + old.id());
      assertThat(page.getByText("Your changes from")).isVisible();
      assertThat(page.getByLabel("Memory")).hasValue("3072");
      assertThat(page.getByText("Kept as it was, hidden")).isVisible();
      button(page, "Begin with it as it is").click();
      assertThat(page.getByLabel("Memory")).hasValue("1024");
    }
  }
}
