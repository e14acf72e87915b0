package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.Browsers;
import io.coredeck.model.Container;
import io.coredeck.sdk.workload.WorkloadName;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person who composes a container is promised, on a real explorer.
class ComposerBrowserIT {

  private static final double LONGEST_WAIT_MS = 30_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static ComposerGrid grid;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
    grid = ComposerGrid.start();
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright);
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
    playwright.close();
    grid.close();
  }

  @Test
  void a_container_is_composed_by_point_and_click_and_runs() throws Exception {
    try (var context = context(1440, ColorScheme.LIGHT)) {
      var page = open(context);
      pickImage(page, "demo/busybox.flist");
      assertThat(page.getByText("A small shell with the usual commands.")).isVisible();
      type(page.getByLabel("Name", exactly()).first(), "gateway");
      environment(page);
      page.getByRole(AriaRole.BUTTON, named("Create new volume")).click();
      type(page.getByLabel("Mount point"), "/var/cache");
      type(page.getByLabel("Send logs to"), "redis://:pw@10.8.0.90/gateway-out");
      type(page.getByLabel("Send statistics to"), "redis://10.8.0.90/gateway-stats");
      assertThat(page.locator("coredeck-code")).containsText("\"(hidden)\"");
      assertThat(page.locator("coredeck-code")).not().containsText("sesame");
      shoot(page, "composer-light");
      page.keyboard().press("Control+Enter");
      assertThat(page.getByRole(AriaRole.HEADING, named("gateway is running"))).isVisible();
      assertThat(page.getByText("Secrets encrypted")).isVisible();
      shoot(page, "deploy-ok");
      var stored =
          grid.grid().liveWorkloads().stream()
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
    page.getByRole(AriaRole.BUTTON, named("Variable")).click();
    var row = page.locator("#part-environment .row").first();
    type(row.locator("vaadin-text-field input").nth(0), "UPSTREAM");
    type(row.locator("vaadin-text-field input").nth(1), "http://172.24.1.20:8080");
    page.getByRole(AriaRole.BUTTON, named("Secret")).click();
    var secret = page.locator("#part-environment .row").nth(1);
    type(secret.locator("vaadin-text-field input"), "PAY_KEY");
    type(secret.locator("vaadin-password-field input"), "sesame");
    assertThat(secret.getByText("Set, hidden")).isVisible();
  }

  @Test
  void the_form_follows_the_code_and_bad_code_leaves_it_and_names_the_line() {
    try (var context = context(1440, ColorScheme.DARK)) {
      var page = open(context);
      pickImage(page, "demo/busybox.flist");
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
      page.getByRole(AriaRole.BUTTON, named("Use 1,024 MiB")).first().click();
      assertThat(page.getByLabel("Memory")).hasValue("1024");
      assertThat(page.locator("coredeck-code")).containsText("1024");
      page.getByRole(AriaRole.BUTTON, named("YAML")).click();
      assertThat(page.locator("coredeck-code")).containsText("memory: 1024");
      shoot(page, "composer-yaml-dark");
    }
  }

  @Test
  void a_failure_says_why_offers_a_fix_and_leaves_nothing_behind() throws Exception {
    try (var context = context(1440, ColorScheme.LIGHT)) {
      var page = open(context);
      pickImage(page, "demo/busybox.flist");
      type(page.getByLabel("Name", exactly()).first(), "too-large");
      grid.node()
          .refuseNext(
              "failed to apply provision: not enough free resources to support this memory size"
                  + " (4096 MiB asked, 3072 MiB free on this node)");
      page.getByRole(AriaRole.BUTTON, named("Deploy")).click();
      assertThat(page.getByRole(AriaRole.HEADING, named("too-large was not started"))).isVisible();
      assertThat(page.getByText("Nothing was left behind.")).isVisible();
      assertThat(page.getByText("node-01 has no room for this container.")).isVisible();
      shoot(page, "deploy-failed");
      assertThat(grid.grid().liveWorkloads().stream().map(WorkloadName::of).toList())
          .doesNotContain("too-large");
      page.getByRole(AriaRole.BUTTON, named("Use 3 GiB on node-01")).click();
      assertThat(page.getByRole(AriaRole.HEADING, named("too-large is running"))).isVisible();
    }
  }

  @Test
  void a_phone_shows_form_and_code_one_after_the_other() {
    try (var context = context(360, ColorScheme.LIGHT)) {
      var page = open(context);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      assertThat(page.locator("coredeck-code")).isHidden();
      shoot(page, "composer-phone");
      page.getByRole(AriaRole.BUTTON, named("Code")).click();
      assertThat(page.locator("coredeck-code")).isVisible();
      shoot(page, "composer-phone-code");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }
  }

  private static BrowserContext context(int width, ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
  }

  private static Page open(BrowserContext context) {
    var page = context.newPage();
    page.navigate(grid.url() + "containers/new");
    page.getByLabel("Name").fill("ines");
    page.locator("vaadin-password-field input").fill(ComposerGrid.PASSWORD);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page.getByRole(AriaRole.HEADING, named("New container"))).isVisible();
    assertThat(page.getByText("1 of 1 fit")).isAttached();
    assertThat(page.locator("coredeck-code .cm-content")).isAttached();
    return page;
  }

  private static void pickImage(Page page, String image) {
    var field =
        page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true))
            .locator("visible=true")
            .last();
    field.click();
    page.getByRole(AriaRole.OPTION, named(image)).click();
    assertThat(page.locator("coredeck-code")).containsText("demo/busybox.flist");
  }

  private static void type(Locator field, String text) {
    field.fill(text);
    field.blur();
  }

  /// Selects a piece of the code by search of the whole text, and types over it.
  private static void replace(Page page, String old, String fresh) {
    var text = (String) page.evaluate("document.querySelector('coredeck-code').text");
    page.locator("coredeck-code .cm-content").focus();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(text.replace(old, fresh));
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
