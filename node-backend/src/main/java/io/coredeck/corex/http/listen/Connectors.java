package io.coredeck.corex.http.listen;

import io.coredeck.corex.http.tls.TlsConnections;
import io.coredeck.corex.http.tls.TlsContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.jspecify.annotations.Nullable;

/// Makes a running server listen.
public final class Connectors implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Connectors.class.getName());

  /// The original's client asks for `/api//processes`, and the original took that for one slash, as
  /// our routes do.
  private static final UriCompliance EMPTY_SEGMENTS =
      UriCompliance.DEFAULT.with("empty segments", Violation.AMBIGUOUS_EMPTY_SEGMENT);

  /// Bytes of the first line and the headers of a request: long command lines come in the first
  /// line.
  static final int HEAD_BYTES = 128 * 1024;

  /// What a connection may be silent between requests.
  private static final Duration IDLE = Duration.ofSeconds(60);

  /// Output that waits in the kernel for a slow client; it is what Ctrl-C has to wait for.
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  /// Connections the kernel has taken and we have not.
  private static final int BACKLOG = 256;

  /// An IPv6 address is checked for a moment before it can be used.
  private static final Duration ADDRESS_CHECK = Duration.ofMillis(200);

  private static final int ADDRESS_CHECKS = 100;

  /// Looks for slow connections in one bound of time.
  private static final int LOOKS = 4;

  private final Server server;
  private final ScheduledExecutorService clock;
  private final Optional<TlsContext> tls;
  private final OpenConnections connections;
  private final Future<?> looks;
  private final List<ServerConnector> listening = new CopyOnWriteArrayList<>();
  private volatile @Nullable SocketFile socketFile;

  private Connectors(
      Server server,
      ScheduledExecutorService clock,
      Bounds bounds,
      LongCalls longCalls,
      Optional<TlsContext> tls) {
    this.server = server;
    this.clock = clock;
    this.tls = tls;
    this.connections = new OpenConnections(bounds, longCalls, System::nanoTime);
    var pause = bounds.request().dividedBy(LOOKS).toMillis();
    this.looks =
        clock.scheduleWithFixedDelay(connections::closeSlow, pause, pause, TimeUnit.MILLISECONDS);
  }

  /// @param server running
  /// @param longCalls those that are not held to the time for a request
  /// @param addresses found by {@link Addresses}
  /// @throws IOException if it cannot listen, with the reason
  public static Connectors start(
      Server server,
      ScheduledExecutorService clock,
      Bounds bounds,
      LongCalls longCalls,
      Listening where,
      List<InetAddress> addresses)
      throws IOException {
    Optional<TlsContext> tls =
        where.tls().isPresent()
            ? Optional.of(TlsContext.load(where.tls().get(), System::nanoTime))
            : Optional.empty();
    var connectors = new Connectors(server, clock, bounds, longCalls, tls);
    try {
      if (where.socket().isPresent()) {
        connectors.listen(where.socket().get());
      }
      connectors.listen(addresses, where.port());
      return connectors;
    } catch (IOException e) {
      connectors.close();
      throw e;
    }
  }

  private void listen(List<InetAddress> addresses, int wanted) throws IOException {
    var port = wanted;
    for (var address : addresses) {
      if (address instanceof Inet6Address && !listening.isEmpty()) {
        listenSoon(new InetSocketAddress(address, port), ADDRESS_CHECKS);
      } else {
        listen(new InetSocketAddress(address, port));
      }
      port = port();
    }
  }

  /// Also tries again later, without holding up the rest.
  private void listenSoon(InetSocketAddress address, int tries) {
    try {
      listen(address);
    } catch (IOException e) {
      if (tries == 0) {
        LOG.log(Level.WARNING, "{0}; it is left out", e.getMessage());
        return;
      }
      var _ =
          clock.schedule(
              () -> listenSoon(address, tries - 1),
              ADDRESS_CHECK.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void listen(InetSocketAddress address) throws IOException {
    var connector = new BoundedConnector(server, connections, address.getAddress(), factories());
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    try {
      connector.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("%s: %s".formatted(address, e.getMessage()), e);
    }
    server.addConnector(connector);
    listening.add(connector);
    LOG.log(
        Level.INFO, "listening on " + connector.getHost() + " port " + connector.getLocalPort());
  }

  private void listen(Path path) throws IOException {
    var file = SocketFile.prepare(path);
    socketFile = file;
    var connector = new BoundedSocketConnector(server, connections, http());
    connector.setUnixDomainPath(file.draft());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    try {
      connector.start();
    } catch (Exception e) {
      throw new IOException("%s: %s".formatted(path, e.getMessage()), e);
    }
    server.addConnector(connector);
    file.publish();
    LOG.log(Level.INFO, "listening on {0}", path);
  }

  /// Written so that no class for TLS is loaded without TLS.
  private ConnectionFactory[] factories() {
    var http = http();
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {http};
    }
    return new ConnectionFactory[] {new TlsConnections(tls.get(), http.getProtocol()), http};
  }

  private static HttpConnectionFactory http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(EMPTY_SEGMENTS);
    http.setRequestHeaderSize(HEAD_BYTES);
    return new HttpConnectionFactory(http);
  }

  /// @return the port listened on, 0 if on none
  public int port() {
    return listening.isEmpty() ? 0 : listening.getFirst().getLocalPort();
  }

  /// Forgets what was begun here; the connectors stop with their server.
  @Override
  public void close() {
    looks.cancel(false);
    var file = socketFile;
    if (file != null) {
      try {
        file.remove();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the Unix socket cannot be removed: {0}", e.getMessage());
      }
    }
  }

  private static final class BoundedConnector extends ServerConnector {
    private final OpenConnections connections;
    private final InetAddress address;

    BoundedConnector(
        Server server,
        OpenConnections connections,
        InetAddress address,
        ConnectionFactory... factories) {
      super(server, 0, 1, factories);
      this.connections = connections;
      this.address = address;
    }

    /// Java opens sockets for both, and then 0.0.0.0 would be all of IPv6 too.
    @Override
    protected ServerSocketChannel openAcceptChannel() throws IOException {
      if (!(address instanceof Inet4Address)) {
        return super.openAcceptChannel();
      }
      var channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, getReuseAddress());
        return channel.bind(new InetSocketAddress(address, getPort()), getAcceptQueueSize());
      } catch (IOException e) {
        channel.close();
        throw new IOException(
            "address %s, port %d: %s"
                .formatted(address.getHostAddress(), getPort(), e.getMessage()),
            e);
      }
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      return new QuickEndPoint(channel, selector, key, getScheduler());
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
      super.onEndPointOpened(endPoint);
      connections.opened(endPoint);
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
      super.onEndPointClosed(endPoint);
      connections.closed(endPoint);
    }
  }

  private static final class BoundedSocketConnector extends UnixDomainServerConnector {
    private final OpenConnections connections;

    BoundedSocketConnector(
        Server server, OpenConnections connections, ConnectionFactory... factories) {
      super(server, 0, 1, factories);
      this.connections = connections;
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
      super.onEndPointOpened(endPoint);
      connections.opened(endPoint);
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
      super.onEndPointClosed(endPoint);
      connections.closed(endPoint);
    }
  }
}
