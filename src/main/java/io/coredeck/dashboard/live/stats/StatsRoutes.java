package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.Access;
import io.coredeck.dashboard.live.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee11.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee11.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.jspecify.annotations.Nullable;

/// The address of live numbers: the web socket `/live/stats`.
public final class StatsRoutes {

  /// Subprotocol; another form of the messages would have another one.
  public static final String PROTOCOL = "coredeck.stats.v1";

  /// Pages that may be open at the same time.
  static final int MOST_PAGES = 512;

  private static final String SOCKET = "/live/stats";

  private StatsRoutes() {}

  /// @param context not started yet
  /// @param access asked for every container a page names, when it names it
  public static void add(ServletContextHandler context, StatsHub hub, Access access) {
    var open = new AtomicInteger();
    JettyWebSocketServletContainerInitializer.configure(
        context,
        (_, container) ->
            container.addMapping(
                SOCKET, (request, response) -> socket(hub, access, open, request, response)));
  }

  private static @Nullable StatsSocket socket(
      StatsHub hub,
      Access access,
      AtomicInteger open,
      JettyServerUpgradeRequest upgrade,
      JettyServerUpgradeResponse response)
      throws IOException {
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
    response.setAcceptedSubProtocol(PROTOCOL);
    var request = upgrade.getHttpServletRequest();
    var session = request.getSession(false);
    var asker = new Asker(request, session);
    return new StatsSocket(hub, gwid -> access.maySee(asker, gwid), stays(session), open);
  }

  /// The request that opened the socket, for as long as the socket is open: the server itself has
  /// done with it, so only the session is still to be had from it.
  private static final class Asker extends HttpServletRequestWrapper {
    private final @Nullable HttpSession session;

    Asker(HttpServletRequest request, @Nullable HttpSession session) {
      super(request);
      this.session = session;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      return session;
    }

    @Override
    public @Nullable HttpSession getSession() {
      return session;
    }
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
