package io.coredeck.corex.http.tls;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;

/// Encrypts connections, and hands what is in them to HTTP.
///
/// Jetty's own factory wants a class of Jetty for key stores, which needs a part of Java that CoreX
/// does not bring along.
public final class TlsConnections extends AbstractConnectionFactory {
  private final TlsContext context;
  private final String next;

  /// @param next protocol of what is in the connections
  public TlsConnections(TlsContext context, String next) {
    super("SSL");
    this.context = context;
    this.next = next;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var engine = context.engine();
    var encrypted =
        new SslConnection(
            connector.getByteBufferPool(), connector.getExecutor(), null, endPoint, engine);
    encrypted.setRenegotiationAllowed(false);
    configure(encrypted, connector, endPoint);
    var inner = encrypted.getSslEndPoint();
    var factory = connector.getConnectionFactory(next);
    inner.setConnection(factory.newConnection(connector, inner));
    return encrypted;
  }
}
