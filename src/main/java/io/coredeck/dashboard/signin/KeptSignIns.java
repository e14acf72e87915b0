package io.coredeck.dashboard.signin;

import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.account.AccountClient;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Sign-ins that outlive a restart of the dashboard.
///
/// What a sign-in needs is a file that is encrypted (AES-256-GCM) with a key that only the browser
/// has, in a cookie. Files without cookies are worth nothing; a cookie is worth as much as that of
/// the session, until its file is gone. The time of a file is when its session was last used.
public final class KeptSignIns implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(KeptSignIns.class.getName());

  /// Name of the cookie; its value is the key, base64url.
  public static final String COOKIE = "coredeck-sign-in";

  /// More are not kept; those people sign in again after a restart.
  private static final int MOST = 10_000;

  private static final int KEY_BYTES = 32;

  /// Names of sign-ins and of what is half written. Everything else in the folder is somebody's.
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}|new[0-9]+");

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
  /// @param session of the explorer, without which the keys do not count; empty in what an older
  ///   version has kept
  /// @param tid the person's user of the grid
  /// @param generation of the account; another one means that all its sessions were ended
  /// @param until when the password is asked for again
  record SignIn(KeyPair keys, String session, long tid, long generation, Instant until) {

    SignIn(AccountClient.Person proven, Instant until) {
      this(
          proven.keys(),
          proven.session(),
          proven.account().tid(),
          proven.account().standing().generation(),
          until);
    }
  }

  /// @param folder made if absent; nothing to keep no sign-ins. If it cannot be used, none are kept
  ///   either, and a warning says so
  /// @param idle one that was not used for so long is worth nothing
  public static KeptSignIns in(Optional<Path> folder, Duration idle) {
    var kept = new KeptSignIns(folder.orElse(null), idle);
    try {
      if (folder.isPresent()) {
        make(folder.get());
        var _ = kept.clean(folder.get());
      }
      return kept;
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "{0}: cannot be used: {1}; people sign in again after a restart until the folder and what"
              + " is in it belong to the user that the dashboard runs as",
          folder.get(),
          e);
      return new KeptSignIns(null, idle);
    }
  }

  /// A folder that is there stays as it is: others may use it, too.
  private static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Removes sign-ins that are worth nothing any more.
  ///
  /// @return how many are left
  private int clean(Path folder) throws IOException {
    var left = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : (Iterable<Path>) files.filter(KeptSignIns::isOurs)::iterator) {
        if (isIdle(file)) {
          Files.deleteIfExists(file);
        } else {
          left++;
        }
      }
    }
    return left;
  }

  private static boolean isOurs(Path file) {
    return OURS.matcher(file.getFileName().toString()).matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
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
      write(folder.resolve(id), SignInCipher.encrypted(one, key, id));
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

  /// @return what is kept; empty if there is nothing, it cannot be read, or it is worth nothing any
  ///   more
  Optional<SignIn> read(byte[] key) {
    if (folder == null) {
      return Optional.empty();
    }
    var id = idOf(key);
    var file = folder.resolve(id);
    try {
      if (isIdle(file)) {
        return Optional.empty();
      }
      var one = SignInCipher.decrypted(Files.readAllBytes(file), key, id);
      return Instant.now().isBefore(one.until()) ? Optional.of(one) : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a sign-in cannot be read; whoever it was signs in again: {0}", e);
    } catch (GeneralSecurityException
        | JacksonException
        | DateTimeException
        | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "{0}: is damaged; whoever it was signs in again: {1}", file, e);
      forget(id);
    }
    return Optional.empty();
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

  /// The key is worth nothing any more.
  void forget(String id) {
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve(id));
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the sign-in of a session that ended is still kept: {0}", e);
      }
    }
  }

  /// The session has ended: forgotten, unless it ended with the dashboard.
  void ended(String id) {
    if (!isClosed) {
      forget(id);
    }
  }

  /// From now on sessions end because the dashboard does.
  @Override
  public void close() {
    isClosed = true;
  }
}
