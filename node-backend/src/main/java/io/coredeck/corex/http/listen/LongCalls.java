package io.coredeck.corex.http.listen;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;

/// Calls that may take longer than {@link Bounds#request}, because they have a limit of their own
/// for how long nothing may move. Safe for use by several threads.
public final class LongCalls {
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  /// The call takes as long as it takes from here on.
  public void begin(Request request) {
    connections.add(request.getConnectionMetaData().getConnection());
  }

  /// The call is over; its connection is as any other again.
  public void end(Request request) {
    connections.remove(request.getConnectionMetaData().getConnection());
  }

  boolean has(Connection connection) {
    return connections.contains(connection);
  }
}
