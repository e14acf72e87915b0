package io.coredeck.dashboard.live.log;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.coredeck.browser.TabMemory;
import io.coredeck.browser.TestBrowser;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How the page of logs holds up: real Redis, real socket, Chromium. No test.
///
/// `LogPageBench [SECONDS [LINES_PER_SECOND]]` prints one JSON object: memory of the tab (that of
/// its process, and the part of it that scripts hold), rows in the page, frames a second, and how
/// long a press of a key takes to be seen.
final class LogPageBench {

  private static final String GWID = "1-1";
  private static final long STEP_NANOS = 50_000_000;
  private static final int STEPS_A_SECOND = 20;
  private static final int MIB = 1 << 20;

  /// Counts frames, and the time from a press of W (break lines) to the second frame after it.
  private static final String PROBE =
      """
      window.frames = 0; window.longest = 0; let last = performance.now();
      const count = (now) => { window.frames++; window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(count); };
      requestAnimationFrame(count);
      window.press = () => new Promise((done) => { const from = performance.now();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', bubbles: true }));
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); });
      """;

  private LogPageBench() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    var rate = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    try (var redis = TestRedis.create();
        var server = LogServer.start(redis.url(), (_, _) -> true);
        var browser = TestBrowser.startWith(_ -> false, "--enable-precise-memory-info")) {
      var page = browser.context(1280, 720, ColorScheme.LIGHT).newPage();
      page.navigate(server.origin() + "/show/" + GWID);
      System.out.println(Json.writeTree(measure(page, redis, seconds, rate)));
    }
  }

  private static Map<String, Object> measure(Page page, TestRedis redis, int seconds, int rate)
      throws InterruptedException, IOException {
    var stop = new AtomicBoolean();
    var printed = new AtomicLong();
    var writer = Thread.ofPlatform().name("printer").start(() -> print(redis, rate, stop, printed));
    page.evaluate(PROBE);
    var session = page.context().newCDPSession(page);
    var presses = new ArrayList<Double>();
    var memory = new TabMemory(page);
    var tab = 0L;
    double heap = 0;
    double rows = 0;
    var begin = System.nanoTime();
    while ((System.nanoTime() - begin) / 1e9 < seconds) {
      page.waitForTimeout(1_000);
      presses.add(((Number) page.evaluate("window.press()")).doubleValue());
      tab = Math.max(tab, memory.now());
      heap = Math.max(heap, number(page, "performance.memory.usedJSHeapSize"));
      rows =
          Math.max(
              rows,
              number(
                  page,
                  "document.querySelector('coredeck-log').shadowRoot.querySelector('coredeck-log-list').drawnRows"));
    }
    var spent = (System.nanoTime() - begin) / 1e9;
    stop.set(true);
    writer.join();
    presses.sort(Double::compare);
    var result = new LinkedHashMap<String, Object>();
    result.put("seconds", Math.round(spent));
    result.put("printed_per_second", Math.round(printed.get() / spent));
    result.put(
        "shown_per_second",
        Math.round(
            number(page, "document.querySelector('coredeck-log').session.rows.taken") / spent));
    result.put("frames_per_second", Math.round(number(page, "window.frames") / spent));
    result.put("longest_frame_ms", Math.round(number(page, "window.longest")));
    result.put("press_ms_median", Math.round(presses.get(presses.size() / 2)));
    result.put("press_ms_p95", Math.round(presses.get(presses.size() * 95 / 100)));
    result.put("press_ms_worst", Math.round(presses.getLast()));
    result.put("rows_in_page", Math.round(rows));
    result.put("tab_mib_highest", tab);
    result.put("js_heap_mib_highest", Math.round(heap / MIB));
    result.put("js_heap_mib_after_gc", collected(page, session));
    result.put("tab_mib_after_gc", memory.now());
    result.put(
        "dom_nodes",
        Math.round(
            number(
                page,
                "document.querySelector('coredeck-log').shadowRoot.querySelector('coredeck-log-list').shadowRoot.querySelectorAll('*').length")));
    return result;
  }

  private static long collected(Page page, CDPSession session) {
    session.send("HeapProfiler.collectGarbage");
    return Math.round(number(page, "performance.memory.usedJSHeapSize") / MIB);
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  private static void print(TestRedis redis, int rate, AtomicBoolean stop, AtomicLong printed) {
    var next = System.nanoTime();
    while (!stop.get()) {
      var from = printed.get() + 1;
      var to = from + rate / STEPS_A_SECOND - 1;
      redis.print(GWID, from, to, LogPageBench::line);
      printed.set(to);
      next += STEP_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private static String line(long number) {
    return switch ((int) (number % 20)) {
      case 0 -> "ERROR payment " + number + " failed: upstream timeout after 3000 ms";
      case 1, 2 -> "    at io.shop.pay.Gateway.send(Gateway.java:" + number % 500 + ")";
      case 3 -> "{\"level\":\"info\",\"msg\":\"order placed\",\"order\":" + number + "}";
      case 4 -> "WARN upstream billing-worker slow: " + number % 900 + " ms, budget 500 ms";
      case 5 -> "\u001b[32mok\u001b[0m GET /health 200 1 ms request " + number;
      default -> "INFO GET /v1/orders/" + number + " 200 14 ms client=web-frontend";
    };
  }
}
