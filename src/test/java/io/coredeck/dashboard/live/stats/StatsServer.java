package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.Guests;
import io.coredeck.dashboard.live.nodes.NodeLoads;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.dashboard.live.redis.StreamLoop;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/// The socket of live numbers on a server of its own, beside the product's scripts and a bare page.
final class StatsServer implements AutoCloseable {

  /// The one node there is.
  static final String NODE = "3NAkHQHmUa4SjTjPUKfXqy1m8cJ7TKBYBrFHzjTLPpGq";

  private final Server server;
  private final StreamLoop loop;
  private final StatsHub hub;

  StatsServer(StatsRedis redis, BiPredicate<HttpServletRequest, String> sees, Path pages)
      throws IOException {
    loop = StreamLoop.start(new RedisPlace(redis.url()));
    var loads = NodeLoads.on(Optional.of(loop));
    hub = new StatsHub(loop, id -> id.equals(NODE) ? loads.of(id) : Optional.empty());
    server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.setBaseResource(resources(context, pages));
    StatsRoutes.add(context, hub, new Guests(sees));
    context.addServlet(new ServletHolder("files", DefaultServlet.class), "/");
    server.setHandler(context);
    begin();
  }

  private void begin() throws IOException {
    try {
      server.start();
    } catch (Exception e) { // Jetty declares it
      throw new IOException("the test's server does not start", e);
    }
  }

  private static org.eclipse.jetty.util.resource.Resource resources(
      ServletContextHandler context, Path pages) throws IOException {
    Files.createDirectories(pages);
    var factory = ResourceFactory.of(context);
    var ours =
        StatsServer.class.getClassLoader().getResource("META-INF/resources/webjars/coredeck");
    if (ours == null) {
      return factory.newResource(pages);
    }
    return ResourceFactory.combine(factory.newResource(pages), factory.newResource(ours));
  }

  StatsHub hub() {
    return hub;
  }

  URI url(String path) {
    return server.getURI().resolve(path);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares it
      throw new IllegalStateException("the test's server does not stop", e);
    }
    hub.close();
    loop.close();
  }
}
