package io.coredeck.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import io.coredeck.wire.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How quick the list of reservations is with 30 000 of them, in a real browser. No test.
///
/// `ReservationsBench [ROUNDS]` prints one JSON object. The first round is that of a server which
/// has just been started.
final class ReservationsBench {

  private static final int USUAL_ROUNDS = 9;
  private static final int MANY = 30_000;
  private static final double MILLI = 1e6;
  private static final URI NO_HUB = URI.create("http://127.0.0.1:9");

  /// From a typed letter to the frame with the rows that match and their count.
  private static final String KEYSTROKE =
      """
      async (text) => {
        const field = document.querySelector('.filters .search input');
        const count = document.querySelector('.filters .count');
        const grid = document.querySelector('vaadin-grid');
        const rows = () => [...grid.querySelectorAll('a.name')]
          .filter((one) => one.getBoundingClientRect().height > 0);
        const start = performance.now();
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        await new Promise((done) => {
          const look = () => {
            const shown = rows();
            const isDone = count.textContent !== '' && shown.length > 0
              && (!text.startsWith('web-') || shown.every((one) => one.textContent.includes(text)));
            return isDone ? done() : requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        });
        await new Promise(requestAnimationFrame);
        return performance.now() - start;
      }
      """;

  /// From the moment at which the browser begins to go to the address (the time origin of the High
  /// Resolution Time standard) to the frame after the one with the first row. The page itself takes
  /// the time: a question from outside takes some away from it.
  private static final String FIRST_ROWS =
      """
      const look = () => {
        const row = document.querySelector('vaadin-grid a.name');
        if (row && row.getBoundingClientRect().height > 0) {
          requestAnimationFrame(() => { window.firstRows = Math.round(performance.now()); });
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
      """;

  private static final Page.WaitForFunctionOptions SELDOM =
      new Page.WaitForFunctionOptions().setPollingInterval(250);

  private ReservationsBench() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    var rounds = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_ROUNDS;
    try (var explorer = new RowsExplorer();
        var server =
            DashboardServer.start(new DashboardConfig("127.0.0.1", 0, explorer.uri(), NO_HUB));
        var browser = TestBrowser.start(TestBrowser.WITHOUT_REDIS);
        var context = browser.context()) {
      for (var id = 1; id <= MANY; id++) {
        explorer.running(id, "web-" + id);
      }
      var page =
          TestBrowser.signIn(context, server.url(), "ines", RowsExplorer.PASSWORD, "reservations");
      assertThat(page.getByText("30,000 containers")).isVisible();
      page.addInitScript(FIRST_ROWS);
      System.out.println(Json.writeTree(measure(page, server.url(), rounds)));
    }
  }

  private static Map<String, Object> measure(Page page, URI server, int rounds) {
    var address = new ArrayList<Long>();
    var click = new ArrayList<Long>();
    for (var round = 0; round < rounds; round++) {
      page.navigate(server + "reservations");
      page.waitForFunction("window.firstRows", null, SELDOM);
      address.add(((Number) page.evaluate("window.firstRows")).longValue());
      page.locator("main").getByRole(AriaRole.LINK, exactly("Volumes 0")).click();
      assertThat(page.getByText("No volumes yet")).isVisible();
      var start = System.nanoTime();
      page.locator("main").getByRole(AriaRole.LINK, exactly("Containers 30,000")).click();
      assertThat(page.locator("vaadin-grid a.name").first()).isVisible();
      click.add(milli(start));
    }
    var result = new LinkedHashMap<String, Object>();
    result.put("first_rows_after_an_address_ms", spread(address));
    result.put("first_rows_after_a_click_ms", spread(click));
    var field = page.locator(".filters .search input");
    var keys = new LinkedHashMap<String, Object>();
    for (var text : List.of("web-29", "web-299", "web-2999", "172.24.5", "node-02 web-11")) {
      field.fill("");
      assertThat(page.getByText("of 30,000 shown")).hasCount(0);
      keys.put(text, Math.round(((Number) page.evaluate(KEYSTROKE, text)).doubleValue()));
    }
    result.put("keystroke_to_rows_ms", keys);
    return result;
  }

  private static long milli(long start) {
    return Math.round((System.nanoTime() - start) / MILLI);
  }

  private static Map<String, Object> spread(List<Long> times) {
    var sorted = times.stream().sorted().toList();
    var spread = new LinkedHashMap<String, Object>();
    spread.put("median", sorted.get(sorted.size() / 2));
    spread.put("least", sorted.getFirst());
    spread.put("most", sorted.getLast());
    spread.put("first", times.getFirst());
    return spread;
  }

  private static Locator.GetByRoleOptions exactly(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
