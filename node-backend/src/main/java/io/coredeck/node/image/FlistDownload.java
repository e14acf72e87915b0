package io.coredeck.node.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Gets flists and their md5 sums from a hub and keeps the flists by md5.
final class FlistDownload implements AutoCloseable {
  private static final String FAILED = "fail to download flist: ";
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration MD5_LIMIT = Duration.ofSeconds(30);
  private static final Duration FLIST_LIMIT = Duration.ofMinutes(10);
  private static final long LARGEST_MD5 = 1 << 10;
  private static final long LARGEST_FLIST = 256L << 20;
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
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /// @param kept where flists stay, by md5
  /// @param scratch on the same file system, for what is not whole yet
  FlistDownload(Path kept, Path scratch) {
    this.kept = kept;
    this.scratch = scratch;
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

  /// @return what the hub says the flist's md5 is; empty if it does not say
  Optional<String> md5(URI flist) throws ImageException, InterruptedException {
    var uri = URI.create(flist + ".md5");
    var text = BodyHandlers.limiting(BodyHandlers.ofString(ISO_8859_1), LARGEST_MD5);
    var answer = send(uri, text, MD5_LIMIT);
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    requireOk(answer.status());
    var md5 = answer.body().strip();
    if (!MD5.matcher(md5).matches()) {
      throw new ImageException(
          FAILED + "%s holds \"%s\"; it must be 32 hex digits".formatted(uri, abridged(md5)));
    }
    return Optional.of(md5);
  }

  /// @param wanted the md5 it must have, if that is known
  /// @return the flist, from before if one with this md5 is there
  Downloaded flist(URI flist, Optional<String> wanted) throws IOException, InterruptedException {
    if (wanted.isPresent()) {
      var before = kept.resolve(wanted.get() + ".flist");
      if (Files.exists(before) && md5Of(before).equals(wanted.get())) {
        return new Downloaded(wanted.get(), before);
      }
    }
    var file = Files.createTempFile(scratch, "download", ".flist");
    try {
      var whole = BodyHandlers.limiting(onlyIfOk(file), LARGEST_FLIST);
      requireOk(send(flist, whole, FLIST_LIMIT).status());
      var md5 = md5Of(file);
      // the image may have been published anew between the two requests
      if (wanted.isPresent()
          && !md5.equals(wanted.get())
          && !md5(flist).filter(md5::equals).isPresent()) {
        throw new ImageException(
            FAILED
                + "%s has md5 %s, but its .md5 says %s; try again, or publish the image anew"
                    .formatted(flist, md5, wanted.get()));
      }
      var target = kept.resolve(md5 + ".flist");
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      return new Downloaded(md5, target);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static BodyHandler<Path> onlyIfOk(Path file) {
    return answer ->
        answer.statusCode() == OK ? BodySubscribers.ofFile(file) : BodySubscribers.replacing(file);
  }

  private record Answer<T>(int status, T body) {}

  private <T> Answer<T> send(URI uri, BodyHandler<T> handler, Duration limit)
      throws ImageException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).header("User-Agent", "coredeck-node").build();
    var sent = client.sendAsync(request, handler);
    try {
      var response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer<>(response.statusCode(), response.body());
    } catch (ExecutionException e) {
      throw new ImageException(FAILED + uri + ": " + reason(e), e);
    } catch (TimeoutException e) {
      throw new ImageException(
          FAILED + "%s: not there within %d seconds".formatted(uri, limit.toSeconds()), e);
    } finally {
      sent.cancel(true);
    }
  }

  /// The client wraps the reason once or twice, and the wrapping has no words.
  private static String reason(ExecutionException failure) {
    Throwable reason = failure;
    var words = "";
    while (reason.getCause() != null && !(reason instanceof HttpConnectTimeoutException)) {
      reason = reason.getCause();
      words = reason.getMessage() == null ? words : reason.getMessage();
    }
    return switch (reason) {
      case HttpConnectTimeoutException _ ->
          "cannot be reached: no answer within %d seconds".formatted(CONNECT_LIMIT.toSeconds());
      case UnresolvedAddressException _ -> "cannot be reached: its host name is unknown";
      case ClosedChannelException _ -> "cannot be reached: connection refused";
      case ConnectException _ ->
          "cannot be reached: " + (words.isEmpty() ? "connection refused" : words);
      default -> "broke off: " + (words.isEmpty() ? reason.toString() : words);
    };
  }

  private static void requireOk(int status) throws ImageException {
    if (status != OK) {
      throw new ImageException(
          FAILED + "%d %s".formatted(status, REASONS.getOrDefault(status, "")).strip());
    }
  }

  private static String abridged(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static String md5Of(Path file) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
