package io.coredeck.corex.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.corex.http.CorexPage.awaitText;
import static io.coredeck.corex.http.CorexPage.button;
import static io.coredeck.corex.http.CorexPage.type;
import static io.coredeck.corex.http.TestBrowser.shoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.coredeck.corex.files.FileLimits;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/// Files go into the container and out of it, and what a terminal shows is recorded, in a real
/// browser; each time the bytes that arrived are looked at.
class CorexFilesBrowserIT extends RealPages {
  private static final int BYTES_PER_SECOND = 500_000;
  private static final int LARGE = 3_000_000;

  /// A file is dropped that the page itself has made: browsers let nobody else.
  private static final String DROPPED =
      """
      () => {
        const all = new DataTransfer();
        all.items.add(new File(['dropped ', new Uint8Array([0, 255, 10])], 'from desk.bin'));
        return all;
      }
      """;

  @TempDir private Path folder;

  @PageTest
  void files_are_dropped_on_a_terminal_or_chosen_and_replace_others_only_when_wanted()
      throws Exception {
    corex.run("cat");
    Files.writeString(folder.resolve("there.txt"), "old");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      var files = page.evaluateHandle(DROPPED);
      page.locator("coredeck-terminal").dispatchEvent("dragenter", Map.of("dataTransfer", files));
      assertThat(page.getByText("Drop to upload into this container")).isVisible();
      shoot(page, "corex-drop");
      page.locator("corex-pane .drop").dispatchEvent("drop", Map.of("dataTransfer", files));
      var dialog = page.locator("corex-upload-dialog");
      assertThat(dialog.locator("li")).containsText("from desk.bin");
      page.getByLabel("Into the directory").fill(folder.toString());
      submit(dialog);
      assertThat(page.getByText("1 file was uploaded to " + folder)).isVisible();
      assertThat(folder.resolve("from desk.bin"))
          .hasBinaryContent(new byte[] {'d', 'r', 'o', 'p', 'p', 'e', 'd', ' ', 0, (byte) 255, 10});
      button(page, "Upload files").click();
      assertThat(page.getByLabel("Into the directory")).hasValue(folder.toString());
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("there.txt", "text/plain", new byte[] {'n', 'e', 'w'}));
      submit(dialog);
      assertThat(dialog.locator(".state.exists")).hasText("A file of this name is there.");
      assertThat(folder.resolve("there.txt")).hasContent("old");
      shoot(page, "corex-upload-exists");
      button(page, "Replace there.txt in the container").click();
      assertThat(dialog.locator("dialog")).isHidden();
      assertThat(folder.resolve("there.txt")).hasContent("new");
      var _ = browser.complaints(); // about the file that was there
    }
  }

  @PageTest
  void an_upload_tells_how_far_it_is_and_leaves_nothing_when_it_is_stopped() throws Exception {
    corex.run("cat");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      var network = network(page);
      slow(network, BYTES_PER_SECOND);
      button(page, "Upload files").click();
      var content = new byte[LARGE];
      new Random(1).nextBytes(content);
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("large", "text/plain", content));
      page.getByLabel("Into the directory").fill(folder.toString());
      var dialog = page.locator("corex-upload-dialog");
      submit(dialog);
      assertThat(dialog.locator(".state.sending"))
          .hasText(Pattern.compile("[1-9][0-9]* [KM]iB of 3 MiB, .*/s"));
      assertThat(dialog.getByLabel("Progress of large")).hasAttribute("max", String.valueOf(LARGE));
      shoot(page, "corex-upload-progress");
      dialog.getByText("Stop", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(dialog.locator(".state.failed"))
          .hasText("Stopped. Nothing of it was left behind.");
      page.waitForCondition(() -> folder.toFile().list().length == 0);
      slow(network, -1);
      button(page, "Close").last().click();
      button(page, "Upload files").click();
      page.locator("input[type=file]")
          .setInputFiles(new FilePayload("large", "text/plain", content));
      submit(dialog);
      assertThat(dialog.locator("dialog")).isHidden();
      assertThat(folder.resolve("large")).hasBinaryContent(content);
    }
  }

  @PageTest
  void a_file_a_directory_and_what_is_too_large_for_the_page_are_downloaded() throws Exception {
    corex.run("cat");
    var content = new byte[LARGE];
    new Random(2).nextBytes(content);
    var file = Files.write(folder.resolve("a b.bin"), content);
    try (var large = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
      large.setLength((64L << 20) + 1);
    }
    var sub = Files.createDirectory(folder.resolve("sub"));
    Files.writeString(sub.resolve("ü.txt"), "inside");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      var network = network(page);
      slow(network, BYTES_PER_SECOND);
      ask(page, file);
      var dialog = page.locator("corex-download-dialog");
      assertThat(dialog.locator(".state")).hasText(Pattern.compile(".* of 3 MiB, [1-9][0-9]? %"));
      shoot(page, "corex-download-progress");
      dialog.getByText("Stop", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(dialog.locator(".fault")).hasText("Stopped. Nothing of it was kept.");
      slow(network, -1);
      var got = page.waitForDownload(() -> submit(dialog));
      assertThat(got.suggestedFilename()).isEqualTo("a b.bin");
      assertThat(got.path()).hasBinaryContent(content);
      assertThat(dialog.locator("dialog")).isHidden();
      var packed = page.waitForDownload(() -> ask(page, sub));
      assertThat(packed.suggestedFilename()).isEqualTo("sub.tar");
      assertThat(unpacked(packed)).isEqualTo("inside");
      var sparse = page.waitForDownload(() -> ask(page, folder.resolve("sparse")));
      assertThat(sparse.url()).startsWith(corex.origin());
      assertThat(sparse.path()).hasSize((64L << 20) + 1);
      ask(page, folder.resolve("none"));
      assertThat(dialog.locator(".fault")).containsText("No such file or directory");
    }
  }

  @PageTest
  void what_is_larger_than_this_corex_allows_is_said_before_it_is_sent() throws Exception {
    restart(TestCorex.withFiles(new FileLimits(2048, 3), TestCorex.options("", false, 0)));
    corex.run("cat");
    var four = Files.writeString(folder.resolve("four"), "four");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      button(page, "Upload files").click();
      var dialog = page.locator("corex-upload-dialog");
      assertThat(dialog.locator(".drop")).containsText("At most 2 KiB each.");
      page.getByLabel("Into the directory").fill(folder.toString());
      page.locator("input[type=file]")
          .setInputFiles(
              new FilePayload[] {
                new FilePayload("fits", "text/plain", new byte[2048]),
                new FilePayload("large", "text/plain", new byte[2049])
              });
      assertThat(dialog.locator(".state.failed")).hasText("Larger than 2 KiB, which is the most.");
      submit(dialog);
      assertThat(dialog.locator(".state.done")).hasText("Uploaded, 2 KiB");
      shoot(page, "corex-upload-too-large");
      assertThat(folder.resolve("fits")).hasSize(2048);
      assertThat(folder.resolve("large")).doesNotExist();
      button(page, "Close").last().click();
      button(page, "Download a file").click();
      var downloads = page.locator("corex-download-dialog");
      assertThat(downloads.locator(".help")).containsText("At most 3 B.");
      assertThat(browser.complaints()).isEmpty();
      ask(page, four);
      assertThat(downloads.locator(".fault")).hasText("Larger than 3 B, which is the most.");
      var _ = browser.complaints(); // about the file that was refused
    }
  }

  private String unpacked(Download tar) throws Exception {
    var into = Files.createDirectory(folder.resolve("unpacked"));
    var id = corex.run("tar", "-xf", tar.path().toString(), "-C", into.toString());
    corex.awaitList("\"state\":\"stopped\",\"id\":" + id + ",\"status\":0");
    try (var files = Files.walk(into)) {
      return Files.readString(files.filter(Files::isRegularFile).findFirst().orElseThrow());
    }
  }

  private static void ask(Page page, Path path) {
    if (!page.locator("corex-download-dialog dialog").isVisible()) {
      button(page, "Download a file").click();
    }
    page.getByLabel("Path in the container").fill(path.toString());
    submit(page.locator("corex-download-dialog"));
  }

  private static void submit(Locator dialog) {
    dialog.locator("button[type=submit]").click();
  }

  /// @return a way to the browser by which lines can be made slow
  private static CDPSession network(Page page) {
    var network = page.context().newCDPSession(page);
    network.send("Network.enable");
    return network;
  }

  /// @param rate in bytes a second both ways; -1 for no bound
  private static void slow(CDPSession network, int rate) {
    var bounds = new JsonObject();
    bounds.addProperty("offline", false);
    bounds.addProperty("latency", 0);
    bounds.addProperty("downloadThroughput", rate);
    bounds.addProperty("uploadThroughput", rate);
    network.send("Network.emulateNetworkConditions", bounds);
  }

  @PageTest
  void what_a_terminal_shows_is_recorded_and_downloaded_in_the_version_that_was_chosen_last()
      throws Exception {
    corex.run("/bin/sh");
    try (var context = browser.context(1100, 720, ColorScheme.LIGHT)) {
      var page = show(context, "/");
      awaitText(page, "$");
      button(page, "Record what it prints").click();
      assertThat(page.locator(".recording")).hasText("recording");
      type(page, "echo recorded-$((40+2))\n");
      awaitText(page, "recorded-42");
      button(page, "Stop the recording").click();
      type(page, "echo later-$((40+3))\n");
      awaitText(page, "later-43");
      var second = cast(page.waitForDownload(() -> page.getByText("Download it").click()));
      assertThat(second.getFirst()).contains("\"version\":2", "\"width\":", "\"height\":");
      page.getByLabel("Format of the recording").selectOption("asciicast v3");
      var third = cast(page.waitForDownload(() -> page.locator("a.recorded").click()));
      assertThat(third.getFirst()).contains("\"version\":3", "\"term\":");
      page.reload();
      assertThat(page.getByLabel("Format of the recording")).hasValue("3");
      shoot(page, "corex-recorded");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /// @return the lines of a recording, of which every one is JSON as it must be
  private static List<String> cast(Download download) throws Exception {
    assertThat(download.suggestedFilename()).endsWith(".cast");
    var lines = Files.readAllLines(download.path());
    var events = lines.subList(1, lines.size());
    assertThat(events).allMatch(line -> line.matches("\\[[0-9]+\\.[0-9]+, \"[orx]\", \".*\"\\]"));
    assertThat(String.join("", events)).contains("recorded-42").doesNotContain("later-43");
    return lines;
  }
}
