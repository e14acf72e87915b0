package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.Access;
import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/// All kept lines of one or more containers as a text file, in the order of their times.
///
/// `?container=3-1`, repeated for more; `stream=stdout` or `stderr` for one of them; `times=1` for
/// the time before each line, UTC. Written as it is read, so its size costs no memory.
final class Download extends HttpServlet {

  /// Downloads at the same time; the next ones are told to try again.
  private static final int MOST_AT_ONCE = 8;

  /// Entries read at once of each container.
  private static final int PAGE = 500;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final transient LogFeeds feeds;
  private final transient Access access;
  private final transient Semaphore places = new Semaphore(MOST_AT_ONCE);

  Download(LogFeeds feeds, Access access) {
    this.feeds = feeds;
    this.access = access;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var containers = LogRoutes.containers(request);
    if (!access.isSignedIn(request)) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (containers.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, LogRoutes.ASKED_WRONG);
    } else if (!containers.stream().allMatch(gwid -> access.maySee(request, gwid))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (!places.tryAcquire()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "try again in a minute");
    } else {
      try {
        write(containers, request, response);
      } finally {
        places.release();
      }
    }
  }

  private void write(
      List<String> containers, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var logs = new PriorityQueue<>(Comparator.comparingLong(Pages::millis));
    try {
      for (var gwid : containers) {
        var pages = new Pages(gwid);
        if (pages.isThere()) {
          logs.add(pages);
        }
      }
    } catch (RedisAwayException _) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the logs cannot be read now");
      return;
    }
    response.setContentType("text/plain; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s.log\"".formatted(String.join("+", containers)));
    var form =
        new Form(
            containers.size() > 1,
            "1".equals(request.getParameter("times")),
            String.valueOf(request.getParameter("stream")));
    var out = response.getOutputStream();
    for (var next = logs.poll(); next != null; next = logs.poll()) {
      form.write(next, out);
      if (next.advance()) {
        logs.add(next);
      }
    }
  }

  /// How lines are written.
  ///
  /// @param named with the container before each line
  /// @param timed with the time before each line
  /// @param stream `stdout` or `stderr` for only those
  private record Form(boolean named, boolean timed, String stream) {

    void write(Pages log, OutputStream out) throws IOException {
      var entry = log.entry();
      if (log.missing() > 0) {
        text(
            out,
            "--- %,d lines of %s are not kept any more ---%n".formatted(log.missing(), log.gwid));
      }
      if (!stream.equals("null") && !stream.equals(entry.text("s"))) {
        return;
      }
      if (timed) {
        text(out, TIME.format(Instant.ofEpochMilli(entry.number("t"))) + " ");
      }
      if (named) {
        text(out, log.gwid + " | ");
      }
      var line = entry.bytes("l");
      out.write(line);
      if ((named || timed) && (line.length == 0 || line[line.length - 1] != '\n')) {
        out.write('\n');
      }
    }

    private static void text(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// One container's log, a page in memory at a time, up to the line that is its newest now.
  private final class Pages {
    private final String gwid;
    private final long last;
    private List<Entry> page = List.of();
    private int at;
    private long previous;
    private long missing;

    Pages(String gwid) throws RedisAwayException {
      this.gwid = gwid;
      this.page = new ArrayList<>(feeds.entries(gwid, 0, Ask.HIGHEST, PAGE));
      this.last = feeds.newest(gwid);
    }

    boolean isThere() {
      return at < page.size() && entry().idNumber() <= last;
    }

    Entry entry() {
      return page.get(at);
    }

    long millis() {
      return entry().number("t");
    }

    /// @return how many lines before this one are not there
    long missing() {
      return missing;
    }

    boolean advance() throws RedisAwayException {
      previous = entry().idNumber();
      at++;
      if (at == page.size()) {
        page = feeds.entries(gwid, previous, last, PAGE);
        at = 0;
      }
      if (!isThere()) {
        return false;
      }
      missing = entry().idNumber() - previous - 1;
      return true;
    }
  }
}
