package io.coredeck.explorer.webhook.send;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Finds the addresses of a host once for each new connection and gives only those that may be
/// connected to: a name that stands for another address later does not matter to that connection.
final class AllowedAddresses implements SocketAddressResolver, AutoCloseable {

  /// Lookups at the same time; one may wait long for a name server.
  private static final int MOST = 128;

  /// Addresses of one host that are tried one after the other.
  private static final int MOST_ADDRESSES = 3;

  private static final Duration IDLE = Duration.ofSeconds(10);

  /// Asks name servers.
  @FunctionalInterface
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final Networks networks;
  private final Lookup lookup;
  private final ExecutorService lookups;

  AllowedAddresses(Networks networks) {
    this(networks, InetAddress::getAllByName);
  }

  AllowedAddresses(Networks networks, Lookup lookup) {
    this.networks = networks;
    this.lookup = lookup;
    this.lookups =
        new ThreadPoolExecutor(
            0,
            MOST,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("webhook-lookup").daemon().factory());
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    try {
      lookups.execute(() -> {
        try {
          promise.succeeded(allowed(host, port, isEncrypted(context)));
        } catch (UnknownHostException | RefusedAddressException | RuntimeException e) {
          promise.failed(e);
        }
      });
    } catch (RejectedExecutionException e) {
      promise.failed(e);
    }
  }

  private static boolean isEncrypted(Map<String, Object> context) {
    return context.get(Destination.CONTEXT_KEY) instanceof Destination destination
        && HttpScheme.HTTPS.is(destination.getOrigin().getScheme());
  }

  private List<InetSocketAddress> allowed(String host, int port, boolean isEncrypted)
      throws UnknownHostException, RefusedAddressException {
    var all = lookup.of(host);
    var allowed =
        Arrays.stream(all)
            .filter(address -> networks.mayReach(address, isEncrypted))
            .limit(MOST_ADDRESSES)
            .map(address -> new InetSocketAddress(address, port))
            .toList();
    if (allowed.isEmpty()) {
      throw new RefusedAddressException(
          isEncrypted
              ? "its address is not public; an admin may allow it with the explorer's webhook.networks"
              : "plain http goes only to networks that an admin has allowed with the explorer's webhook.networks");
    }
    return allowed;
  }

  /// Gives up lookups under way.
  @Override
  public void close() {
    lookups.shutdownNow();
  }

  /// A host has no address that may be connected to.
  static final class RefusedAddressException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
      super(message);
    }
  }
}
