package io.coredeck.whole.people;

import io.coredeck.dashboard.live.log.LogRoutes;
import io.coredeck.dashboard.live.stats.StatsRoutes;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/// A person who has signed in and has the log of a container open, in everything that the server
/// sees of it as in a browser: a session, a UI with its line, and the sockets for the log and for
/// what the container uses.
public final class LogReader implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long LIMIT_SECONDS = 60;

  private final Visitor visitor;
  private final Map<String, Line> lines;

  private LogReader(Visitor visitor, Map<String, Line> lines) {
    this.visitor = visitor;
    this.lines = lines;
  }

  /// @param server of the dashboard, without a slash at its end
  /// @param id of the container
  /// @param gwid of the container
  public static LogReader open(URI server, String name, String password, long id, String gwid)
      throws IOException, InterruptedException {
    var visitor = new Visitor(server);
    try {
      var path = "containers/" + id + "/logs";
      signIn(OpenPage.load(visitor, path), name, password);
      var page = OpenPage.load(visitor, path);
      var unseen = page.all("coredeck-log").isEmpty();
      if (unseen) {
        throw new IllegalStateException("the page shows no log; is somebody signed in?");
      }
      page.send(whatIsDrawn(page));
      var stats = new Line(List.of(rowOf(gwid), chartOf(gwid)), _ -> Optional.empty());
      visitor.open("/live/stats", stats, StatsRoutes.PROTOCOL, page.ticket());
      var log =
          new Line(List.of("{\"ask\":\"begin\",\"tail\":1000,\"after\":{}}"), LogReader::taken);
      visitor.open("/live/logs?container=" + gwid, log, LogRoutes.PROTOCOL, page.ticket());
      var reader = new LogReader(visitor, Map.of("push", page.push(), "stats", stats, "log", log));
      reader.awaitAll();
      return reader;
    } catch (IOException | InterruptedException | RuntimeException e) {
      visitor.close();
      throw e;
    }
  }

  private static void signIn(OpenPage page, String name, String password)
      throws IOException, InterruptedException {
    var nameField = page.one("vaadin-text-field", "autocomplete", "username");
    var passwordField = page.one("vaadin-password-field", "autocomplete", "current-password");
    var button = page.one("vaadin-button", "theme", "primary");
    page.send(
        List.of(
            OpenPage.change(nameField, "value", name),
            OpenPage.event(nameField, "change", Map.of())));
    page.send(
        List.of(
            OpenPage.change(passwordField, "value", password),
            OpenPage.event(passwordField, "change", Map.of()),
            OpenPage.event(button, "click", press())));
    page.leave();
  }

  private static Map<String, Object> press() {
    return Map.of(
        "event.shiftKey", false,
        "event.metaKey", false,
        "event.ctrlKey", false,
        "event.altKey", false,
        "event.detail", 1,
        "event.button", 0,
        "event.clientX", 720,
        "event.clientY", 480,
        "event.screenX", 720,
        "event.screenY", 480);
  }

  /// What the frame's elements tell of themselves once they are drawn.
  private static List<Map<String, Object>> whatIsDrawn(OpenPage page) {
    var drawn = new ArrayList<Map<String, Object>>();
    for (var layout : page.all("vaadin-app-layout")) {
      drawn.add(OpenPage.change(layout, "drawerOpened", true));
      drawn.add(OpenPage.change(layout, "overlay", false));
    }
    page.all("vaadin-side-nav").forEach(nav -> drawn.add(OpenPage.change(nav, "collapsed", false)));
    page.all("vaadin-side-nav-item")
        .forEach(item -> drawn.add(OpenPage.change(item, "expanded", false)));
    return drawn;
  }

  private static String rowOf(String gwid) {
    return JSON.writeValueAsString(Map.of("subscribe", "row", "containers", List.of(gwid)));
  }

  private static String chartOf(String gwid) {
    return JSON.writeValueAsString(
        Map.of(
            "subscribe",
            "full",
            "key",
            "1",
            "container",
            gwid,
            "last",
            2_678_400_000L,
            "columns",
            50));
  }

  /// Lines are answered with their number, what the log has with a sign of life.
  private static Optional<String> taken(String message) {
    var told = JSON.readTree(message);
    if (told.has("seq")) {
      return Optional.of("{\"ask\":\"taken\",\"seq\":%d}".formatted(told.get("seq").asLong()));
    }
    return told.path("event").asString().equals("head")
        ? Optional.of("{\"ask\":\"taken\",\"seq\":0}")
        : Optional.empty();
  }

  private void awaitAll() throws IOException, InterruptedException {
    for (var line : lines.entrySet()) {
      try {
        line.getValue().heard().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("nothing came by the line for " + line.getKey(), e);
      }
    }
  }

  /// @throws IllegalStateException if the server has closed one of the lines
  public void checkOpen() {
    lines.forEach((what, line) -> {
      if (!line.end().isEmpty()) {
        throw new IllegalStateException("the line for %s was %s".formatted(what, line.end()));
      }
    });
  }

  @Override
  public void close() {
    visitor.close();
  }
}
