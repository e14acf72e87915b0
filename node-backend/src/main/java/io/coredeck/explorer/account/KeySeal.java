package io.coredeck.explorer.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts people's signing keys and webhooks' secrets for the database, so that a copy of the
/// database alone is of no use. AES-256-GCM, a nonce of its own for each; whose it is is
/// authenticated with it.
public final class KeySeal {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /// So that a fingerprint is never what the key is used for elsewhere.
  private static final byte[] FINGERPRINT = "fingerprint\n".getBytes(UTF_8);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private KeySeal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /// @param file holds the key in hex
  /// @throws IOException if it is missing, cannot be read or holds no key
  static KeySeal open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          file
              + ": is missing, and the accounts' keys are encrypted with what it holds; restore it"
              + " from the backup of that database, or nobody can sign in");
    }
    var text = Files.readString(file).strip();
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IOException(
          file + ": holds no key of 64 hex digits; restore it, or people's keys are lost");
    }
    return new KeySeal(HexFormat.of().parseHex(text));
  }

  /// @param file as in {@link #open(Path)}; made, readable by its owner only, if it is missing.
  ///   When this returns it is on the disk: keys that cannot be made again will depend on it
  /// @throws IOException if it cannot be read or made, or holds no key
  static KeySeal openOrMake(Path file) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    if (!Files.exists(file)) {
      make(file, draft);
    }
    return open(file);
  }

  private static void make(Path file, Path draft) throws IOException {
    var fresh = new byte[KEY_BYTES];
    RANDOM.nextBytes(fresh);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var out = FileChannel.open(draft, isNew, ownerOnly)) {
      var text = ByteBuffer.wrap((HexFormat.of().formatHex(fresh) + "\n").getBytes(UTF_8));
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          file + ": another explorer makes it right now; start this one again", e);
    }
    Files.move(draft, file);
    try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  /// @param owner what it belongs to, e.g. the account's name
  /// @return base64 of nonce and cipher text
  public String seal(String owner, String plain) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(plain.getBytes(UTF_8));
      var both = new byte[nonce.length + sealed.length];
      System.arraycopy(nonce, 0, both, 0, nonce.length);
      System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
      return Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot encrypt with AES-GCM", e);
    }
  }

  /// @param owner what it belongs to, e.g. the account's name
  /// @return what was sealed for it
  /// @throws IOException if it was not, or with another key file
  public String open(String owner, String sealed) throws IOException {
    try {
      var both = Base64.getDecoder().decode(sealed);
      var nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
      var plain =
          cipher(Cipher.DECRYPT_MODE, nonce, owner)
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return new String(plain, UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "the key of '%s' cannot be decrypted; the explorer's key file is not the one it was sealed with"
              .formatted(owner),
          e);
    }
  }

  /// @return what tells whether another text is the same, and to who has not the key nothing else
  public String fingerprint(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      mac.update(FINGERPRINT);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(UTF_8));
    return cipher;
  }
}
