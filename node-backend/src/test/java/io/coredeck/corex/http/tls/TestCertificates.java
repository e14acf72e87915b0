package io.coredeck.corex.http.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An authority that certifies servers at 127.0.0.1 and clients, as files of the usual forms (RFC
/// 5280, put together by hand: Java has no public way to make certificates).
public final class TestCertificates {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String RSA_SIGNED = "300d06092a864886f70d01010b0500";
  private static final String ECDSA_SIGNED = "300a06082a8648ce3d040302";
  private static final String COMMON_NAME = "0603550403";

  /// basicConstraints, critical: an authority.
  private static final String IS_AUTHORITY = "300f0603551d130101ff040530030101ff";

  /// subjectAltName: 127.0.0.1 and localhost.
  private static final String LOCAL_NAMES =
      "301a0603551d110413301187047f00000182096c6f63616c686f7374";

  private static final AtomicInteger SERIAL = new AtomicInteger(1);

  private final String name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestCertificates(String name, KeyPair keys, X509Certificate certificate) {
    this.name = name;
    this.keys = keys;
    this.certificate = certificate;
  }

  /// @param algorithm `RSA` or `EC`
  public static TestCertificates authority(String name, String algorithm) throws Exception {
    var keys = keys(algorithm);
    return new TestCertificates(
        name, keys, certificate(name, keys, name, keys.getPrivate(), IS_AUTHORITY, 1));
  }

  /// @return somebody certified by this authority
  public TestCertificates issue(String subject, String algorithm) throws Exception {
    return issue(subject, algorithm, 1);
  }

  /// @param days it is valid, may be negative
  public TestCertificates issue(String subject, String algorithm, int days) throws Exception {
    var own = keys(algorithm);
    return new TestCertificates(
        subject, own, certificate(subject, own, name, keys.getPrivate(), LOCAL_NAMES, days));
  }

  private static KeyPair keys(String algorithm) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    return generator.generateKeyPair();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// Writes certificate and key.
  ///
  /// @return the files
  public TlsFiles write(Path folder, String base, String keyLabel) throws IOException {
    return new TlsFiles(
        Files.writeString(folder.resolve(base + ".crt"), certificatePem()),
        Files.writeString(folder.resolve(base + ".key"), keyPem(keyLabel)),
        Optional.empty());
  }

  public String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param label `PRIVATE KEY`, `RSA PRIVATE KEY` or `EC PRIVATE KEY`
  public String keyPem(String label) {
    var whole = keys.getPrivate().getEncoded();
    return pem(label, label.equals("PRIVATE KEY") ? whole : inner(whole));
  }

  /// @return what is in the OCTET STRING of a PrivateKeyInfo
  private static byte[] inner(byte[] pkcs8) {
    var at = skip(pkcs8, headerEnd(pkcs8, 0)); // version
    at = skip(pkcs8, at); // algorithm
    return Arrays.copyOfRange(pkcs8, headerEnd(pkcs8, at), skip(pkcs8, at));
  }

  private static int headerEnd(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int skip(byte[] der, int at) {
    var end = headerEnd(der, at);
    var length =
        end == at + 2
            ? der[at + 1]
            : new BigInteger(1, Arrays.copyOfRange(der, at + 2, end)).intValue();
    return end + length;
  }

  /// @return for a client that trusts this authority
  /// @param shown what it shows, if anything
  public SSLContext clientContext(TestCertificates... shown) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", certificate);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManager[] managers = {};
    if (shown.length > 0) {
      var own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          "own",
          shown[0].keys.getPrivate(),
          new char[0],
          new X509Certificate[] {shown[0].certificate});
      var factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(own, new char[0]);
      managers = factory.getKeyManagers();
    }
    var context = SSLContext.getInstance("TLS");
    context.init(managers, trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate certificate(
      String subject, KeyPair keys, String issuer, PrivateKey signer, String extension, int days)
      throws Exception {
    var algorithm = hex(signer.getAlgorithm().equals("RSA") ? RSA_SIGNED : ECDSA_SIGNED);
    var now = Instant.now();
    var begin = now.minusSeconds(86_400L * 30);
    var body =
        der(
            0x30,
            der(0xa0, hex("020102")),
            der(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
            algorithm,
            name(issuer),
            der(0x30, time(begin), time(now.plusSeconds(86_400L * days))),
            name(subject),
            keys.getPublic().getEncoded(),
            der(0xa3, der(0x30, hex(extension))));
    var signature =
        Signature.getInstance(
            signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(signer);
    signature.update(body);
    var whole = der(0x30, body, algorithm, der(0x03, new byte[1], signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] name(String common) {
    var value = der(0x0c, common.getBytes(StandardCharsets.UTF_8));
    return der(0x30, der(0x31, der(0x30, hex(COMMON_NAME), value)));
  }

  private static byte[] time(Instant instant) {
    return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : List.of(parts)) {
      content.writeBytes(part);
    }
    var length = content.size();
    var element = new ByteArrayOutputStream();
    element.write(tag);
    if (length >= 0x80) {
      element.write(length > 0xff ? 0x82 : 0x81);
      if (length > 0xff) {
        element.write(length >> 8);
      }
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  public static String pem(String label, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            label,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes));
  }
}
