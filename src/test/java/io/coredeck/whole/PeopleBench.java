package io.coredeck.whole;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.coredeck.browser.TestBrowser;
import io.coredeck.waiting.Patience;
import io.coredeck.whole.people.Held;
import io.coredeck.whole.people.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the dashboard's server keeps for each person who has the log of a container open.
///
/// One person comes by browser first, so that what all share is there. Then others come by browser,
/// as many as asked for, and others without: fifty browsers are too much for one machine, and the
/// server sees no difference. That it has everything for each of them is counted in its heap.
final class PeopleBench implements AutoCloseable {

  private static final int KIB = 1024;
  private static final double LONGEST_WAIT_MS = 60_000;
  private static final Duration TOOL_LIMIT = Duration.ofMinutes(1);

  /// What the server has once for each of them.
  private static final List<String> FOR_EACH =
      List.of(
          "io.coredeck.dashboard.signin.PersonSession",
          "com.vaadin.flow.component.UI",
          "org.atmosphere.cpr.AtmosphereResourceImpl", // its line for what the server tells
          "io.coredeck.dashboard.frame.Frame",
          "io.coredeck.dashboard.live.log.LogSocket",
          "io.coredeck.dashboard.live.stats.StatsSocket");

  /// What it has for every web socket that is open: those three.
  private static final String SOCKET = "org.eclipse.jetty.websocket.core.WebSocketConnection";

  private static final int SOCKETS_OF_EACH = 3;

  private static final Duration LONGEST_REST = Duration.ofMinutes(2);

  private final TestBrowser browser;
  private final Grid grid;
  private final JsonNode endpoints;
  private final long container;
  private final String gwid;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<LogReader> readers = new ArrayList<>();

  private PeopleBench(TestBrowser browser, Grid grid) throws IOException, InterruptedException {
    this.browser = browser;
    this.grid = grid;
    this.endpoints = grid.endpoints();
    var deployed =
        grid.deploy(
            "{\"flist\": \"%s\", \"interactive\": true}"
                .formatted(endpoints.get("demo_flist").asString()));
    this.container = deployed.get("id").asLong();
    this.gwid = deployed.get("gwid").asString();
  }

  /// @param byBrowser how many come by browser, beside the first
  /// @param without how many come without one
  static Map<String, Object> measure(TestBrowser browser, Grid grid, int byBrowser, int without)
      throws IOException, InterruptedException {
    var result = new LinkedHashMap<String, Object>();
    try (var bench = new PeopleBench(browser, grid)) {
      bench.comeByBrowser();
      if (byBrowser > 0) {
        result.put("people_by_browser", byBrowser);
        result.put("kib_for_each_by_browser", bench.kibForEach(byBrowser, bench::comeByBrowser));
      }
      result.put("people", without);
      result.put("kib_for_each_person", bench.kibForEach(without, bench::comeWithout));
    }
    return result;
  }

  private interface Coming {
    void one() throws IOException, InterruptedException;
  }

  private long kibForEach(int people, Coming coming) throws IOException, InterruptedException {
    var before = settled();
    for (int i = 0; i < people; i++) {
      coming.one();
    }
    var after = settled();
    readers.forEach(LogReader::checkOpen);
    for (var one : FOR_EACH) {
      checkCount(one, people, before, after);
    }
    checkCount(SOCKET, SOCKETS_OF_EACH * people, before, after);
    return (after.bytes() - before.bytes()) / KIB / Math.max(1, people);
  }

  private static void checkCount(String name, int more, Held before, Held after) {
    var found = after.count(name) - before.count(name);
    if (found != more) {
      throw new IllegalStateException(
          "the server has %d more of %s, not %d".formatted(found, name, more));
    }
  }

  private void comeWithout() throws IOException, InterruptedException {
    readers.add(LogReader.open(server(), admin("name"), admin("password"), container, gwid));
  }

  private void comeByBrowser() {
    var context = browser.context();
    contexts.add(context);
    context.setDefaultTimeout(LONGEST_WAIT_MS);
    var path = "containers/" + container + "/logs";
    var page = TestBrowser.signIn(context, server(), admin("name"), admin("password"), path);
    page.getByText("listening on").first().waitFor(); // a line: the socket is open
    TestBrowser.awaitRest(page);
    freeze(context, page);
  }

  /// The page stays open, with its sockets and what the server keeps for it, but no longer draws:
  /// this machine's cores are for the server, on theirs people have their own.
  private static void freeze(BrowserContext context, Page page) {
    var state = new JsonObject();
    state.addProperty("state", "frozen");
    var _ = context.newCDPSession(page).send("Page.setWebLifecycleState", state);
  }

  /// After the connections that loaded pages have ended: browsers keep several for a while.
  private Held settled() throws IOException, InterruptedException {
    var sockets = SOCKETS_OF_EACH * (contexts.size() + readers.size());
    var port = ":%04X".formatted(server().getPort());
    Patience.await("only web sockets are open", LONGEST_REST, () -> connections(port) <= sockets);
    return held();
  }

  /// Source: proc_net(5): address, address of the other end, and 01 if it is open.
  private static long connections(String port) {
    try {
      var all = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
      var ofIpv6 = Path.of("/proc/net/tcp6");
      if (Files.exists(ofIpv6)) {
        all.addAll(Files.readAllLines(ofIpv6));
      }
      return all.stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words[1].endsWith(port) && words[3].equals("01"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Held held() throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var pid = Long.toString(grid.pid("dashboard"));
    var ran = Ran.of(List.of(jcmd, pid, "GC.class_histogram"), List.of(), "", TOOL_LIMIT);
    return Held.of(ran.out() + ran.err());
  }

  private URI server() {
    return URI.create(endpoints.get("dashboard").asString());
  }

  private String admin(String what) {
    return endpoints.get("admin").get(what).asString();
  }

  @Override
  public void close() {
    readers.forEach(LogReader::close);
    contexts.forEach(BrowserContext::close);
  }
}
