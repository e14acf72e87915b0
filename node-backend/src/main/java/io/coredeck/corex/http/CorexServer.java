package io.coredeck.corex.http;

import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.socket.Events;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;

/// The running HTTP server.
public final class CorexServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CorexServer.class.getName());

  private static final int THREADS = 16;
  private static final int LEAST_THREADS = 2;
  private static final int THREAD_IDLE_MILLIS = 30_000;

  /// Long command lines come in the first line of a request.
  private static final int REQUEST_HEADER_BYTES = 128 * 1024;

  private static final int IDLE_MILLIS = 60_000;

  /// Output that waits in the kernel for a slow client; it is what Ctrl-C has to wait for.
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /// An IPv6 address is checked for a moment before it can be used.
  private static final Duration ADDRESS_CHECK = Duration.ofMillis(200);

  private static final int ADDRESS_CHECKS = 100;

  private final Server server;
  private final SocketRoutes sockets;
  private final Processes processes;
  private final List<ServerConnector> connectors = new CopyOnWriteArrayList<>();

  private CorexServer(ServerOptions options, Processes processes, UsageMeter meter) {
    this.processes = processes;
    var threads = new QueuedThreadPool(THREADS, LEAST_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("corex-http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    server =
        new Server(
            threads, new ScheduledExecutorScheduler(processes.clock()), new ArrayByteBufferPool());
    server.setStopTimeout(0); // clients are told before
    var events =
        new Events(
            processes,
            meter,
            new Events.About(options.host(), options.version(), options.readOnly()));
    events.start();
    var components =
        new WebSocketComponents(null, null, server.getByteBufferPool(), null, null, threads);
    server.addBean(components);
    sockets = new SocketRoutes(processes, events, options, components);
    server.setHandler(
        new Routes(
            new Gate(options.hostNames(), options.credential()),
            new Pages(options.index(), options.frameAncestors()),
            new CompatibleApi(processes),
            new ProcessApi(processes, events),
            sockets,
            tokenScript(options)));
  }

  private static String tokenScript(ServerOptions options) {
    return options
        .credential()
        .map(credential -> "var tty_auth_token = '%s';\n".formatted(credential.token()))
        .orElse("");
  }

  /// Listens and answers.
  ///
  /// @throws IOException if it cannot listen, with the reason
  public static CorexServer start(ServerOptions options, Processes processes, UsageMeter meter)
      throws IOException {
    var addresses = Listening.addresses(options.networkInterface(), options.ipv6());
    var running = new CorexServer(options, processes, meter);
    try {
      running.server.start();
      if (addresses.isEmpty()) {
        running.listen(new InetSocketAddress(options.port()));
      } else {
        running.listen(addresses, options.port());
      }
      return running;
    } catch (IOException e) {
      running.close();
      throw e;
    } catch (Exception e) {
      running.close();
      throw new IOException("the server cannot start: " + e.getMessage(), e);
    }
  }

  private void listen(List<InetAddress> addresses, int port) throws Exception {
    listen(new InetSocketAddress(addresses.getFirst(), port));
    for (var address : addresses.subList(1, addresses.size())) {
      var next = new InetSocketAddress(address, port());
      if (address instanceof Inet6Address) {
        listenSoon(next, ADDRESS_CHECKS);
      } else {
        listen(next);
      }
    }
  }

  /// Also tries again later, without holding up the rest.
  private void listenSoon(InetSocketAddress address, int tries) {
    try {
      listen(address);
    } catch (Exception e) {
      if (tries == 0) {
        LOG.log(Level.WARNING, "{0}; it is left out", e.getMessage());
        return;
      }
      var _ =
          processes
              .clock()
              .schedule(
                  () -> listenSoon(address, tries - 1),
                  ADDRESS_CHECK.toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  private void listen(InetSocketAddress address) throws Exception {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector.start();
    server.addConnector(connector);
    connectors.add(connector);
    LOG.log(
        Level.INFO, "listening on " + connector.getHost() + " port " + connector.getLocalPort());
  }

  /// @return the port listened on
  public int port() {
    return connectors.getFirst().getLocalPort();
  }

  /// Says goodbye to all clients and stops, within a second.
  @Override
  public void close() {
    sockets.close();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the server did not stop in order", e);
    }
  }
}
