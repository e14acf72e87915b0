package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.Access;
import io.coredeck.dashboard.live.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee11.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee11.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.jspecify.annotations.Nullable;

/// The addresses of logs: `/live/logs` (web socket) and `/live/logs/download`.
public final class LogRoutes {

  /// Subprotocol; another form of the messages would have another one.
  public static final String PROTOCOL = "coredeck.logs.v1";

  /// Pages that may be open at the same time.
  static final int MOST_PAGES = 512;

  /// Containers one page may show together.
  static final int MOST_CONTAINERS = 16;

  private static final String SOCKET = "/live/logs";
  private static final String DOWNLOAD = "/live/logs/download";

  private LogRoutes() {}

  /// @param context not started yet
  /// @param access asked for every container of every request
  public static void add(ServletContextHandler context, LogFeeds feeds, Access access) {
    var open = new AtomicInteger();
    JettyWebSocketServletContainerInitializer.configure(
        context,
        (_, container) ->
            container.addMapping(
                SOCKET, (request, response) -> socket(feeds, access, open, request, response)));
    context.addServlet(new ServletHolder("log-download", new Download(feeds, access)), DOWNLOAD);
  }

  private static @Nullable LogSocket socket(
      LogFeeds feeds,
      Access access,
      AtomicInteger open,
      JettyServerUpgradeRequest upgrade,
      JettyServerUpgradeResponse response)
      throws IOException {
    var request = upgrade.getHttpServletRequest();
    if (!SameOrigin.matches(upgrade.getHeader("Origin"), upgrade.getHeader("Host"))) {
      response.sendForbidden("the page is not of this server");
      return null;
    }
    if (!access.isSignedIn(upgrade.getHttpServletRequest())) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "nobody is signed in here");
      return null;
    }
    if (!upgrade.hasSubProtocol(PROTOCOL)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "the subprotocol must be " + PROTOCOL);
      return null;
    }
    var containers = containers(request);
    if (containers.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, ASKED_WRONG);
      return null;
    }
    response.setAcceptedSubProtocol(PROTOCOL);
    var maySee = containers.stream().allMatch(gwid -> access.maySee(request, gwid));
    return new LogSocket(feeds, containers, maySee, stays(request.getSession(false)), open);
  }

  static final String ASKED_WRONG =
      "container must name 1 to " + MOST_CONTAINERS + " containers, each such as 3-1";

  /// @return the containers a request names, each once; none if anything about them is wrong
  static List<String> containers(HttpServletRequest request) {
    var values = request.getParameterValues("container");
    if (values == null || values.length > MOST_CONTAINERS) {
      return List.of();
    }
    var named = List.of(values);
    return named.stream().allMatch(LogFeeds::isGwid)
        ? named.stream().distinct().toList()
        : List.of();
  }

  /// @return whether the session the page came with is still there
  private static BooleanSupplier stays(@Nullable HttpSession session) {
    if (session == null) {
      return () -> true; // let in without one
    }
    return () -> {
      try {
        session.getCreationTime();
        return true;
      } catch (IllegalStateException _) {
        return false;
      }
    };
  }
}
