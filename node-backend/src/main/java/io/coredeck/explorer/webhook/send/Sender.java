package io.coredeck.explorer.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Posts deliveries. Safe for many threads.
///
/// Follows no redirects, knows no proxies, cookies or passwords, and connects only where {@link
/// Networks} lets it.
public final class Sender implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sender.class.getName());

  /// How long a connection may take.
  public static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /// How long a try may take in all.
  public static final Duration LIMIT = Duration.ofSeconds(15);

  /// How long a connection is kept for the next delivery, or may be silent.
  private static final Duration IDLE = Duration.ofSeconds(15);

  /// Bytes of an answer's headers.
  private static final int MOST_HEADER_BYTES = 8 << 10;

  private static final int MOST_THREADS = 16;

  private final Networks networks;
  private final InstantSource clock;
  private final AllowedAddresses addresses;
  private final HttpClient client;

  private Sender(Networks networks, KeyStore trusted, InstantSource clock) {
    this.networks = networks;
    this.clock = clock;
    this.addresses = new AllowedAddresses(networks);
    this.client = client(addresses, trusted);
  }

  /// @param authorities whose certificates are good
  /// @return the sender, ready
  /// @throws IOException if it cannot be made ready
  public static Sender start(Networks networks, Authorities authorities, InstantSource clock)
      throws IOException {
    Sender sender;
    try {
      sender = new Sender(networks, authorities.trusted(), clock);
    } catch (GeneralSecurityException e) {
      throw new IOException("webhooks cannot be sent over TLS: " + e.getMessage(), e);
    }
    try {
      sender.client.start();
      var handlers = sender.client.getProtocolHandlers();
      handlers.remove(RedirectProtocolHandler.NAME);
      handlers.remove(ProxyAuthenticationProtocolHandler.NAME);
      handlers.remove(WWWAuthenticationProtocolHandler.NAME);
      sender.client.getContentDecoderFactories().clear(); // what is not shown is not unpacked
      return sender;
    } catch (Exception e) { // Jetty says no more
      sender.close();
      throw new IOException("webhooks cannot be sent: " + e.getMessage(), e);
    }
  }

  private static HttpClient client(AllowedAddresses addresses, KeyStore trusted) {
    var threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("webhook-send");
    threads.setDaemon(true);
    var connector = new ClientConnector();
    connector.setSelectors(1);
    var tls = new SslContextFactory.Client(); // which also looks whether the name fits
    tls.setTrustStore(trusted);
    connector.setSslContextFactory(tls);
    var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setExecutor(threads);
    client.setSocketAddressResolver(addresses);
    client.setFollowRedirects(false);
    client.setConnectTimeout(CONNECT_LIMIT.toMillis());
    client.setIdleTimeout(IDLE.toMillis());
    client.setDestinationIdleTimeout(IDLE.toMillis());
    client.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Coredeck-Webhooks"));
    return client;
  }

  /// Tries once.
  ///
  /// @return what comes of it, within {@link #LIMIT}; it never fails
  public CompletableFuture<Outcome> send(Post post) {
    var now = clock.instant();
    var reader = new AnswerReader(networks, now);
    try {
      var at = now.getEpochSecond();
      var signature = Signing.sign(post.secrets(), post.id(), at, post.body());
      client
          .newRequest(post.url())
          .method(HttpMethod.POST)
          .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .headers(headers ->
              headers
                  .put("webhook-id", post.id())
                  .put("webhook-timestamp", Long.toString(at))
                  .put("webhook-signature", signature))
          .body(new BytesRequestContent("application/json", post.body().getBytes(UTF_8)))
          .send(reader);
    } catch (RuntimeException e) { // the URL or the client says no
      LOG.log(
          Level.WARNING,
          "a webhook could not be sent: {0}",
          e.getClass().getName()); // its message has the URL
      reader
          .outcome()
          .complete(new Outcome(0, Duration.ZERO, "could not be sent", "", Duration.ZERO));
    }
    return reader
        .outcome()
        .completeOnTimeout(
            new Outcome(0, LIMIT, "no answer came in time", "", Duration.ZERO),
            LIMIT.plusSeconds(1).toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Gives up what is under way. Calling it again does nothing.
  @Override
  public void close() {
    addresses.close();
    try {
      client.stop();
    } catch (Exception e) { // Jetty says no more
      LOG.log(Level.WARNING, "the sender of webhooks cannot be stopped: {0}", e.toString());
    }
  }
}
