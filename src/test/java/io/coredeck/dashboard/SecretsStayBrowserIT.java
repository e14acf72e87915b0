package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.coredeck.dashboard.ComposerBrowser.button;
import static io.coredeck.dashboard.ComposerBrowser.code;
import static io.coredeck.dashboard.ComposerBrowser.deploy;
import static io.coredeck.dashboard.ComposerBrowser.name;
import static io.coredeck.dashboard.ComposerBrowser.pickImage;
import static io.coredeck.dashboard.ComposerBrowser.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import io.coredeck.browser.TestBrowser;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person types as a secret goes to the server and never comes back.
class SecretsStayBrowserIT {

  private static final String SECRET = "sesame-open-4711";
  private static final String PASSWORD = "endpoint-pw-0815";

  /// Everything that stands in the page, also inside its components.
  private static final String SOURCE =
      """
      () => {
        const parts = [document.documentElement.outerHTML];
        const into = (root) => root.querySelectorAll('*').forEach((one) => {
          if (one.shadowRoot) {
            parts.push(one.shadowRoot.innerHTML);
            into(one.shadowRoot);
          }
        });
        into(document);
        return parts.join('\\n');
      }
      """;

  private static final String KEPT =
      "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])";

  private static ComposerBrowser composer;

  private final List<Response> answers = new CopyOnWriteArrayList<>();
  private final List<String> frames = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    composer = ComposerBrowser.start();
  }

  @AfterAll
  static void stop() throws Exception {
    composer.close();
  }

  @Test
  void neither_the_page_nor_an_answer_nor_the_browser_holds_a_secret_that_was_typed()
      throws Exception {
    try (var context = composer.context()) {
      context.onResponse(answers::add);
      context.onPage(one ->
          one.onWebSocket(socket ->
              socket.onFrameReceived(frame -> {
                if (frame.text() != null) {
                  frames.add(frame.text());
                }
              })));
      var page = composer.open(context);
      pickImage(page);
      name(page, "keeper");
      button(page, "Secret").click();
      var row = page.locator("#part-environment .row").first();
      type(row.locator("vaadin-text-field input"), "TOKEN");
      type(row.locator("vaadin-password-field input"), SECRET);
      assertThat(row.getByText("Set, hidden")).isVisible();
      type(page.getByLabel("Send logs to"), "redis://:" + PASSWORD + "@10.8.0.90/out");
      assertThat(code(page)).containsText("(hidden)");
      page.waitForFunction("Object.values(localStorage).some(one => one.includes('10.8.0.90'))");
      seeNothing(page, "composing");
      page.reload();
      assertThat(code(page)).containsText("keeper");
      seeNothing(page, "loaded again");
      deploy(page, "keeper");
      seeNothing(page, "deployed");
      var id =
          composer.grid().grid().liveWorkloads().stream()
              .filter(one -> WorkloadName.of(one).equals("keeper"))
              .findFirst()
              .orElseThrow()
              .id();
      TestBrowser.load(page, composer.grid().url() + "containers/" + id + "/definition");
      assertThat(code(page)).containsText("TOKEN");
      seeNothing(page, "its definition");
      ComposerBrowser.go(page, "containers/new?replace=" + id);
      assertThat(page.getByText("Kept as it was, hidden").first()).isVisible();
      seeNothing(page, "edited");
      assertThat(bodies()).anyMatch(body -> body.contains("keeper"));
      assertThat(frames).anyMatch(frame -> frame.contains("keeper"));
    }
  }

  private void seeNothing(Page page, String when) {
    for (var word : List.of(SECRET, PASSWORD)) {
      assertThat(around(word, (String) page.evaluate(SOURCE))).as(when + ": the page").isEmpty();
      assertThat(around(word, (String) page.evaluate(KEPT))).as(when + ": kept").isEmpty();
      for (var frame : frames) {
        assertThat(around(word, frame)).as(when + ": pushed").isEmpty();
      }
    }
    for (var body : bodies()) {
      assertThat(around(SECRET, body)).as(when + ": an answer").isEmpty();
      assertThat(around(PASSWORD, body)).as(when + ": an answer").isEmpty();
    }
  }

  private final List<String> read = new ArrayList<>();

  /// Those of the page before are gone with it, so they are read before each step.
  private List<String> bodies() {
    for (var answer : answers) {
      var type = answer.headers().getOrDefault("content-type", "");
      if (type.matches("(text|application)/(json|html|javascript|plain).*")) {
        try {
          read.add(answer.text());
        } catch (PlaywrightException e) {
          assertThat(e.getMessage()).contains("No resource with given identifier");
        }
      }
    }
    answers.clear();
    return read;
  }

  /// @return the words beside it, of which a failure tells
  private static String around(String word, String text) {
    var at = text.indexOf(word);
    return at < 0 ? "" : text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 60));
  }
}
