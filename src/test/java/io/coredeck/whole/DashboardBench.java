package io.coredeck.whole;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import io.coredeck.browser.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// How quick the dashboard of a real grid is, and what people cost it. No test.
///
/// `DashboardBench [ROUNDS [PEOPLE [BY_BROWSER]]]` starts an instance of its own and prints one
/// JSON object: a cold first page, a click on Deploy until the page says that the container runs,
/// and what the server keeps for each of PEOPLE who have a container's log open; if BY_BROWSER is
/// given, also for so many who have it open in a browser.
final class DashboardBench {

  private static final int USUAL_ROUNDS = 10;
  private static final int USUAL_PEOPLE = 50;
  private static final double LONGEST_WAIT_MS = 60_000;
  private static final double MILLI = 1e6;
  private static final String OPEN = ".deploy-dialog a.button.primary[href*='containers/']";
  private static final Pattern ID = Pattern.compile("containers/(\\d+)");

  /// From the press of the button, on a page that has come to rest as it has when a person presses
  /// it, to the frame that shows the state.
  private static final String DEPLOY =
      """
      async () => {
        for (let i = 0; i < 3; i += 1) {
          await new Promise(rest => requestIdleCallback(rest, {timeout: 5000}));
        }
        return new Promise((done, fail) => {
          const from = performance.now();
          const end = setTimeout(() => fail(new Error('not running after 60 s')), 60000);
          const dialog = document.querySelector('coredeck-deployment').shadowRoot;
          const watch = new MutationObserver(() => {
            const kind = dialog.querySelector('.deploy-head coredeck-state')?.getAttribute('kind');
            if (kind !== 'ok' && kind !== 'fail') { return; }
            watch.disconnect();
            clearTimeout(end);
            requestAnimationFrame(() => {
              if (kind === 'ok') { done(performance.now() - from); }
              else { fail(new Error('the deployment failed')); }
            });
          });
          watch.observe(dialog, { childList: true, subtree: true, attributeFilter: ['kind'] });
          document.querySelector('.deploy-bar vaadin-button[theme~=primary]').click();
        });
      }
      """;

  private DashboardBench() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    var rounds = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_ROUNDS;
    var people = args.length > 1 ? Integer.parseInt(args[1]) : USUAL_PEOPLE;
    var byBrowser = args.length > 2 ? Integer.parseInt(args[2]) : 0;
    var result = new LinkedHashMap<String, Object>();
    try (var grid = Grid.start();
        var browser = TestBrowser.start()) {
      // first, because sessions of other rounds would end while it counts
      result.putAll(PeopleBench.measure(browser, grid, byBrowser, people));
      result.put("first_page_cold_ms", spread(times(rounds, () -> coldPage(browser, grid))));
      result.put("overview_after_sign_in_ms", spread(times(rounds, () -> overview(browser, grid))));
      try (var context = context(browser)) {
        var page = signedIn(context, grid, "");
        deploy(page, grid); // the image is fetched and programs are warm after it
        result.put("deploy_to_running_ms", spread(times(rounds, () -> deploy(page, grid))));
      }
    }
    System.out.println(Grid.JSON.writeValueAsString(result));
  }

  private static BrowserContext context(TestBrowser browser) {
    var context = browser.context();
    context.setDefaultTimeout(LONGEST_WAIT_MS);
    return context;
  }

  private static List<Double> times(int rounds, Callable<Double> once) throws Exception {
    var times = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      times.add(once.call());
    }
    return times;
  }

  private static Map<String, Long> spread(List<Double> times) {
    var sorted = times.stream().sorted().toList();
    var spread = new LinkedHashMap<String, Long>();
    spread.put("median", Math.round(sorted.get(sorted.size() / 2)));
    spread.put("least", Math.round(sorted.getFirst()));
    spread.put("most", Math.round(sorted.getLast()));
    spread.put("rounds", (long) sorted.size());
    return spread;
  }

  /// A browser that has never been here, until it can be typed into.
  private static double coldPage(TestBrowser browser, Grid grid) {
    try (var context = context(browser)) {
      var page = context.newPage();
      var from = System.nanoTime();
      page.navigate(url(grid, ""));
      page.getByLabel("Name").waitFor();
      return (System.nanoTime() - from) / MILLI;
    }
  }

  /// From the click on Sign in to the numbers of the overview.
  private static double overview(TestBrowser browser, Grid grid) {
    try (var context = context(browser)) {
      var page = context.newPage();
      page.navigate(url(grid, ""));
      page.getByLabel("Name").fill(admin(grid, "name"));
      page.locator("vaadin-password-field input").fill(admin(grid, "password"));
      var from = System.nanoTime();
      page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
      page.locator(".nodes .capacity").first().waitFor();
      return (System.nanoTime() - from) / MILLI;
    }
  }

  /// Deletes what it deployed, off the clock: the instance's disk holds a few containers only.
  private static double deploy(Page page, Grid grid) throws Exception {
    page.navigate(url(grid, "containers/new?image=" + value(grid, "demo_flist")));
    try {
      page.locator(".deploy-bar vaadin-button[theme~=primary]:not(.not-ready)").waitFor();
    } catch (TimeoutError e) {
      var said = page.locator("main").innerText();
      throw new IllegalStateException("Deploy is not offered; the page says: " + said, e);
    }
    var took = ((Number) page.evaluate(DEPLOY)).doubleValue();
    var container = ID.matcher(page.locator(OPEN).getAttribute("href"));
    if (!container.find()) {
      throw new IllegalStateException("no link leads to the container that runs");
    }
    grid.delete(Long.parseLong(container.group(1)));
    return took;
  }

  /// In a session of its own.
  private static Page signedIn(BrowserContext context, Grid grid, String path) {
    var server = URI.create(value(grid, "dashboard"));
    return TestBrowser.signIn(context, server, admin(grid, "name"), admin(grid, "password"), path);
  }

  private static String admin(Grid grid, String what) {
    return members(grid).get("admin").get(what).asString();
  }

  private static String url(Grid grid, String path) {
    return value(grid, "dashboard") + "/" + path;
  }

  private static String value(Grid grid, String name) {
    return members(grid).get(name).asString();
  }

  private static tools.jackson.databind.JsonNode members(Grid grid) {
    try {
      return grid.endpoints();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
