package io.coredeck.corex.http.tls;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Private keys in the three forms people have them in: PKCS#8 (RFC 5958), RSA's own (PKCS#1, RFC
/// 8017) and that of elliptic curves (SEC 1, RFC 5915). Java reads the first; the others are put
/// into it.
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private static final byte SEQUENCE = 0x30;
  private static final byte OCTETS = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  /// AlgorithmIdentifier of rsaEncryption, RFC 8017 appendix A.1.
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /// What is signed to see whether key and certificate belong together.
  private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

  private PrivateKeys() {}

  /// @param certified the public key it must belong to
  /// @throws TlsException if it is damaged or belongs to another certificate
  static PrivateKey read(PemFile file, PublicKey certified) throws TlsException {
    var part = file.key();
    var key =
        switch (part.label()) {
          case "PRIVATE KEY" -> decode(file, part.bytes());
          case "RSA PRIVATE KEY" -> decode(file, pkcs8(RSA, part.bytes()));
          case "EC PRIVATE KEY" -> decode(file, pkcs8(curve(file, certified), part.bytes()));
          default ->
              throw file.fault(
                  "it holds a %s; it must be PKCS#8, RSA or EC, as openssl pkey writes it"
                      .formatted(part.label()));
        };
    if (!belongs(key, certified)) {
      throw file.fault("it is not the key of the certificate in --ssl-cert");
    }
    return key;
  }

  private static PrivateKey decode(PemFile file, byte[] pkcs8) throws TlsException {
    for (var algorithm : ALGORITHMS) {
      var key = decode(algorithm, pkcs8);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw file.fault("the key is damaged or of a kind that Java does not know; use RSA or EC");
  }

  /// @return nothing if it is a key of another kind, or of none
  private static Optional<PrivateKey> decode(String algorithm, byte[] pkcs8) {
    try {
      var factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
      return Optional.empty();
    }
  }

  /// The form of SEC 1 may leave out its curve; the certificate has it too.
  private static byte[] curve(PemFile file, PublicKey certified) throws TlsException {
    if (!(certified instanceof ECPublicKey)) {
      throw file.fault("it is not the key of the certificate in --ssl-cert");
    }
    var info = certified.getEncoded(); // SEQUENCE { AlgorithmIdentifier, BIT STRING }
    var from = headerLength(info, 0);
    return Arrays.copyOfRange(info, from, from + headerLength(info, from) + length(info, from));
  }

  /// @return PrivateKeyInfo { version, algorithm, OCTET STRING }
  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, VERSION, algorithm, element(OCTETS, key));
  }

  private static byte[] element(byte tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var element = new ByteArrayOutputStream();
    element.write(tag);
    var length = content.size();
    if (length >= 0x80) {
      var bytes = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
      element.write(0x80 | bytes);
      for (var shift = (bytes - 1) * Byte.SIZE; shift > 0; shift -= Byte.SIZE) {
        element.write(length >> shift);
      }
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static int headerLength(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    return first < 0x80 ? 2 : 2 + (first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    var length = 0;
    var header = headerLength(der, at);
    for (var i = header == 2 ? at + 1 : at + 2; i < at + header; i++) {
      length = (length << Byte.SIZE) | (der[i] & 0xff);
    }
    return length;
  }

  private static boolean belongs(PrivateKey key, PublicKey certified) {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(PROBE);
      var signature = signer.sign();
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certified);
      verifier.update(PROBE);
      return verifier.verify(signature);
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      return true; // cannot be tried; a handshake will show
    }
  }
}
