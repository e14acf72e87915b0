package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.browser.TestBrowser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TestBrowser;
import io.coredeck.sdk.hub.HubClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A page of somebody else's can make a browser send what it likes, with the cookie of who is
/// signed in; without what only our own pages know that is of no effect.
class ForgeryBrowserIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ANSWERS = "?v-r=uidl";
  private static final String TOKEN = "\"csrfToken\":\"([^\"]+)\"";

  private static PlacesGrid grid;
  private static TestBrowser browser;
  private static HttpClient client;

  private BrowserContext context;

  @BeforeAll
  static void start() throws Exception {
    grid = PlacesGrid.start();
    browser = TestBrowser.start(complaint -> complaint.contains("net::ERR_BLOCKED_BY_CLIENT"));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    try (var _ = grid) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    context = browser.context(1440, 900, ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void a_press_of_a_button_counts_only_with_the_token_of_its_own_session() throws Exception {
    var page = TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, "pools");
    page.getByRole(AriaRole.BUTTON, named("New pool")).click();
    var create = page.getByRole(AriaRole.BUTTON, named("Create pool"));
    assertThat(create).isVisible();
    var pressed = held(page, create::click);
    var said = pressed.postData();
    var token = found(TOKEN, said);
    var before = pools();
    for (var forged :
        new String[] {
          said.replace(token, ""),
          said.replace(token, other(TOKEN)),
          said.replaceFirst("\"csrfToken\":\"[^\"]+\",?", "")
        }) {
      var answer = send(pressed.url(), cookie(context), forged);
      assertThat(answer.body()).contains("\"appError\"").contains("\"changes\":{}");
      assertThat(pools()).isEqualTo(before);
    }
    var stranger = send(pressed.url(), "", said);
    assertThat(stranger.body()).contains("\"appError\"").contains("\"changes\":{}");
    assertThat(pools()).isEqualTo(before);
    assertThat(send(pressed.url(), cookie(context), said).statusCode()).isEqualTo(200);
    page.waitForCondition(() -> pools() > before);
    assertThat(pools()).isEqualTo(before + 1);
  }

  private static int pools() {
    try {
      return grid.base().grid().pools().size();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_image_is_taken_only_at_the_address_that_the_page_alone_knows() throws Exception {
    var page = TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, "images");
    var target = target(page);
    var archive = archive();
    var secret = found("VAADIN/dynamic/resource/\\d+/([^/]+)/", target);
    try (var hub = grid.hubClient();
        var other = browser.context(1440, 900, ColorScheme.LIGHT)) {
      var theirs =
          target(
              TestBrowser.signIn(other, grid.url(), "ines", ScriptedExplorer.PASSWORD, "images"));
      var forged = target.replace(secret, "4f8a2a52-3c0b-4b7c-9f3e-000000000000");
      assertThat(put(forged, cookie(context), archive)).isEqualTo(404);
      assertThat(put(theirs, cookie(context), archive)).isEqualTo(404);
      assertThat(put(target, cookie(other), archive)).isEqualTo(404);
      assertThat(put(target, "", archive)).isEqualTo(404);
      assertThat(hasIt(hub)).isFalse();
      assertThat(put(target, cookie(context), archive)).isEqualTo(200);
      assertThat(hasIt(hub)).isTrue();
    }
  }

  private static boolean hasIt(HubClient hub) throws Exception {
    return hub.names().stream().anyMatch(name -> name.contains("forged"));
  }

  /// Has the browser itself break off everything that the page sends from now on. A route of
  /// Playwright's would be asked about what the page sends when it goes, and could not answer.
  ///
  /// @return what the page would send, which does not leave the browser
  private Request held(Page page, Runnable press) {
    var blocked = new JsonArray();
    blocked.add("*" + ANSWERS + "*");
    var urls = new JsonObject();
    urls.add("urls", blocked);
    var devtools = context.newCDPSession(page);
    var _ = devtools.send("Network.enable");
    var _ = devtools.send("Network.setBlockedURLs", urls);
    return page.waitForRequest(request -> request.url().contains(ANSWERS), press);
  }

  /// @return the same of another session of the same person
  private static String other(String pattern) throws Exception {
    try (var context = browser.context(1440, 900, ColorScheme.LIGHT)) {
      var said = new CompletableFuture<String>();
      context.onRequest(request -> {
        var body = request.postData();
        if (request.url().contains("v-r=uidl") && body != null) {
          said.complete(body);
        }
      });
      var page =
          TestBrowser.signIn(context, grid.url(), "ines", ScriptedExplorer.PASSWORD, "pools");
      page.getByRole(AriaRole.BUTTON, named("New pool")).click();
      page.waitForCondition(said::isDone);
      return found(pattern, said.get());
    }
  }

  private static String target(Page page) {
    var upload = page.locator("vaadin-upload");
    assertThat(upload).isVisible();
    page.waitForFunction("document.querySelector('vaadin-upload').target");
    return grid.url() + (String) upload.evaluate("one => one.target");
  }

  private static String found(String pattern, String text) {
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return found.group(1);
  }

  private static HttpResponse<String> send(String url, String cookie, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static int put(String url, String cookie, byte[] archive)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header("Content-Type", "application/gzip")
            .header("X-Filename", "forged.tar.gz")
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofByteArray(archive))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    return answer.statusCode();
  }

  private static String cookie(BrowserContext context) {
    return context.cookies().stream()
        .map(one -> one.name + "=" + one.value)
        .reduce((one, other) -> one + "; " + other)
        .orElseThrow();
  }

  private static byte[] archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      var tar = new TarArchiveOutputStream(out);
      var content = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
      var entry = new TarArchiveEntry("bin/shop");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      tar.finish();
    }
    return bytes.toByteArray();
  }
}
