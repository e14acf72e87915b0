package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.go;
import static io.coredeck.dashboard.ComposerBrowser.heading;
import static io.coredeck.dashboard.ComposerBrowser.name;
import static io.coredeck.dashboard.ComposerBrowser.pickImage;
import static io.coredeck.dashboard.ComposerBrowser.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.model.Container;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.workload.WorkloadName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person who composes a container is promised, on a real explorer.
class ComposerBrowserIT {

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
  void a_container_is_composed_by_point_and_click_and_runs() throws Exception {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      assertThat(page.getByText("A small shell with the usual commands.")).isVisible();
      name(page, "gateway");
      environment(page);
      button(page, "Create new volume").click();
      type(page.getByLabel("Mount point"), "/var/cache");
      type(page.getByLabel("Send logs to"), "redis://:pw@10.8.0.90/gateway-out");
      type(page.getByLabel("Send statistics to"), "redis://10.8.0.90/gateway-stats");
      assertThat(code(page)).containsText("\"(hidden)\"");
      assertThat(code(page)).not().containsText("sesame");
      shoot(page, "composer-light");
      page.keyboard().press("Control+Enter");
      assertThat(heading(page, "gateway is running")).isVisible();
      assertThat(page.getByText("Secrets encrypted")).isVisible();
      shoot(page, "deploy-ok");
      var stored =
          composer.grid().grid().liveWorkloads().stream()
              .filter(one -> WorkloadName.of(one).equals("gateway"))
              .findFirst()
              .orElseThrow();
      var container = (Container) stored.workload();
      assertThat(container.environment()).containsEntry("UPSTREAM", "http://172.24.1.20:8080");
      assertThat(container.secretEnvironment().get("PAY_KEY"))
          .isNotBlank()
          .doesNotContain("sesame");
      assertThat(container.logs().getFirst().stdout()).isEmpty();
      assertThat(container.logs().getFirst().secretStdout()).isNotEmpty();
      assertThat(container.stats().getFirst().endpoint())
          .isEqualTo("redis://10.8.0.90/gateway-stats");
      assertThat(container.volumes().getFirst().mountpoint()).isEqualTo("/var/cache");
    }
  }

  private static void environment(Page page) {
    button(page, "Variable").click();
    var row = page.locator("#part-environment .row").first();
    type(row.locator("vaadin-text-field input").nth(0), "UPSTREAM");
    type(row.locator("vaadin-text-field input").nth(1), "http://172.24.1.20:8080");
    button(page, "Secret").click();
    var secret = page.locator("#part-environment .row").nth(1);
    type(secret.locator("vaadin-text-field input"), "PAY_KEY");
    type(secret.locator("vaadin-password-field input"), "sesame");
    assertThat(secret.getByText("Set, hidden")).isVisible();
  }

  @Test
  void the_form_follows_the_code_and_bad_code_leaves_it_and_names_the_line() {
    try (var context = composer.context(ColorScheme.DARK, 1440, "en-US")) {
      var page = open(context);
      pickImage(page);
      replace(page, "\"memory\": 1024", "\"memory\": 4096");
      assertThat(page.getByLabel("Memory")).hasValue("4096");
      assertThat(page.getByText("4 GiB memory")).isVisible();
      replace(page, "\"memory\": 4096", "\"memory\": much");
      assertThat(page.getByText("The form is as it was.")).isVisible();
      assertThat(page.locator("coredeck-code .cm-line.fault")).containsText("much");
      assertThat(page.getByLabel("Memory")).hasValue("4096");
      shoot(page, "composer-bad-code");
      replace(page, "much", "512");
      assertThat(page.getByText("A container needs at least 1,024 MiB of memory.").first())
          .isVisible();
      assertThat(page.locator("coredeck-code .cm-line.fault")).containsText("memory");
      button(page, "Use 1,024 MiB").first().click();
      assertThat(page.getByLabel("Memory")).hasValue("1024");
      assertThat(code(page)).containsText("1024");
      button(page, "YAML").click();
      assertThat(code(page)).containsText("memory: 1024");
      shoot(page, "composer-yaml-dark");
    }
  }

  @Test
  void a_failure_says_why_offers_a_fix_and_leaves_nothing_behind() throws Exception {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      name(page, "too-large");
      composer
          .grid()
          .node()
          .refuseNext(
              "failed to apply provision: not enough free resources to support this memory size"
                  + " (4096 MiB asked, 3072 MiB free on this node)");
      button(page, "Deploy").click();
      assertThat(heading(page, "too-large was not started")).isVisible();
      assertThat(page.getByText("Nothing was left behind.")).isVisible();
      assertThat(page.getByText("node-01 has no room for this container.")).isVisible();
      shoot(page, "deploy-failed");
      assertThat(composer.grid().grid().liveWorkloads().stream().map(WorkloadName::of).toList())
          .doesNotContain("too-large");
      button(page, "Use 3 GiB on node-01").click();
      assertThat(heading(page, "too-large is running")).isVisible();
    }
  }

  @Test
  void a_failure_leads_to_the_part_where_it_is_mended_and_is_told_once() throws Exception {
    try (var context = composer.context()) {
      var page = open(context);
      pickImage(page);
      name(page, "picky");
      composer.grid().node().refuseNext("fail to download flist: 404 Not Found");
      button(page, "Deploy").click();
      assertThat(heading(page, "picky was not started")).isVisible();
      assertThat(page.locator(".deploy-dialog")).containsText("There is no image at this address.");
      copyIsRefused(page);
      assertThat(page.locator("coredeck-notices"))
          .hasAttribute("list", Pattern.compile("picky has failed"));
      assertThat(page.locator("coredeck-toasts .toast")).hasCount(0);
      shoot(page, "deploy-mend-image");
      button(page, "Pick another image").click();
      assertThat(page.locator(".deploy-dialog")).isHidden();
      assertThat(page.locator("#part-image input").first()).isFocused();
      composer.grid().node().refuseNext("entrypoint program 'x' is a directory");
      button(page, "Deploy").click();
      button(page, "Change what runs").click();
      assertThat(button(page, "Interactive console")).isFocused();
    }
  }

  /// What a browser that does not let a page copy leaves to the person.
  private static void copyIsRefused(Page page) {
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }");
    button(page, "Copy report").click();
    assertThat(page.getByText("The text is selected below: copy it from there.")).isVisible();
    var text = page.getByLabel("Text to copy");
    assertThat(text).isFocused();
    assertThat(text).hasValue(Pattern.compile("picky was not started"));
    assertThat(text.evaluate("one => one.selectionEnd - one.selectionStart === one.value.length"))
        .isEqualTo(true);
  }

  @Test
  void a_phone_shows_form_and_code_one_after_the_other() {
    try (var context = composer.context(ColorScheme.LIGHT, 360, "en-US")) {
      var page = open(context);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      assertThat(code(page)).isHidden();
      shoot(page, "composer-phone");
      button(page, "Code").click();
      assertThat(code(page)).isVisible();
      shoot(page, "composer-phone-code");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }
  }

  private static Page open(BrowserContext context) {
    var page = composer.open(context);
    assertThat(heading(page, "New container")).isVisible();
    assertThat(page.getByText("1 of 1 fit")).isAttached();
    return page;
  }

  /// Selects a piece of the code by search of the whole text, and types over it.
  private static void replace(Page page, String old, String fresh) {
    var text = (String) page.evaluate("document.querySelector('coredeck-code').text");
    page.locator("coredeck-code .cm-content").focus();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(text.replace(old, fresh));
  }

  @Test
  void who_may_only_look_is_told_so_and_cannot_deploy() throws Exception {
    composer.grid().add("vera", Role.VIEWER, ComposerGrid.PASSWORD);
    try (var context = composer.context()) {
      var page =
          composer.open(context, "vera", "containers/new?image=http://hub/demo/busybox.flist");
      var words = page.getByText("Your role may look and not deploy. Ask an admin");
      assertThat(words).hasCount(2);
      assertThat(words.first()).isVisible();
      assertThat(button(page, "Deploy")).hasAttribute("aria-disabled", "true");
      page.keyboard().press("Control+Enter");
      button(page, "Deploy").click(new Locator.ClickOptions().setForce(true));
      TestBrowser.awaitRest(page);
      assertThat(page.locator(".deploy-dialog")).isHidden();
      shoot(page, "composer-viewer");
    }
  }

  @Test
  void an_address_that_asks_for_nonsense_is_told_and_does_no_harm() {
    try (var context = composer.context()) {
      var page = composer.open(context);
      for (var nonsense : List.of("999999", "1;drop", "<script>alert(1)</script>", "-1", "")) {
        go(
            page,
            "containers/new?from=" + java.net.URLEncoder.encode(nonsense, StandardCharsets.UTF_8));
        assertThat(page.getByText("of yours to begin with")).isVisible();
      }
      go(page, "containers/new?image=javascript:alert(1)&node=%00&volume=x");
      assertThat(page.getByText("is not the URL of an image").first()).isVisible();
    }
  }
}
