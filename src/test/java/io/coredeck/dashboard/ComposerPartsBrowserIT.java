package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.PHONE;
import static io.coredeck.browser.TestBrowser.shoot;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.deploy;
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
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.waiting.FreePorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The parts of the form that are not on the main way, each on real parts.
class ComposerPartsBrowserIT {

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
  void a_network_is_created_on_the_spot_and_a_volume_mounted_again() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      name(page, "first");
      button(page, "Create new network").click();
      type(page.getByLabel("New network"), "backend");
      assertThat(page.getByLabel("Range")).hasValue("172.25.0.0/16");
      assertThat(page.getByLabel("Address", new Page.GetByLabelOptions().setExact(true)))
          .hasValue("172.25.1.2");
      button(page, "Create new volume").click();
      shoot(page, "composer-new-network");
      deploy(page, "first");
      assertThat(page.getByText("Network created")).isVisible();
      assertThat(page.getByText("Volumes created")).isVisible();
      button(page, "Close").click();
      assertThat(
              composer.grid().grid().liveWorkloads().stream()
                  .filter(one ->
                      one.workload() instanceof NetworkResource part
                          && part.name().equals("backend"))
                  .toList())
          .hasSize(1);
      pickImage(page);
      name(page, "second");
      button(page, "Mount a volume").click();
      page.getByLabel("Volume", new Page.GetByLabelOptions().setExact(true))
          .locator("visible=true")
          .last()
          .click();
      page.getByRole(AriaRole.OPTION).first().click();
      assertThat(page.getByText("Also used by first")).isVisible();
      type(page.getByLabel("Mount point"), "/shared");
      deploy(page, "second");
      var second = container("second");
      assertThat(second.volumes().getFirst().volumeId())
          .isEqualTo(container("first").volumes().getFirst().volumeId());
      assertThat(second.volumes().getFirst().mountpoint()).isEqualTo("/shared");
    }
  }

  private static Container container(String name) throws Exception {
    return composer.grid().grid().liveWorkloads().stream()
        .filter(one -> WorkloadName.of(one).equals(name))
        .map(one -> one.workload())
        .filter(Container.class::isInstance)
        .map(Container.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_pasted_env_file_becomes_variables_or_secrets_and_tells_its_faults() {
    try (var context = composer.context()) {
      var page = composer.open(context);
      button(page, "Paste .env").click();
      type(page.getByLabel("Lines of NAME=value"), "A=1\nthis is no line\nB='two words'");
      assertThat(page.getByText("Line 2: There is no = in it.")).isVisible();
      shoot(page, "composer-paste");
      button(page, "Add as variables").click();
      assertThat(code(page)).containsText("two words");
      button(page, "Paste .env").click();
      type(page.getByLabel("Lines of NAME=value"), "KEY=sesame");
      button(page, "Add as secrets").click();
      assertThat(page.getByText("Set, hidden")).isVisible();
      assertThat(code(page)).not().containsText("sesame");
    }
  }

  @Test
  void a_command_is_shown_as_the_words_it_is_split_into() {
    try (var context = composer.context()) {
      var page = composer.open(context);
      page.getByText("Run one command").click();
      var command = page.locator("#part-run vaadin-text-field input");
      var words = page.locator("#part-run .words");
      type(command, "/bin/echo 'two words' a\\ b \"\" c");
      assertThat(words.locator("code"))
          .hasText(new String[] {"/bin/echo", "two words", "a b", "", "c"});
      type(command, "/bin/echo 'never ends");
      assertThat(page.locator("#part-run")).containsText("quote");
      assertThat(words).isHidden();
    }
  }

  @Test
  void a_saved_file_can_be_opened_again() throws Exception {
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      name(page, "on-paper");
      assertThat(code(page)).containsText("on-paper");
      var download = page.waitForDownload(() -> page.getByText("Save as file").click());
      assertThat(download.suggestedFilename()).isEqualTo("on-paper.json");
      var text = Files.readString(download.path()).replace("on-paper", "from-paper");
      page.locator(".open-file input[type=file]")
          .setInputFiles(
              new FilePayload("x.json", "application/json", text.getBytes(StandardCharsets.UTF_8)));
      assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).first())
          .hasValue("from-paper");
    }
  }

  @Test
  void the_draft_is_copied_as_a_command_without_secrets() {
    try (var context = composer.context()) {
      context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
      var page = composer.open(context);
      pickImage(page);
      button(page, "Copy as").click();
      shoot(page, "composer-copy-menu");
      page.getByRole(AriaRole.MENUITEM, named("curl")).click();
      assertThat(page.getByText("Copied as curl.").last()).isVisible();
      assertThat((String) page.evaluate("navigator.clipboard.readText()"))
          .contains("Authorization: Bearer $COREDECK_TOKEN")
          .contains("demo/busybox.flist");
    }
  }

  @Test
  void the_test_button_really_connects_from_the_node() throws Exception {
    var port = FreePorts.next();
    var folder = Files.createTempDirectory("coredeck-endpoint");
    var redis =
        new ProcessBuilder(
                "redis-server",
                "--port",
                "" + port,
                "--requirepass",
                "hunter2",
                "--save",
                "",
                "--dir",
                folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var context = composer.context()) {
      var page = composer.open(context);
      pickImage(page);
      var logs = page.getByLabel("Send logs to");
      type(logs, "redis://127.0.0.1:1/lines");
      test(page, "logs", "nothing listens at this port");
      type(logs, "redis://127.0.0.1:%d/lines".formatted(port));
      test(page, "logs", "This Redis wants a password.");
      type(logs, "redis://:wrong@127.0.0.1:%d/lines".formatted(port));
      assertThat(logs).hasValue("redis://:(hidden)@127.0.0.1:%d/lines".formatted(port));
      test(page, "logs", "does not take the password");
      type(logs, "redis://:hunter2@127.0.0.1:%d/lines".formatted(port));
      test(page, "logs", "Reached from node-01 in");
      assertThat(code(page)).not().containsText("hunter2");
      page.locator("#part-telemetry").scrollIntoViewIfNeeded();
      shoot(page, "composer-test-reached");
      type(logs, composer.grid().url().toString().replaceFirst("http", "redis") + "lines");
      test(page, "logs", "it is no Redis");
      type(logs, "redis://no-such-host.invalid/lines");
      test(page, "logs", "does not know this host name");
      type(page.getByLabel("Send error lines to"), "redis://127.0.0.1:1/lines");
      test(page, "error lines", "nothing listens at this port");
      type(
          page.getByLabel("Send error lines to"),
          "redis://:hunter2@127.0.0.1:%d/errors".formatted(port));
      test(page, "error lines", "Reached from node-01 in");
      type(page.getByLabel("Send statistics to"), "redis://127.0.0.1:%d/usage".formatted(port));
      test(page, "statistics", "This Redis wants a password.");
      assertThat(tried(page, "error lines")).containsText("Reached from node-01 in");
      assertThat(tried(page, "logs")).containsText("does not know this host name");
      shoot(page, "composer-test-failed");
    } finally {
      redis.destroy();
      redis.waitFor();
      Files.deleteIfExists(folder);
    }
  }

  /// @param what goes to the address that is tried
  private static void test(Page page, String what, String words) {
    press(page, what).click();
    assertThat(tried(page, what)).containsText(words);
  }

  private static Locator press(Page page, String what) {
    return button(page, "Test the address for %s from the node".formatted(what));
  }

  /// @return what is said below the field of that address
  private static Locator tried(Page page, String what) {
    return page.locator("#part-telemetry .field")
        .filter(new Locator.FilterOptions().setHas(press(page, what)))
        .locator(".tried");
  }

  @Test
  void everything_is_said_in_german_too() {
    try (var context = composer.context(ColorScheme.DARK, 1440, "de-DE")) {
      var page = composer.open(context);
      assertThat(page.getByText("Mit Vorlage beginnen")).isVisible();
      assertThat(page.getByText("Umgebung und Geheimnisse")).isVisible();
      button(page, "Starten").click();
      assertThat(page.getByText("Es ist kein Image gewählt.").first()).isVisible();
      shoot(page, "composer-german-dark");
    }
  }

  @Test
  void a_phone_shows_endpoints_and_dialogs_within_its_width() {
    try (var context = composer.context(ColorScheme.LIGHT, PHONE, "en-US")) {
      var page = composer.open(context);
      page.locator("#part-telemetry").scrollIntoViewIfNeeded();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
      shoot(page, "composer-phone-telemetry");
      button(page, "Start from a template").click();
      assertThat(button(page, "Use the template Two streams")).isVisible();
      shoot(page, "composer-phone-templates");
    }
  }
}
