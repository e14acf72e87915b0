package io.coredeck.corex.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The parts of one PEM file (RFC 7468).
final class PemFile {

  /// Bytes; a file of all public authorities has a quarter of it.
  private static final int LIMIT = 1 << 20;

  private static final Pattern PART =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*(.*?)-----END \\1-----", Pattern.DOTALL);

  /// What stands before the data of an old encrypted key.
  private static final String HEADER = ":";

  private final String option;
  private final Path path;
  private final List<Part> parts = new ArrayList<>();

  /// @param label what it says it is
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(String label, byte[] bytes) {}

  private PemFile(String option, Path path) {
    this.option = option;
    this.path = path;
  }

  /// @param option that named the file, for messages
  /// @throws TlsException why it cannot be read, and what to do
  static PemFile read(String option, Path path) throws TlsException {
    var file = new PemFile(option, path);
    file.parse(file.text());
    return file;
  }

  private String text() throws TlsException {
    try {
      if (Files.size(path) > LIMIT) {
        throw fault("it is larger than %d bytes; it must be a PEM file".formatted(LIMIT));
      }
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw fault("there is no such file", e);
    } catch (IOException e) {
      throw fault("it cannot be read (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private void parse(String text) throws TlsException {
    var matcher = PART.matcher(text);
    while (matcher.find()) {
      if (matcher.group(2).contains(HEADER)) {
        throw encrypted();
      }
      try {
        var bytes = Base64.getMimeDecoder().decode(matcher.group(2));
        parts.add(new Part(matcher.group(1), bytes));
      } catch (IllegalArgumentException e) {
        throw fault("what is in %s is no base64".formatted(matcher.group(1)), e);
      }
    }
    if (parts.isEmpty()) {
      throw fault(
          "it holds nothing that begins with -----BEGIN …-----; it must be PEM, not DER or PKCS#12");
    }
  }

  /// @return one or more, in the order of the file
  List<X509Certificate> certificates() throws TlsException {
    var found = new ArrayList<X509Certificate>();
    for (var part : parts) {
      if (part.label().equals("CERTIFICATE") || part.label().equals("X509 CERTIFICATE")) {
        found.add(certificate(part.bytes()));
      }
    }
    if (found.isEmpty()) {
      throw fault(
          "it holds %s and no CERTIFICATE".formatted(parts.stream().map(Part::label).toList()));
    }
    return found;
  }

  private X509Certificate certificate(byte[] bytes) throws TlsException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw fault("a certificate in it is damaged (%s)".formatted(e.getMessage()), e);
    }
  }

  /// @return its one private key
  Part key() throws TlsException {
    var keys = parts.stream().filter(part -> part.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() != 1) {
      throw fault("it holds %d private keys; it must hold one".formatted(keys.size()));
    }
    if (keys.getFirst().label().startsWith("ENCRYPTED")) {
      throw encrypted();
    }
    return keys.getFirst();
  }

  private TlsException encrypted() {
    return fault(
        "the key is encrypted and nobody is there to be asked; write it without password: "
            + "openssl pkey -in %s -out KEY".formatted(path));
  }

  TlsException fault(String what) {
    return new TlsException("%s %s: %s".formatted(option, path, what));
  }

  TlsException fault(String what, Throwable cause) {
    return new TlsException("%s %s: %s".formatted(option, path, what), cause);
  }
}
