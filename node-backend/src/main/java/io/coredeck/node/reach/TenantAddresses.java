package io.coredeck.node.reach;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Finds the addresses of a host for each new connection, those that the tenant who is the tag of
/// the request may have connected to.
///
/// @param reach says which
record TenantAddresses(Reach reach) implements SocketAddressResolver {

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    if (context.get(Destination.CONTEXT_KEY) instanceof Destination destination
        && destination.getOrigin().getTag() instanceof Long tenant) {
      // As many as there are requests; what takes time is bounded where names are looked up.
      var _ = Thread.ofVirtual().name("web-address").start(() -> find(host, port, tenant, promise));
    } else {
      promise.failed(new IllegalStateException("a request of nobody"));
    }
  }

  private void find(String host, int port, long tenant, Promise<List<InetSocketAddress>> promise) {
    try {
      promise.succeeded(reach.addresses(bare(host), port, tenant));
    } catch (IOException | RuntimeException e) {
      promise.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      promise.failed(e);
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
