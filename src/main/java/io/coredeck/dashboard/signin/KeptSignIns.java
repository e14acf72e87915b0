package io.coredeck.dashboard.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.wire.Json;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Sign-ins that outlive a restart of the dashboard.
///
/// What a sign-in needs is a file that is encrypted (AES-256-GCM) with a key that only the browser
/// has, in a cookie: neither the files nor a cookie alone let anybody in. The time of a file is
/// when its session was last used.
public final class KeptSignIns implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(KeptSignIns.class.getName());

  /// Name of the cookie; its value is the key, base64url.
  public static final String COOKIE = "coredeck-sign-in";

  /// More are not kept; those people sign in again after a restart.
  private static final int MOST = 10_000;

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final @Nullable Path folder;
  private final Duration idle;
  private volatile boolean isClosed;

  private KeptSignIns(@Nullable Path folder, Duration idle) {
    this.folder = folder;
    this.idle = idle;
  }

  /// A sign-in as it is kept.
  ///
  /// @param keys what the person signs with
  /// @param tid the person's user of the grid
  /// @param generation of the account; another one means that all its sessions were ended
  /// @param until when the password is asked for again
  record SignIn(KeyPair keys, long tid, long generation, Instant until) {

    SignIn(KeyPair keys, Account account, Instant until) {
      this(keys, account.tid(), account.standing().generation(), until);
    }
  }

  /// @param folder made if absent; nothing to keep no sign-ins
  /// @param idle one that was not used for so long is worth nothing
  /// @throws IOException if the folder cannot be used
  public static KeptSignIns in(Optional<Path> folder, Duration idle) throws IOException {
    var kept = new KeptSignIns(folder.orElse(null), idle);
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
      Files.setPosixFilePermissions(folder.get(), PosixFilePermissions.fromString("rwx------"));
      kept.clean(folder.get());
    }
    return kept;
  }

  /// Removes what is worth nothing any more.
  ///
  /// @return how many are left
  private int clean(Path folder) throws IOException {
    var left = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : (Iterable<Path>) files::iterator) {
        if (isIdle(file)) {
          Files.deleteIfExists(file);
        } else {
          left++;
        }
      }
    }
    return left;
  }

  private boolean isIdle(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().plus(idle).isBefore(Instant.now());
    } catch (NoSuchFileException _) {
      return true; // its session has ended meanwhile
    }
  }

  /// Keeps a sign-in.
  ///
  /// @return its key; empty if it is not kept
  Optional<byte[]> keep(SignIn one) {
    if (folder == null) {
      return Optional.empty();
    }
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    var id = idOf(key);
    try {
      if (clean(folder) >= MOST) {
        LOG.log(Level.WARNING, "{0} sign-ins are kept; no more are", MOST);
        return Optional.empty();
      }
      write(folder.resolve(id), encrypted(one, key, id));
      return Optional.of(key);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a sign-in cannot be kept for the next start: {0}", e);
      return Optional.empty();
    }
  }

  /// Gives a browser the key of its sign-in.
  static void show(byte[] key, HttpServletRequest request, HttpServletResponse response) {
    var word = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    response.addCookie(cookie(COOKIE, word, request));
  }

  /// @return a cookie as that of sessions is: for this browser's run, out of reach of scripts
  static Cookie cookie(String name, String value, HttpServletRequest request) {
    var cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }

  private static void write(Path file, byte[] content) throws IOException {
    var onlyMine =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(file.getParent(), "new", "", onlyMine);
    Files.write(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// @return the key that a browser shows; empty if there is none that could be one
  static Optional<byte[]> keyIn(HttpServletRequest request) {
    var cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(one -> one.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(value -> value.matches("[A-Za-z0-9_-]{43}"))
        .map(Base64.getUrlDecoder()::decode)
        .findFirst();
  }

  /// @return the number of the sign-in that a key belongs to, 64 hexadecimal digits
  static String idOf(byte[] key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JDK has no SHA-256", impossible);
    }
  }

  /// @return what is kept; empty if there is nothing, or it is worth nothing any more
  Optional<SignIn> read(byte[] key) throws IOException {
    if (folder == null) {
      return Optional.empty();
    }
    var id = idOf(key);
    var file = folder.resolve(id);
    try {
      if (isIdle(file)) {
        return Optional.empty();
      }
      var one = decrypted(Files.readAllBytes(file), key, id);
      return Instant.now().isBefore(one.until()) ? Optional.of(one) : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (GeneralSecurityException
        | JacksonException
        | DateTimeException
        | IllegalArgumentException e) {
      LOG.log(Level.WARNING, file + ": is damaged; whoever it was signs in again", e);
      return Optional.empty();
    }
  }

  /// @param lastUsed when the session was last used
  void used(String id, Instant lastUsed) {
    if (folder != null && !isClosed) {
      try {
        Files.setLastModifiedTime(folder.resolve(id), FileTime.from(lastUsed));
      } catch (NoSuchFileException _) {
        LOG.log(Level.DEBUG, "a session ends in the moment in which it is seen to be used");
      } catch (IOException e) {
        LOG.log(Level.WARNING, "that a session is used cannot be noted: {0}", e);
      }
    }
  }

  /// The session has ended: its key is worth nothing any more. Sessions that end with the dashboard
  /// are not forgotten.
  void forget(String id) {
    if (folder != null && !isClosed) {
      try {
        Files.deleteIfExists(folder.resolve(id));
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the sign-in of a session that ended is still kept: {0}", e);
      }
    }
  }

  /// From now on sessions end because the dashboard does.
  @Override
  public void close() {
    isClosed = true;
  }

  private static byte[] encrypted(SignIn one, byte[] key, String id) {
    var plain =
        Json.writeTree(
            Map.of(
                "seed", HexFormat.of().formatHex(one.keys().seed()),
                "tid", one.tid(),
                "generation", one.generation(),
                "until", one.until().toString()));
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var box = cipher(Cipher.ENCRYPT_MODE, key, nonce, id).doFinal(plain.getBytes(UTF_8));
      var all = Arrays.copyOf(nonce, NONCE_BYTES + box.length);
      System.arraycopy(box, 0, all, NONCE_BYTES, box.length);
      return all;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JDK cannot encrypt with " + CIPHER, impossible);
    }
  }

  private static SignIn decrypted(byte[] content, byte[] key, String id)
      throws GeneralSecurityException {
    if (content.length < NONCE_BYTES) {
      throw new GeneralSecurityException("it has " + content.length + " bytes only");
    }
    var nonce = Arrays.copyOf(content, NONCE_BYTES);
    var box = Arrays.copyOfRange(content, NONCE_BYTES, content.length);
    var plain = cipher(Cipher.DECRYPT_MODE, key, nonce, id).doFinal(box);
    var tree = JsonMapper.shared().readTree(new String(plain, UTF_8));
    return new SignIn(
        KeyPair.fromSeedHex(tree.path("seed").asString("")),
        tree.path("tid").asLong(),
        tree.path("generation").asLong(),
        Instant.parse(tree.path("until").asString("")));
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String id)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(UTF_8));
    return cipher;
  }
}
