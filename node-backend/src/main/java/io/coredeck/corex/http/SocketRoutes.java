package io.coredeck.corex.http;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.access.Rights;
import io.coredeck.corex.http.api.Answer;
import io.coredeck.corex.http.api.CompatibleApi;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.socket.AbsentSocket;
import io.coredeck.corex.socket.CompatibleSocket;
import io.coredeck.corex.socket.CoredeckSocket;
import io.coredeck.corex.socket.EventSocket;
import io.coredeck.corex.socket.Events;
import io.coredeck.corex.socket.Gatherings;
import io.coredeck.corex.socket.Socket;
import io.coredeck.corex.socket.TerminalSocket;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.Handshaker;

/// Opens websockets.
final class SocketRoutes implements AutoCloseable {

  /// Websockets open at the same time.
  private static final int DEFAULT_LIMIT = 2000;

  /// Of them those that have not yet shown what opens them; each has a few seconds for it.
  private static final int UNTRUSTED_LIMIT = 100;

  private static final String UNTRUSTED =
      "%d websockets have not shown yet what opens CoreX, no more fit; show it in the request, or"
          + " try again in 10 s";
  private static final String TERMINALS =
      "terminals open: %d, no more fit; close one, or start CoreX with a higher --max-clients";

  private static final System.Logger LOG = System.getLogger(SocketRoutes.class.getName());
  private static final Duration GOODBYE_LIMIT = Duration.ofMillis(300);
  private static final String COMPATIBLE = "tty";
  private static final String OURS = "coredeck.v1";
  private static final String EVENTS = "/api/v2/events";
  private static final String WEBSOCKET = "websocket";

  /// The only one there is.
  private static final String VERSION = "13";

  /// RFC 6455, 4.2.2; RFC 9110, 15.5.22.
  private static final Map<String, String> OUR_VERSION =
      Map.of(
          HttpHeader.SEC_WEBSOCKET_VERSION.asString(), VERSION,
          HttpHeader.UPGRADE.asString(), WEBSOCKET,
          HttpHeader.CONNECTION.asString(), HttpHeader.UPGRADE.asString());

  private static final Pattern TERMINAL = Pattern.compile("/ws/([0-9]{1,18})");

  /// Longer than a message may be, so that we can say so ourselves.
  private static final long FRAME_LIMIT = 2L << 20;

  private static final int INPUT_BUFFER_BYTES = 4096;

  /// Clients answer our pings; one that does not for so long is gone.
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);

  private final Processes processes;
  private final Events events;
  private final Gatherings gatherings;
  private final Guard guard;
  private final TerminalSocket.Settings settings;
  private final int terminalLimit;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final WebSocketComponents components;
  private final Handshaker handshaker = Handshaker.newInstance();
  private final Configuration.ConfigurationCustomizer configuration =
      new Configuration.ConfigurationCustomizer();

  SocketRoutes(
      Processes processes, Events events, ServerOptions options, WebSocketComponents components) {
    this.components = components;
    this.processes = processes;
    this.events = events;
    this.gatherings = new Gatherings(processes);
    this.guard = options.guard();
    this.settings = new TerminalSocket.Settings(options.host(), options.reconnectSeconds());
    this.terminalLimit = options.clientLimit() == 0 ? DEFAULT_LIMIT : options.clientLimit();
    configuration.setAutoFragment(false);
    configuration.setMaxFrameSize(FRAME_LIMIT);
    configuration.setInputBufferSize(INPUT_BUFFER_BYTES);
    configuration.setIdleTimeout(IDLE_LIMIT);
  }

  boolean isSocket(String path) {
    return path.equals(EVENTS) || TERMINAL.matcher(path).matches();
  }

  /// @param rights shown by the request; none if they may be shown later
  void open(
      Request request, String path, Optional<Rights> rights, Response response, Callback callback) {
    var terminal = TERMINAL.matcher(path);
    var method = request.getMethod();
    if (!HttpMethod.GET.is(method)) {
      (terminal.matches()
              ? Answer.page(HttpStatus.BAD_REQUEST_400) // as every route of the original
              : Answer.notAllowed(method, HttpMethod.GET.asString()))
          .send(response, !HttpMethod.HEAD.is(method), callback);
      return;
    }
    if (isOfOtherVersion(request)) {
      Answer.page(HttpStatus.UPGRADE_REQUIRED_426).with(OUR_VERSION).send(response, true, callback);
      return;
    }
    if (!handshaker.isWebSocketUpgradeRequest(request)) {
      Answer.page(HttpStatus.NOT_FOUND_404).send(response, true, callback);
      return;
    }
    if (open.size() >= DEFAULT_LIMIT) {
      tooMany("%d websockets are open, no more fit; close some", DEFAULT_LIMIT)
          .send(response, true, callback);
      return;
    }
    if (rights.isEmpty() && untrusted() >= UNTRUSTED_LIMIT) {
      tooMany(UNTRUSTED, UNTRUSTED_LIMIT).send(response, true, callback);
      return;
    }
    var client = new Socket.Client(guard, rights, Caller.address(request), open);
    if (!terminal.matches()) {
      var socket = new EventSocket(events, client, processes.clock());
      upgrade(List.of(OURS), _ -> socket, request, response, callback);
      return;
    }
    var process = processes.find(CompatibleApi.number(terminal.group(1)));
    if (process.isEmpty() && rights.isEmpty()) {
      var absent = new AbsentSocket(client, processes.clock());
      upgrade(List.of(COMPATIBLE, OURS), _ -> absent, request, response, callback);
    } else if (process.isEmpty()) {
      Answer.page(HttpStatus.NOT_FOUND_404).send(response, true, callback);
    } else if (open.stream().filter(TerminalSocket.class::isInstance).count() >= terminalLimit) {
      tooMany(TERMINALS, terminalLimit).send(response, true, callback);
    } else {
      upgrade(
          List.of(COMPATIBLE, OURS),
          protocol -> terminal(process.get(), client, protocol),
          request,
          response,
          callback);
    }
  }

  private static boolean isOfOtherVersion(Request request) {
    var headers = request.getHeaders();
    return headers.contains(HttpHeader.UPGRADE, WEBSOCKET)
        && !VERSION.equals(headers.get(HttpHeader.SEC_WEBSOCKET_VERSION));
  }

  private static Answer tooMany(String sentence, int limit) {
    return Answer.error(HttpStatus.TOO_MANY_REQUESTS_429, sentence.formatted(limit));
  }

  private long untrusted() {
    return open.stream().filter(socket -> !socket.isTrusted()).count();
  }

  private TerminalSocket terminal(ManagedProcess process, Socket.Client client, String protocol) {
    var people = gatherings.at(process);
    return protocol.equals(COMPATIBLE)
        ? new CompatibleSocket(process, people, settings, client, processes.clock())
        : new CoredeckSocket(process, people, settings, client, processes.clock());
  }

  /// @param protocols we speak here
  private void upgrade(
      List<String> protocols,
      Function<String, Socket> create,
      Request request,
      Response response,
      Callback callback) {
    var chosen =
        request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false).stream()
            .filter(protocols::contains)
            .findFirst();
    if (chosen.isEmpty()
        || !handshaker.upgradeRequest(
            (_, upgrade, _) -> {
              upgrade.setAcceptedSubProtocol(chosen.get());
              upgrade.setExtensions(List.of()); // compressing costs more than all the rest
              return create.apply(chosen.get());
            },
            request,
            response,
            callback,
            components,
            configuration)) {
      Answer.page(HttpStatus.BAD_REQUEST_400).send(response, true, callback);
    }
  }

  /// Says goodbye to all clients, within {@link #GOODBYE_LIMIT}.
  @Override
  public void close() {
    var goodbyes = open.stream().map(Socket::stop).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(goodbyes).get(GOODBYE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.DEBUG, "not every client could be told", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
