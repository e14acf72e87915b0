package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.Web;
import io.coredeck.node.reach.WebException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Gets flists and their md5 sums from a hub and keeps the flists by md5.
final class FlistDownload implements AutoCloseable {
  private static final String FAILED = "fail to download flist: ";
  private static final Web.Limits MD5_LIMITS = new Web.Limits(1 << 10, Duration.ofSeconds(30));
  private static final Web.Limits FLIST_LIMITS = new Web.Limits(256L << 20, Duration.ofMinutes(10));
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Map<Integer, String> REASONS =
      Map.of(
          400,
          "Bad Request",
          401,
          "Unauthorized",
          403,
          "Forbidden",
          NOT_FOUND,
          "Not Found",
          410,
          "Gone",
          429,
          "Too Many Requests",
          500,
          "Internal Server Error",
          502,
          "Bad Gateway",
          503,
          "Service Unavailable",
          504,
          "Gateway Timeout");

  private final Path kept;
  private final Path scratch;
  private final Web web;

  private FlistDownload(Path kept, Path scratch, Web web) {
    this.kept = kept;
    this.scratch = scratch;
    this.web = web;
  }

  /// @param kept where flists stay, by md5
  /// @param scratch on the same file system, for what is not whole yet
  /// @param reach where they may come from
  static FlistDownload start(Path kept, Path scratch, Reach reach) throws IOException {
    return new FlistDownload(kept, scratch, Web.start(reach));
  }

  /// A flist on this node.
  record Downloaded(String md5, Path file) {}

  static URI uri(String url) throws ImageException {
    try {
      var uri = new URI(url);
      var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrong(url, e);
    }
    throw wrong(url, new IOException("no host"));
  }

  private static ImageException wrong(String url, Exception cause) {
    return new ImageException(
        FAILED + "its URL is \"%s\"; it must be http://HOST/REPOSITORY/NAME.flist".formatted(url),
        cause);
  }

  /// @param tenant for whom it is asked
  /// @return what the hub says the flist's md5 is; empty if it does not say
  Optional<String> md5(URI flist, long tenant) throws IOException, InterruptedException {
    var uri = URI.create(flist + ".md5");
    var text = new ByteArrayOutputStream();
    var status = get(uri, tenant, MD5_LIMITS, text);
    if (status == NOT_FOUND) {
      return Optional.empty();
    }
    requireOk(status);
    var md5 = text.toString(ISO_8859_1).strip();
    if (!MD5.matcher(md5).matches()) { // not shown: its server may be one that only nodes reach
      throw new ImageException(
          FAILED
              + "%s: answers not as an image host does; it must be 32 hex digits".formatted(uri));
    }
    return Optional.of(md5);
  }

  /// @param wanted the md5 it must have, if that is known
  /// @param tenant for whom it is fetched
  /// @return the flist, from before if one with this md5 is there
  Downloaded flist(URI flist, Optional<String> wanted, long tenant)
      throws IOException, InterruptedException {
    if (wanted.isPresent()) {
      var before = kept.resolve(wanted.get() + ".flist");
      if (Files.exists(before) && md5Of(before).equals(wanted.get())) {
        return new Downloaded(wanted.get(), before);
      }
    }
    var file = Files.createTempFile(scratch, "download", ".flist");
    try {
      try (var out = Files.newOutputStream(file)) {
        requireOk(get(flist, tenant, FLIST_LIMITS, out));
      }
      var md5 = md5Of(file);
      // the image may have been published anew between the two requests
      if (wanted.isPresent()
          && !md5.equals(wanted.get())
          && !md5(flist, tenant).filter(md5::equals).isPresent()) {
        throw new ImageException(
            FAILED
                + "%s is not what its .md5 says it is; try again, or publish the image anew"
                    .formatted(flist));
      }
      var target = kept.resolve(md5 + ".flist");
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      return new Downloaded(md5, target);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private int get(URI uri, long tenant, Web.Limits limits, OutputStream body)
      throws IOException, InterruptedException {
    try {
      return web.get(uri, tenant, limits, body);
    } catch (WebException e) {
      throw new ImageException(FAILED + uri + ": " + e.getMessage(), e);
    }
  }

  private static void requireOk(int status) throws ImageException {
    if (status != OK) {
      throw new ImageException(
          FAILED + "%d %s".formatted(status, REASONS.getOrDefault(status, "")).strip());
    }
  }

  private static String md5Of(Path file) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  @Override
  public void close() {
    web.close();
  }
}
