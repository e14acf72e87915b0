package io.coredeck.explorer.webhook.send;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whose certificates receivers may have: those that the Java runtime trusts, and those of an
/// admin's own authorities.
public final class Authorities {

  /// Bytes of a file of certificates.
  private static final long MOST_BYTES = 1 << 20;

  /// None but those of the Java runtime.
  public static final Authorities USUAL = new Authorities(List.of());

  private final List<Certificate> own;

  private Authorities(List<Certificate> own) {
    this.own = List.copyOf(own);
  }

  /// @param file PEM, one certificate of an authority after the other; if it is missing there are
  ///   none
  /// @throws IOException if it is too large, cannot be read or holds no certificate
  public static Authorities read(Path file) throws IOException {
    byte[] content;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(
            "%s: has %d bytes; it must be certificates in PEM, %d bytes at most"
                .formatted(file, Files.size(file), MOST_BYTES));
      }
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return USUAL;
    } catch (AccessDeniedException e) {
      throw new IOException(
          file + ": cannot be read; the explorer's user must be able to: give it the file", e);
    }
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content));
      if (read.isEmpty()) {
        throw new IOException(file + ": holds no certificate; it must be certificates in PEM");
      }
      return new Authorities(List.copyOf(read));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "%s: is no file of certificates: %s; it must be certificates in PEM"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// @return what connections over TLS trust
  /// @throws GeneralSecurityException if this Java runtime has no trusted certificates
  KeyStore trusted() throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    var usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    usual.init((KeyStore) null);
    var number = 0;
    for (var manager : usual.getTrustManagers()) {
      if (manager instanceof X509TrustManager one) {
        for (var certificate : one.getAcceptedIssuers()) {
          trusted.setCertificateEntry("usual-" + number++, certificate);
        }
      }
    }
    for (var certificate : own) {
      trusted.setCertificateEntry("own-" + number++, certificate);
    }
    return trusted;
  }

  /// @return how many certificates an admin has added
  public int count() {
    return own.size();
  }

  @Override
  public String toString() {
    return own.isEmpty() ? "usual" : "usual and %d more".formatted(own.size());
  }
}
