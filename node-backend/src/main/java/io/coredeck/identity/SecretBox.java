package io.coredeck.identity;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.util.Pack;

/// XSalsa20 with Poly1305, the tag first: `crypto_secretbox` of NaCl and libsodium.
///
/// Source: https://cr.yp.to/highspeed/naclcrypto-20090310.pdf, sections 7 to 9.
final class SecretBox {

  static final int TAG_BYTES = 16;

  private static final int KEY_BYTES = 32;
  private static final int ROUNDS = 20;

  /// "expand 32-byte k", the constant of Salsa20.
  private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

  /// Where HSalsa20 takes its output from Salsa20's state: the diagonal and the nonce's place.
  private static final int[] HSALSA_OUTPUT = {0, 5, 10, 15, 6, 7, 8, 9};

  private SecretBox() {}

  /// @return tag and cipher text
  static byte[] encrypt(byte[] key, byte[] nonce, byte[] plain) {
    var cipher = cipher(key, nonce);
    var tagKey = tagKey(cipher);
    var box = new byte[TAG_BYTES + plain.length];
    cipher.processBytes(plain, 0, plain.length, box, TAG_BYTES);
    System.arraycopy(tag(tagKey, box), 0, box, 0, TAG_BYTES);
    return box;
  }

  /// @return the plain text; nothing if the tag is wrong
  static Optional<byte[]> decrypt(byte[] key, byte[] nonce, byte[] box) {
    var cipher = cipher(key, nonce);
    var tagKey = tagKey(cipher);
    if (!MessageDigest.isEqual(tag(tagKey, box), Arrays.copyOf(box, TAG_BYTES))) {
      return Optional.empty();
    }
    var plain = new byte[box.length - TAG_BYTES];
    cipher.processBytes(box, TAG_BYTES, plain.length, plain, 0);
    return Optional.of(plain);
  }

  /// HSalsa20 with a nonce of zeros: what `crypto_box` makes of a shared secret before use.
  static byte[] hsalsa(byte[] secret) {
    var state = new int[16];
    for (var i = 0; i < SIGMA.length; i++) {
      state[5 * i] = SIGMA[i];
    }
    Pack.littleEndianToInt(secret, 0, state, 1, 4);
    Pack.littleEndianToInt(secret, 16, state, 11, 4);
    var mixed = new int[16];
    Salsa20Engine.salsaCore(ROUNDS, state, mixed);
    var key = new byte[KEY_BYTES];
    for (var i = 0; i < HSALSA_OUTPUT.length; i++) {
      // The library adds the input at the end, as Salsa20 wants; HSalsa20 does not.
      var word = mixed[HSALSA_OUTPUT[i]] - state[HSALSA_OUTPUT[i]];
      Pack.intToLittleEndian(word, key, Integer.BYTES * i);
    }
    return key;
  }

  private static XSalsa20Engine cipher(byte[] key, byte[] nonce) {
    var cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return cipher;
  }

  /// The first 32 bytes of the key stream are the tag's key.
  private static byte[] tagKey(XSalsa20Engine cipher) {
    var key = new byte[KEY_BYTES];
    cipher.processBytes(new byte[KEY_BYTES], 0, KEY_BYTES, key, 0);
    return key;
  }

  private static byte[] tag(byte[] tagKey, byte[] box) {
    var mac = new Poly1305();
    mac.init(new KeyParameter(tagKey));
    mac.update(box, TAG_BYTES, box.length - TAG_BYTES);
    var tag = new byte[TAG_BYTES];
    mac.doFinal(tag, 0);
    return tag;
  }
}
