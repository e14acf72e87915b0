package io.coredeck.node.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Gets what tenants name by `http` and `https` addresses, from where {@link Reach} lets it.
///
/// Every connection goes to an address that was looked at, also after a redirect; over TLS the host
/// name is still the one whose certificate is wanted. Knows no proxies, cookies or passwords. Safe
/// for several threads, which wait.
public final class Web implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Web.class.getName());

  /// How long a connection may take.
  public static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /// How long a server may be silent, and how long a connection is kept for the next request.
  static final Duration IDLE = Duration.ofSeconds(20);

  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_HEADER_BYTES = 8 << 10;
  private static final int MOST_THREADS = 16;
  private static final int BUFFER = 64 << 10;
  private static final int OK = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;

  private Web(HttpClient client) {
    this.client = client;
  }

  /// @param most bytes of an answer, 0 or more
  /// @param whole how long all of it may take, redirects included
  public record Limits(long most, Duration whole) {}

  /// @return it, ready
  /// @throws IOException if it cannot be made ready
  public static Web start(Reach reach) throws IOException {
    var client = client(reach);
    try {
      client.start();
      var handlers = client.getProtocolHandlers();
      handlers.remove(RedirectProtocolHandler.NAME);
      handlers.remove(ProxyAuthenticationProtocolHandler.NAME);
      handlers.remove(WWWAuthenticationProtocolHandler.NAME);
      client
          .getContentDecoderFactories()
          .clear(); // a flist is packed already, a bomb should stay so
      return new Web(client);
    } catch (Exception e) { // Jetty says no more
      new Web(client).close();
      throw new IOException("images cannot be fetched: " + e.getMessage(), e);
    }
  }

  private static HttpClient client(Reach reach) {
    var threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("web");
    threads.setDaemon(true);
    var connector = new ClientConnector();
    connector.setSelectors(1);
    var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setExecutor(threads);
    client.setSocketAddressResolver(new TenantAddresses(reach));
    client.setFollowRedirects(false);
    client.setConnectTimeout(CONNECT_LIMIT.toMillis());
    client.setIdleTimeout(IDLE.toMillis());
    client.setDestinationIdleTimeout(IDLE.toMillis());
    client.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "coredeck-node"));
    return client;
  }

  /// Gets something.
  ///
  /// @param address of `http` or `https`
  /// @param tenant id of the user for whom it is
  /// @param body gets the answer if its status is 200
  /// @return the status of the last answer
  /// @throws WebException if there is no answer, or not all of it; the message says why
  /// @throws IOException if the body cannot be written
  public int get(URI address, long tenant, Limits limits, OutputStream body)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + limits.whole().toNanos();
    var at = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      var listener = new InputStreamResponseListener();
      var request = request(at, tenant);
      try {
        request.send(listener);
        var answer = answer(listener, left(end, limits));
        var next =
            REDIRECTS.contains(answer.getStatus()) ? target(at, answer) : Optional.<URI>empty();
        if (next.isEmpty()) {
          copyIfOk(answer, listener, limits, end, body);
          return answer.getStatus();
        }
        at = next.get();
      } finally {
        var _ = request.abort(new EnoughException()); // does nothing to what is complete
      }
    }
    throw new WebException("it redirects more than %d times".formatted(MOST_REDIRECTS));
  }

  private Request request(URI address, long tenant) throws WebException {
    try {
      return client.newRequest(address).tag(tenant);
    } catch (IllegalArgumentException _) {
      throw new WebException("its address cannot be asked for");
    }
  }

  private static long left(long end, Limits limits) throws WebException {
    var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0) {
      throw late(limits);
    }
    return left;
  }

  private static WebException late(Limits limits) {
    return new WebException("not there within %d seconds".formatted(limits.whole().toSeconds()));
  }

  private static Response answer(InputStreamResponseListener listener, long limit)
      throws WebException, InterruptedException {
    try {
      return listener.get(limit, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new WebException(words(e));
    } catch (TimeoutException _) {
      throw new WebException("not there within %d seconds".formatted(limit / 1000));
    }
  }

  /// @return where an answer sends on to; empty if it is no address of the web, or one without TLS
  ///   where there was TLS before
  private static Optional<URI> target(URI from, Response answer) throws WebException {
    var location = answer.getHeaders().get(HttpHeader.LOCATION);
    try {
      var to = location == null ? null : from.resolve(new URI(location.strip()));
      var scheme = to == null || to.getHost() == null ? "" : String.valueOf(to.getScheme());
      var isSafe = scheme.equalsIgnoreCase("https");
      if (to == null || !(isSafe || (scheme.equalsIgnoreCase("http") && !isTls(from)))) {
        throw new WebException("it redirects to where this node does not follow");
      }
      return Optional.of(to);
    } catch (URISyntaxException _) {
      throw new WebException("it redirects to where this node does not follow");
    }
  }

  private static boolean isTls(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private static void copyIfOk(
      Response answer,
      InputStreamResponseListener listener,
      Limits limits,
      long end,
      OutputStream body)
      throws IOException, InterruptedException {
    if (answer.getStatus() != OK) {
      return;
    }
    var pace = new Pace();
    long copied = 0;
    var buffer = new byte[BUFFER];
    try (var in = listener.getInputStream()) {
      for (var read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        copied += read;
        if (copied > limits.most()) {
          throw new WebException("it is larger than %d bytes".formatted(limits.most()));
        }
        body.write(buffer, 0, read);
        pace.came(read);
        if (System.nanoTime() - end > 0) {
          throw late(limits);
        }
      }
    }
  }

  private static int read(InputStream in, byte[] buffer) throws WebException, InterruptedException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      if (e.getClass() == InterruptedIOException.class) { // a timeout is a kind of it
        throw new InterruptedException("interrupted while it was fetched");
      }
      throw new WebException(words(e));
    }
  }

  /// The client wraps the reason once or twice. A parser's own words would show what a server says
  /// that knows no HTTP.
  private static String words(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case RefusedAddressException _ -> {
          return "cannot be reached: " + RefusedAddressException.WORDS;
        }
        case UnknownHostException _ -> {
          return "cannot be reached: its host name is unknown";
        }
        case Lookups.LookupException e -> {
          return "cannot be reached: " + e.getMessage();
        }
        case SocketTimeoutException _ -> {
          return "cannot be reached: no answer within %d seconds"
              .formatted(CONNECT_LIMIT.toSeconds());
        }
        case ConnectException _ -> {
          return "cannot be reached: connection refused";
        }
        case NoRouteToHostException _ -> {
          return "cannot be reached: there is no way to it";
        }
        case SSLException _ -> {
          return "cannot be reached: no TLS connection could be made; its certificate must be valid"
              + " for its host name";
        }
        case TimeoutException _ -> {
          return "broke off: it was silent for %d seconds".formatted(IDLE.toSeconds());
        }
        default -> {
          // the reason may be further inside
        }
      }
    }
    return "broke off, or answers not as a web server does";
  }

  /// Gives up what is under way. Calling it again does nothing.
  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) { // Jetty says no more
      LOG.log(System.Logger.Level.WARNING, "the fetching of images cannot be stopped: {0}", e);
    }
  }

  /// Nothing more of an answer is wanted.
  private static final class EnoughException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
