package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.SameOrigin;
import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.RegexPathSpec;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

/// The addresses of consoles: everything under `/live/corex/`.
public final class CorexRoutes {

  /// Subprotocol of CoreX's sockets.
  static final String PROTOCOL = "coredeck.v1";

  /// Subprotocol of the socket that tells who is here.
  static final String PEOPLE = "coredeck.people.v1";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_THREADS = 12;
  private static final int FEWEST_THREADS = 2;
  private static final int BUFFER_BYTES = 64 << 10;

  /// Larger frames go through in parts.
  private static final int FRAME_BYTES = 128 << 10;

  /// Control frames and the one of data; who only pings and takes nothing in is cut off.
  private static final int MOST_WAITING_FRAMES = 16;

  /// A line on which not even pings get through; {@link Sockets} is stricter.
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(2);

  private final Door door;
  private final WebSocketCoreClient client;
  private final Sockets sockets = new Sockets();
  private final People people = new People();
  private final ConfigurationCustomizer settings = new ConfigurationCustomizer();

  private CorexRoutes(Door door, WebSocketCoreClient client) {
    this.door = door;
    this.client = client;
    settings.setMaxFrameSize(FRAME_BYTES);
    settings.setAutoFragment(true);
    settings.setInputBufferSize(BUFFER_BYTES);
    settings.setOutputBufferSize(BUFFER_BYTES);
    settings.setMaxOutgoingFrames(MOST_WAITING_FRAMES);
    settings.setIdleTimeout(IDLE_LIMIT);
  }

  /// @param context not started yet; ends what is open when it stops
  /// @param door asked for every call and every socket
  public static void add(ServletContextHandler context, Door door) {
    var client = new WebSocketCoreClient(httpClient(), new WebSocketComponents());
    var routes = new CorexRoutes(door, client);
    context.addBean(client, true);
    context.addBean(routes.sockets, true);
    JettyWebSocketServletContainerInitializer.configure(
        context,
        (servlets, _) -> {
          WebSocketUpgradeFilter.ensureFilter(servlets);
          WebSocketMappings.ensureMappings(context)
              .addMapping(new RegexPathSpec("^" + Route.SOCKET.pattern() + "$"), routes.gate());
        });
    var calls = new ServletHolder("corex", new Calls(client.getHttpClient(), door));
    calls.setAsyncSupported(true);
    context.addServlet(calls, Route.PREFIX + "*");
  }

  private static HttpClient httpClient() {
    var threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    threads.setName("corex");
    threads.setDaemon(true);
    var connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setConnectTimeout(CONNECT_LIMIT);
    connector.setExecutor(threads);
    var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setExecutor(threads);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    client.setMaxConnectionsPerDestination(Sockets.MOST);
    client.setMaxRequestsQueuedPerDestination(Calls.MOST + Transfers.MOST);
    client.setResponseBufferSize(BUFFER_BYTES);
    return client;
  }

  static URI address(String scheme, InetSocketAddress host, String path) {
    try {
      return new URI(
          scheme, null, host.getAddress().getHostAddress(), host.getPort(), path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path + " is no path of CoreX", e);
    }
  }

  private WebSocketNegotiator gate() {
    return new WebSocketNegotiator() {
      @Override
      public @Nullable FrameHandler negotiate(
          ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        var opened = opened(request, response);
        if (opened == null) {
          response.setStatus(
              isOurs(request) ? HttpStatus.BAD_REQUEST_400 : HttpStatus.FORBIDDEN_403);
          callback.succeeded();
        }
        return opened;
      }

      @Override
      public void customize(Configuration configuration) {
        settings.customize(configuration);
      }
    };
  }

  private static boolean isOurs(ServerUpgradeRequest upgrade) {
    var headers = upgrade.getHeaders();
    return SameOrigin.matches(headers.get("Origin"), headers.get("Host"));
  }

  /// @return null for what is no socket of ours
  private @Nullable FrameHandler opened(
      ServerUpgradeRequest upgrade, ServerUpgradeResponse response) {
    var wrapped = upgrade.getAttribute(WebSocketConstants.WEBSOCKET_WRAPPED_REQUEST_ATTRIBUTE);
    if (!isOurs(upgrade)
        || upgrade.getHttpURI().getQuery() != null
        || !(wrapped instanceof HttpServletRequest request)) {
      return null;
    }
    var route = Route.of(upgrade.getMethod(), Request.getPathInContext(upgrade), null);
    var protocol = route instanceof Route.Here ? PEOPLE : PROTOCOL;
    if (!upgrade.hasSubProtocol(protocol)) {
      return null;
    }
    response.setExtensions(List.of()); // compressing each key costs more than it saves
    return switch (route) {
      case Route.Line line -> {
        response.setAcceptedSubProtocol(protocol);
        yield line(line, door.ask(request, line.gwid()));
      }
      case Route.Here here -> {
        response.setAcceptedSubProtocol(protocol);
        yield people(here, door.ask(request, here.gwid()));
      }
      default -> null;
    };
  }

  private FrameHandler people(Route.Here here, Door.Answer answer) {
    return answer instanceof Door.Open open
        ? sockets.add(open, ended -> people.listen(here.gwid(), open, ended)).browser()
        : new Refusal(Codes.of(answer));
  }

  private FrameHandler line(Route.Line line, Door.Answer answer) {
    if (!(answer instanceof Door.Open open)) {
      return new Refusal(Codes.of(answer));
    }
    var pair =
        sockets.add(
            open,
            ended -> {
              if (line.process() == 0) {
                return new Pair(open, () -> {}, ended);
              }
              var seat = people.sit(line.gwid(), line.process(), open);
              return new Pair(
                  open,
                  seat::typed,
                  () -> {
                    seat.leave();
                    ended.run();
                  });
            });
    if (!pair.isOver()) {
      connect(pair, address("ws", open.address(), line.path()));
    }
    return pair.browser();
  }

  private void connect(Pair pair, URI corex) {
    var upgrade = CoreClientUpgradeRequest.from(client, corex, pair.corex());
    upgrade.setSubProtocols(PROTOCOL);
    upgrade.setConfiguration(settings);
    Unlocking.show(pair.door(), upgrade::headers);
    try {
      var _ =
          client
              .connect(upgrade)
              .whenComplete((_, failure) -> {
                if (failure != null) {
                  pair.refused(failure);
                }
              });
    } catch (IOException e) {
      pair.refused(e);
    }
  }
}
