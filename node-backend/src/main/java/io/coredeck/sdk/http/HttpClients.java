package io.coredeck.sdk.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Makes HTTP clients: HTTP/1.1, redirects are answers and not followed.
public final class HttpClients {

  private HttpClients() {}

  /// A client for one server.
  ///
  /// @param server its base address
  /// @param connectLimit how long making a connection may take
  public static HttpClient to(URI server, Duration connectLimit) {
    return prepared(server, connectLimit).build();
  }

  /// The same, for who has more to say of it. For a server of plain `http` it can do no TLS at all:
  /// reading the machine's certificates takes longer than most calls, and Java does it for every
  /// client otherwise.
  ///
  /// @param server its base address
  /// @param connectLimit how long making a connection may take
  public static HttpClient.Builder prepared(URI server, Duration connectLimit) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectLimit);
    return "http".equalsIgnoreCase(server.getScheme())
        ? builder.sslContext(Plain.CONTEXT)
        : builder;
  }

  /// Made when it is first needed.
  private static final class Plain {
    static final SSLContext CONTEXT = context();

    private static SSLContext context() {
      try {
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[] {new TrustsNobody()}, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
      }
    }
  }

  /// Whatever should speak TLS by such a client after all is refused.
  private static final class TrustsNobody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw refusal();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw refusal();
    }

    private static CertificateException refusal() {
      return new CertificateException("this client was made for plain http");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
