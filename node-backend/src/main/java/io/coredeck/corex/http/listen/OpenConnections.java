package io.coredeck.corex.http.listen;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Keeps the connections within their {@link Bounds}: not too many, and none that takes for ever to
/// say what it wants. Safe for use by several threads.
final class OpenConnections {
  private static final System.Logger LOG = System.getLogger(OpenConnections.class.getName());

  private final Bounds bounds;
  private final LongCalls longCalls;
  private final LongSupplier nanoTime;
  private final Map<EndPoint, Progress> open = new ConcurrentHashMap<>();

  // Guarded by itself.
  private final Map<String, Integer> byAddress = new HashMap<>();

  /// @param requests begun so far
  /// @param since when that was
  private record Progress(String address, long requests, long since) {}

  OpenConnections(Bounds bounds, LongCalls longCalls, LongSupplier nanoTime) {
    this.bounds = bounds;
    this.longCalls = longCalls;
    this.nanoTime = nanoTime;
  }

  /// A connection is there; one too many is closed.
  void opened(EndPoint endPoint) {
    var address = address(endPoint);
    open.put(endPoint, new Progress(address, 0, nanoTime.getAsLong()));
    int ofAddress;
    synchronized (byAddress) {
      ofAddress = byAddress.merge(address, 1, Integer::sum);
    }
    if (open.size() > bounds.connections() || ofAddress > bounds.perAddress()) {
      LOG.log(Level.DEBUG, "too many connections; one from {0} is closed", address);
      endPoint.close();
    }
  }

  void closed(EndPoint endPoint) {
    var progress = open.remove(endPoint);
    if (progress != null) {
      synchronized (byAddress) {
        byAddress.computeIfPresent(progress.address(), (_, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /// Closes those that have begun no further request for too long and are in no long call.
  void closeSlow() {
    var now = nanoTime.getAsLong();
    for (var endPoint : open.keySet()) {
      if (http(endPoint.getConnection()) instanceof HttpConnection connection) {
        var requests = connection.getMessagesIn();
        var seen =
            open.computeIfPresent(
                endPoint,
                (_, before) ->
                    before.requests() == requests && !longCalls.has(connection)
                        ? before
                        : new Progress(before.address(), requests, now));
        if (seen != null && now - seen.since() > bounds.request().toNanos()) {
          endPoint.close();
        }
      }
    }
  }

  private static Connection http(Connection connection) {
    return connection instanceof SslConnection encrypted
        ? encrypted.getSslEndPoint().getConnection()
        : connection;
  }

  private static String address(EndPoint endPoint) {
    return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress inet
            && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "";
  }
}
