package io.coredeck.corex.http;

import io.coredeck.corex.files.ContainerFiles;
import io.coredeck.corex.files.FilesRoot;
import io.coredeck.corex.files.transfer.TransferLog;
import io.coredeck.corex.http.api.CompatibleApi;
import io.coredeck.corex.http.api.ProcessApi;
import io.coredeck.corex.http.api.ServiceApi;
import io.coredeck.corex.http.api.TransferRoutes;
import io.coredeck.corex.http.listen.Addresses;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.http.listen.Connectors;
import io.coredeck.corex.http.listen.LongCalls;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.recording.Recordings;
import io.coredeck.corex.service.Services;
import io.coredeck.corex.socket.Events;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.jspecify.annotations.Nullable;

/// The running HTTP server.
public final class CorexServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CorexServer.class.getName());

  private static final int THREADS = 16;
  private static final int LEAST_THREADS = 2;
  private static final int THREAD_IDLE_MILLIS = 30_000;

  private final Server server;
  private final SocketRoutes sockets;
  private final Recordings recordings;
  private final ServerOptions options;
  private final List<InetAddress> addresses;
  private final LongCalls longCalls = new LongCalls();
  private volatile @Nullable Connectors connectors;

  private CorexServer(
      ServerOptions options,
      List<InetAddress> addresses,
      Processes processes,
      Services services,
      UsageMeter meter) {
    this.options = options;
    this.addresses = addresses;
    this.recordings = new Recordings(processes);
    var threads = new QueuedThreadPool(THREADS, LEAST_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("corex-http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    server =
        new Server(
            threads, new ScheduledExecutorScheduler(processes.clock()), new ArrayByteBufferPool());
    server.setStopTimeout(0); // clients are told before
    var events = new Events(processes, meter, about(options));
    events.start();
    recordings.listen();
    var components =
        new WebSocketComponents(null, null, server.getByteBufferPool(), null, null, threads);
    server.addBean(components);
    sockets = new SocketRoutes(processes, events, options, components);
    server.setHandler(
        new Routes(
            new Gate(options.hostNames(), options.guard()),
            new Pages(options.index(), options.frameAncestors()),
            new CompatibleApi(processes),
            new ProcessApi(processes, events, options.runAs()),
            new ServiceApi(services),
            new TransferRoutes(
                new ContainerFiles(
                    new FilesRoot(options.root()),
                    options.files(),
                    options.guard().isReadOnly(),
                    options.runAs().isPresent()),
                recordings,
                processes,
                TransferLog.standard(),
                longCalls),
            sockets,
            options.guard().pageToken()));
    server.setErrorHandler(new ErrorPages());
  }

  private static Events.About about(ServerOptions options) {
    var files = options.files();
    return new Events.About(options.host(), options.version(), files.upload(), files.download());
  }

  /// Listens and answers.
  ///
  /// @throws IOException if it cannot listen, with the reason
  public static CorexServer start(
      ServerOptions options, Processes processes, Services services, UsageMeter meter)
      throws IOException {
    return start(options, processes, services, meter, Bounds.USUAL);
  }

  static CorexServer start(
      ServerOptions options,
      Processes processes,
      Services services,
      UsageMeter meter,
      Bounds bounds)
      throws IOException {
    var addresses = Addresses.of(options.listening());
    if (options.localOnly()) {
      refuseOthers(addresses);
    }
    var running = new CorexServer(options, addresses, processes, services, meter);
    try {
      running.server.start();
      running.connectors =
          Connectors.start(
              running.server,
              processes.clock(),
              bounds,
              running.longCalls,
              options.listening(),
              addresses);
      return running;
    } catch (IOException e) {
      running.close();
      throw e;
    } catch (Exception e) {
      running.close();
      throw new IOException("the server cannot start: " + e.getMessage(), e);
    }
  }

  private static void refuseOthers(List<InetAddress> addresses) throws IOException {
    for (var address : addresses) {
      if (!address.isLoopbackAddress()) {
        throw new IOException(
            ("address %s: whoever reaches it could run programs here; ask for something with"
                    + " --credential-file or --token-file, or say --no-credential")
                .formatted(address.getHostAddress()));
      }
    }
  }

  /// Calls itself once, so that the first who comes does not wait for classes to be loaded and made
  /// ready. Not where the line is encrypted, or a socket file alone.
  public void warmUp() {
    if (port() != 0 && options.listening().tls().isEmpty()) {
      FirstCall.to(addresses.getFirst(), port());
    }
  }

  /// @return the port listened on, 0 if on none
  public int port() {
    return connectors == null ? 0 : connectors.port();
  }

  /// Says goodbye to all clients and stops, within a second.
  @Override
  public void close() {
    sockets.close();
    if (connectors != null) {
      connectors.close();
    }
    recordings.close();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the server did not stop in order", e);
    }
  }
}
