package io.coredeck.corex.http.tls;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// What connections are encrypted with.
///
/// The files are looked at when somebody connects, and read again when they have changed: new
/// connections get the new certificate, those that are open go on. Files that are wrong then are
/// told of, and the old ones stay. Safe for use by several threads.
public final class TlsContext {
  private static final System.Logger LOG = System.getLogger(TlsContext.class.getName());
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final TlsFiles files;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private SSLContext context;
  private List<String> stamps;
  private List<String> toldOf = List.of();
  private long looked;

  private TlsContext(TlsFiles files, LongSupplier nanoTime) throws TlsException {
    this.files = files;
    this.nanoTime = nanoTime;
    this.stamps = stamps(files);
    this.context = load(files);
    this.looked = nanoTime.getAsLong();
  }

  /// @throws TlsException which file is wrong, and what to do
  public static TlsContext load(TlsFiles files, LongSupplier nanoTime) throws TlsException {
    return new TlsContext(files, nanoTime);
  }

  /// @return for one connection
  SSLEngine engine() {
    var engine = current().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(PROTOCOLS);
    engine.setNeedClientAuth(files.authorities().isPresent());
    var parameters = engine.getSSLParameters();
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private synchronized SSLContext current() {
    var now = nanoTime.getAsLong();
    if (now - looked >= LOOK_AGAIN.toNanos()) {
      looked = now;
      var found = stamps(files);
      if (!found.equals(stamps)) {
        reload(found);
      }
    }
    return context;
  }

  /// Certificate and key are seldom written at once, so files that do not fit are looked at again.
  private void reload(List<String> found) {
    try {
      context = load(files);
      stamps = found;
      LOG.log(Level.INFO, "the files for TLS were read again");
    } catch (TlsException e) {
      if (!found.equals(toldOf)) {
        toldOf = found;
        LOG.log(Level.WARNING, "{0}; the old ones stay in use", e.getMessage());
      }
    }
  }

  /// @return what changes when a file changes; a name that is a link counts as what it leads to
  private static List<String> stamps(TlsFiles files) {
    var stamps = new ArrayList<String>();
    for (var file : all(files)) {
      try {
        var attributes = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
        stamps.add(attributes.toString());
      } catch (IOException e) {
        stamps.add("");
      }
    }
    return stamps;
  }

  private static List<Path> all(TlsFiles files) {
    var all = new ArrayList<>(List.of(files.certificate(), files.key()));
    files.authorities().ifPresent(all::add);
    return all;
  }

  private static SSLContext load(TlsFiles files) throws TlsException {
    var chain = PemFile.read("--ssl-cert", files.certificate()).certificates();
    var keyFile = PemFile.read("--ssl-key", files.key());
    var key = PrivateKeys.read(keyFile, chain.getFirst().getPublicKey());
    tellIfExpired(files.certificate(), chain.getFirst());
    try {
      var context = SSLContext.getInstance("TLS");
      var store = emptyStore();
      store.setKeyEntry("corex", key, new char[0], chain.toArray(X509Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      context.init(keys.getKeyManagers(), trust(files.authorities()), null);
      return context;
    } catch (TlsException e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsException(
          "--ssl-cert %s: Java cannot use it with its key (%s)"
              .formatted(files.certificate(), e.getMessage()),
          e);
    }
  }

  /// Clients refuse it, but they say so only to the people in front of them.
  private static void tellIfExpired(Path file, X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateException e) {
      LOG.log(
          Level.WARNING,
          "--ssl-cert {0}: it is valid from {1} to {2} only; renew it",
          file,
          certificate.getNotBefore(),
          certificate.getNotAfter());
    }
  }

  /// @return nobody is trusted without `--ssl-ca`; nobody is asked either
  private static TrustManager[] trust(Optional<Path> authorities)
      throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      return new TrustManager[0];
    }
    var store = emptyStore();
    var certificates = PemFile.read("--ssl-ca", authorities.get()).certificates();
    for (var i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
