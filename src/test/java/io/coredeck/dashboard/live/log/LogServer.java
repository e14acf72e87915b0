package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.Guests;
import io.coredeck.dashboard.live.redis.RedisPlace;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.function.BiPredicate;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The routes of logs on a Jetty of their own, with a bare page that shows them.
final class LogServer implements AutoCloseable {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
          + " img-src 'self' data:; connect-src 'self'";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final LogFeeds feeds;

  private LogServer(String redis, BiPredicate<HttpServletRequest, String> sees) {
    feeds = LogFeeds.start(new RedisPlace(redis));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    LogRoutes.add(context, feeds, new Guests(sees));
    context.addServlet(new ServletHolder("page", new Bare()), "/*");
    server.setHandler(context);
  }

  static LogServer start(String redis, BiPredicate<HttpServletRequest, String> sees)
      throws Exception {
    var server = new LogServer(redis, sees);
    server.server.start();
    return server;
  }

  String origin() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  URI socket(String query) {
    return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/live/logs?" + query);
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares it
      throw new IOException("the server did not stop", e);
    } finally {
      feeds.close();
    }
  }

  /// The page, under the policy that pages of ours live under, and the scripts.
  private static final class Bare extends HttpServlet {

    private static final String PAGE =
        """
        <!doctype html><html lang="LANGUAGE"><meta charset="utf-8"><title>Logs</title><link rel="icon" href="data:,">
        <link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/bare.css">
        <meta name="viewport" content="width=device-width">
        <script type="module" src="/log.js"></script>
        <main><coredeck-log src="/live/logs" container="CONTAINER" name="api"></coredeck-log></main>
        """;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var path = request.getPathInfo();
      response.setHeader("Content-Security-Policy", POLICY);
      if (path.startsWith("/show/")) {
        response.setContentType("text/html");
        var language = "de".equals(request.getParameter("language")) ? "de" : "en";
        response
            .getWriter()
            .write(
                PAGE.replace("LANGUAGE", language)
                    .replace("CONTAINER", path.substring("/show/".length())));
      } else if (path.equals("/bare.css")) {
        response.setContentType("text/css");
        response.getWriter().write("html,body{margin:0;height:100%}coredeck-log{height:100vh}");
      } else {
        file("META-INF/resources/webjars/coredeck" + path, response);
      }
    }

    private static void file(String name, HttpServletResponse response) throws IOException {
      try (var in = LogServer.class.getClassLoader().getResourceAsStream(name)) {
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
