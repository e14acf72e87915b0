package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.browser.TestBrowser;
import io.coredeck.sdk.workload.WorkloadName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every dialog promises in light and in the dark: people can use it whatever they see and
/// hear.
class DialogsBrowserIT {

  private static PlacesGrid grid;
  private static TestBrowser browser;
  private static BrowserContext context;
  private static Page page;

  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    browser = TestBrowser.start(complaint -> complaint.contains("422 (Unprocessable"));
    context = browser.context(1440, 900, ColorScheme.LIGHT);
    page = TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, "nodes");
  }

  @AfterAll
  static void stop() throws IOException {
    context.close();
    try {
      browser.close();
    } finally {
      grid.close();
    }
  }

  @AfterEach
  void nothingWasWrong() {
    if (dialog().count() > 0) { // one that does not close by a key, or a test that broke off
      TestBrowser.load(page, grid.url() + "nodes");
      assertThat(heading("Nodes")).isVisible();
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "users, New account",
    "account, New token",
    "volumes, New volume",
    "networks, New network",
    "pools, New pool",
    "containers/new, Start from a template"
  })
  void a_dialog_that_a_button_opens_has_no_serious_fault(String path, String name) {
    TestBrowser.follow(page, path);
    button(name).first().click();
    assertThat(dialog()).hasCount(1);
    look(name);
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);
  }

  @Test
  void a_deletion_that_wants_its_word_has_no_serious_fault() throws Exception {
    var _ = grid.createVolume("spare", 1);
    TestBrowser.follow(page, "volumes");
    page.getByLabel("Delete spare").locator("visible=true").click();
    assertThat(page.getByLabel("Type spare to delete")).isVisible();
    look("delete");
    page.keyboard().press("Escape");
  }

  @Test
  void an_upload_that_becomes_no_image_has_no_serious_fault() {
    TestBrowser.follow(page, "images");
    page.locator("vaadin-upload input[type=file]")
        .setInputFiles(new FilePayload("broken.tar.gz", "application/gzip", "no".getBytes(UTF_8)));
    assertThat(page.getByText("broken.tar.gz did not become an image.")).isVisible();
    look("upload");
  }

  @Test
  void a_deployment_has_no_serious_fault_while_it_runs_when_it_fails_and_when_it_replaces()
      throws Exception {
    var node = grid.base().node();
    compose("patient");
    node.hold();
    try {
      page.keyboard().press("Control+Enter");
      assertThat(heading("Deploying patient")).isVisible();
      look("deploy-running");
    } finally {
      node.release();
    }
    assertThat(heading("patient is running")).isVisible();
    look("deploy-done");
    button("Close").click();
    compose("ill-fated");
    node.refuseNext("entrypoint program 'x' is a directory");
    page.keyboard().press("Control+Enter");
    assertThat(heading("ill-fated was not started")).isVisible();
    look("deploy-failed");
    page.locator(".deploy-dialog footer").getByText("Close").click();
    var id =
        grid.base().grid().liveWorkloads().stream()
            .filter(one -> WorkloadName.of(one).equals("patient"))
            .findFirst()
            .orElseThrow()
            .id();
    TestBrowser.follow(page, "containers/new?replace=" + id);
    ComposerBrowser.type(page.getByLabel("Memory"), "2048");
    assertThat(page.locator("coredeck-code")).containsText("2048");
    button("Deploy changes").click();
    assertThat(page.getByLabel("Type patient to replace it")).isVisible();
    look("replace");
    page.keyboard().press("Escape");
  }

  private static void compose(String name) {
    TestBrowser.follow(page, "nodes");
    TestBrowser.follow(page, "containers/new?image=http://hub/demo/busybox.flist&network=default");
    assertThat(page.locator("coredeck-code")).containsText("busybox");
    ComposerBrowser.name(page, name);
    assertThat(page.locator("coredeck-code")).containsText(name);
  }

  /// What is left out of all that axe-core finds is this and nothing else.
  @Test
  void only_faint_words_of_what_cannot_be_used_yet_are_no_fault() {
    TestBrowser.follow(page, "nodes");
    page.evaluate(
        """
        () => {
          const faint = (tag, text) => {
            const one = document.createElement(tag);
            one.textContent = text;
            one.style.cssText = 'position:fixed; z-index:99; top:0; color:#bbb; background:#fff';
            document.body.append(one);
            return one;
          };
          faint('button', 'not yet').ariaDisabled = 'true';
          faint('p', 'too faint').style.top = '60px';
          faint('button', '').ariaDisabled = 'true';
        }\
        """);
    var found = Axe.faults(page);
    assertThat(found).hasSize(2);
    assertThat(found).anyMatch(one -> one.startsWith("button-name:"));
    assertThat(found)
        .anyMatch(one ->
            one.startsWith("color-contrast:")
                && one.contains("too faint")
                && !one.contains("not yet"));
    page.reload();
  }

  private void look(String name) {
    for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      TestBrowser.change(page, scheme, 1440, 900);
      var in = scheme.name().toLowerCase(Locale.ROOT);
      TestBrowser.shoot(
          page, "dialog-%s-%s".formatted(name.toLowerCase(Locale.ROOT).replace(' ', '-'), in));
      Axe.faults(page).forEach(fault -> faults.add(name + " " + in + " " + fault));
    }
  }

  private static Locator dialog() {
    return page.locator("vaadin-dialog[opened]");
  }

  private static Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  private static Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }
}
