package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Keyring;
import io.coredeck.dashboard.live.corex.door.TestSession;
import io.coredeck.wire.account.AuditMessages;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// A real CoreX, and the dashboard's routes to it on a Jetty of their own. Who asks says so in the
/// header `X-Who`: `ines` and `omar` may everything, `vera` looks, `stranger` may nothing. Browsers
/// say it in a page's address.
final class ConsoleServer implements AutoCloseable {

  static final String GWID = "3-1";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
          + " img-src 'self' data:; connect-src 'self'";

  private final TestCorex corex = TestCorex.start();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final Set<String> signedOut = ConcurrentHashMap.newKeySet();
  private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();
  private final Queue<AuditMessages.Transfer> audit = new ConcurrentLinkedQueue<>();
  private volatile boolean running = true;
  private volatile Optional<InetSocketAddress> elsewhere = Optional.empty();

  private ConsoleServer() throws IOException {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    CorexRoutes.add(context, (request, gwid) -> ask(who(request), gwid));
    context.addServlet(new ServletHolder("page", new Bare()), "/*");
    server.setHandler(context);
  }

  static ConsoleServer start() throws Exception {
    var server = new ConsoleServer();
    server.server.start();
    return server;
  }

  private static String who(HttpServletRequest request) {
    var header = request.getHeader("X-Who");
    if (header != null) {
      return header;
    }
    var cookies = request.getCookies();
    return cookies == null || cookies.length == 0 ? "" : cookies[0].getValue();
  }

  private Door.Answer ask(String who, String gwid) {
    if (who.isEmpty() || signedOut.contains(who)) {
      return new Door.SignedOut();
    }
    if (who.equals("stranger") || !gwid.equals(GWID)) {
      return new Door.NotYours();
    }
    if (!running) {
      return new Door.NoConsole();
    }
    var session = sessions.computeIfAbsent(who, _ -> TestSession.create());
    return new Door.Open(
        who,
        !who.equals("vera"),
        corexAddress(),
        Keyring.of(session, who).lock(gwid, corexAddress()),
        () -> ask(who, gwid),
        () -> audit::add);
  }

  InetSocketAddress corexAddress() {
    return elsewhere.orElseGet(
        () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), corex.port()));
  }

  /// @return whether the audit was told of it
  boolean isAudited(AuditMessages.Transfer transfer) {
    return audit.contains(transfer);
  }

  /// The session of this person ends.
  void signOut(String who) {
    signedOut.add(who);
    Optional.ofNullable(sessions.remove(who)).ifPresent(HttpSession::invalidate);
  }

  void signIn(String who) {
    signedOut.remove(who);
  }

  /// The container stops, or runs again.
  void run(boolean now) {
    running = now;
  }

  /// From now on CoreX is looked for there.
  void moveTo(InetSocketAddress address) {
    elsewhere = Optional.of(address);
  }

  void moveBack() {
    elsewhere = Optional.empty();
  }

  TestCorex corex() {
    return corex;
  }

  String origin() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  URI uri(String path) {
    return URI.create(origin() + "/live/corex/" + GWID + path);
  }

  URI socket(String path) {
    return URI.create(uri(path).toString().replaceFirst("http", "ws"));
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares it
      throw new IOException("the server did not stop", e);
    } finally {
      corex.close();
    }
  }

  /// The page, under the policy that pages of ours live under, and the scripts.
  private static final class Bare extends HttpServlet {

    private static final String PAGE =
        """
        <!doctype html><html lang="LANG"><meta charset="utf-8"><title>Console</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/bare.css">
        <script type="module" src="/console.js"></script>
        <coredeck-console container="3-1" name="api" person="WHO" src="/live/corex/3-1/"></coredeck-console>
        """;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var path = request.getPathInfo();
      response.setHeader("Content-Security-Policy", POLICY);
      if (path.startsWith("/show/")) {
        var words = path.substring("/show/".length()).split("/", -1);
        response.setContentType("text/html");
        response.setHeader("Set-Cookie", "who=" + words[0] + "; Path=/");
        response.getWriter().write(PAGE.replace("WHO", words[0]).replace("LANG", words[1]));
      } else if (path.equals("/bare.css")) {
        response.setContentType("text/css");
        response.getWriter().write("html,body{margin:0;height:100%}coredeck-console{height:100vh}");
      } else {
        file("META-INF/resources/webjars/coredeck" + path, response);
      }
    }

    private static void file(String name, HttpServletResponse response) throws IOException {
      try (var in = ConsoleServer.class.getClassLoader().getResourceAsStream(name)) {
        if (in == null) {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
          return;
        }
        response.setContentType(
            name.endsWith(".js")
                ? "text/javascript"
                : name.endsWith(".css")
                    ? "text/css"
                    : name.endsWith(".svg") ? "image/svg+xml" : "font/woff2");
        in.transferTo(response.getOutputStream());
      }
    }
  }
}
