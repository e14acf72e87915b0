package io.coredeck.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A router on a socket.
public final class WebServer implements AutoCloseable {

  /// How long an answer may take and a connection may be silent.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  /// How long an answer that holds memory may take: others need it, too.
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger(WebServer.class.getName());
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 8192;
  private static final int MOST_THREADS = 32;
  private static final int PIECE = 64 << 10;

  /// Bytes of all answers that wait for their readers; answers up to {@link #PIECE} do not count.
  private static final long MOST_ANSWERS = 64 << 20;

  /// What an answer in pieces counts, whatever it has.
  private static final long PIECES_COUNT = 4 << 20;

  /// What an answer counts that comes as things happen; who answers so holds no more.
  private static final long HAPPENS_COUNT = 128 << 10;

  private static final String RETRY_SECONDS = "1";

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// @param address IP address or host name to listen on
  /// @param port 0 for any free one
  /// @return the server, answering
  /// @throws IOException if it cannot listen there; the message says why and what to do
  public static WebServer start(String address, int port, Router router) throws IOException {
    return start(address, port, router, LONGEST_ANSWER);
  }

  /// @param longestAnswer how long an answer that holds memory may take
  static WebServer start(String address, int port, Router router, Duration longestAnswer)
      throws IOException {
    var threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("web");
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("web-call-"));
    var server = new Server(threads);
    var settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    settings.setSendDateHeader(true);
    var connector = new ServerConnector(server, new HttpConnectionFactory(settings));
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(LONGEST_WAIT.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    server.setHandler(new Routed(router, longestAnswer));
    server.setErrorHandler(WebServer::brokenRequest);
    server.setStopTimeout(STOP_LIMIT.toMillis());
    var web = new WebServer(server, connector);
    web.open(address, port);
    return web;
  }

  private void open(String address, int port) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw new IOException(
          "%s:%d: cannot listen there: %s; stop what uses it or choose another address or port"
              .formatted(address, port, rootOf(e).getMessage()),
          e);
    } catch (Exception e) { // what Jetty's signature makes of it
      close();
      throw new IllegalStateException("%s:%d: cannot start".formatted(address, port), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /// @return the port it listens on
  public int port() {
    return connector.getLocalPort();
  }

  /// Stops listening and waits up to 5 seconds for the calls in hand. Calling it again does
  /// nothing.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // what Jetty's signature makes of it
      LOG.log(Level.WARNING, "the web server did not stop cleanly", e);
    }
  }

  /// Requests that never reach a route: bad syntax, headers too large. What follows on the
  /// connection cannot be understood.
  private static boolean brokenRequest(Request request, Response response, Callback callback) {
    begin(request, response, Answer.text(response.getStatus(), "bad request"));
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    response.write(true, ByteBuffer.wrap("bad request\n".getBytes(US_ASCII)), callback);
    return true;
  }

  private static void begin(Request request, Response response, Answer answer) {
    response.setStatus(answer.status());
    if (!request.consumeAvailable()) { // what comes of the body later ends the connection
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    answer.headers().forEach(response.getHeaders()::put);
  }

  private static final class Routed extends Handler.Abstract {
    private final Router router;
    private final Duration longestAnswer;
    private final AnswerBudget answers = new AnswerBudget(MOST_ANSWERS);
    private final RestOfBody.Places rests;

    Routed(Router router, Duration longestAnswer) {
      this.router = router;
      this.longestAnswer = longestAnswer;
      this.rests = new RestOfBody.Places(router.longestSilence());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      router
          .answer(request)
          .whenComplete((answer, failure) -> {
            if (failure == null) {
              write(request, response, callback, answer);
            } else {
              callback.failed(failure);
            }
          });
      return true;
    }

    /// Many large answers that nobody reads, or that wait for a body, must not fill the memory.
    private void write(Request request, Response response, Callback callback, Answer answer) {
      var held = held(answer);
      var machine = isLasting(answer) ? "" : AnswerBudget.machine(Request.getRemoteAddr(request));
      if (answers.take(machine, held)) {
        var done = Callback.from(callback, () -> answers.giveBack(machine, held));
        try {
          rests.discard(request, () -> send(request, response, done, answer));
        } catch (RuntimeException | Error e) {
          done.failed(e);
        }
      } else {
        var busy = Answer.error(503, "too many large answers are on their way; try again later");
        write(request, response, callback, busy.with("Retry-After", RETRY_SECONDS));
      }
    }

    private void send(Request request, Response response, Callback done, Answer answer) {
      try {
        begin(request, response, answer);
        writeBody(request, response, inTime(request, answer, done), answer);
      } catch (RuntimeException | Error e) {
        done.failed(e);
      }
    }

    /// A reader who takes a byte now and then is never silent, so silence is not enough to look at.
    private Callback inTime(Request request, Answer answer, Callback callback) {
      if (held(answer) == 0) {
        return callback;
      }
      var longest =
          answer.body() instanceof Answer.AsItHappens(var limit, _) ? limit : longestAnswer;
      var line = request.getConnectionMetaData().getConnection().getEndPoint();
      var end =
          request
              .getComponents()
              .getScheduler()
              .schedule(
                  () -> line.close(new TimeoutException("the answer was read too slowly")),
                  longest.toMillis(),
                  TimeUnit.MILLISECONDS);
      return Callback.from(callback, end::cancel);
    }

    /// @return whether it is meant to stay; who answers so bounds how many of one machine do
    private static boolean isLasting(Answer answer) {
      return answer.body() instanceof Answer.AsItHappens;
    }

    private static long held(Answer answer) {
      return switch (answer.body()) {
        case Answer.InMemory(var bytes) -> bytes.length > PIECE ? bytes.length : 0;
        case Answer.InFile _ -> 0;
        case Answer.InPieces _ -> PIECES_COUNT;
        case Answer.AsItHappens _ -> HAPPENS_COUNT;
      };
    }
  }

  private static void writeBody(
      Request request, Response response, Callback callback, Answer answer) {
    switch (answer.body()) {
      case Answer.InMemory(var bytes) -> {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
      }
      case Answer.InFile(var path) -> {
        try {
          response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Files.size(path));
          var pool =
              new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), false, PIECE);
          Content.copy(Content.Source.from(pool, path), response, callback);
        } catch (IOException e) {
          callback.failed(e);
        }
      }
      case Answer.InPieces(var pieces) ->
          Thread.ofVirtual().name("web-pieces").start(() -> write(pieces, response, callback));
      case Answer.AsItHappens _ when HttpMethod.HEAD.is(request.getMethod()) ->
          response.write(true, ByteBuffer.allocate(0), callback); // the body would have no end
      case Answer.AsItHappens(_, var pieces) ->
          Thread.ofVirtual().name("web-happens").start(() -> write(pieces, response, callback));
    }
  }

  private static void write(Answer.Pieces pieces, Response response, Callback callback) {
    var out = new BufferedOutputStream(Content.Sink.asOutputStream(response), PIECE);
    try {
      pieces.writeTo(out);
      out.close(); // only what is whole is ended so: else the connection breaks off
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.failed(e);
      return;
    } catch (Throwable e) { // also an error must end the answer: else what it holds is lost
      LOG.log(Level.INFO, "an answer was cut: {0}", e.toString());
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }
}
