package io.coredeck.explorer.account.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Calls to an identity provider: bounded in time and length, without redirections. May be used by
/// many threads.
final class ProviderHttp implements ResourceRetriever, AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final long ANSWER_BYTES = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  /// What came back.
  record Reply(int status, String body, String contentType) {}

  Reply get(URI url) throws ProviderException, InterruptedException {
    return send(url, HttpRequest.newBuilder(url).GET());
  }

  /// @param authorization header; empty for none
  Reply post(URI url, Map<String, String> form, Optional<String> authorization)
      throws ProviderException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return send(url, request);
  }

  /// @return as the query of a URL, or a form
  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private Reply send(URI url, HttpRequest.Builder request)
      throws ProviderException, InterruptedException {
    if (!ProviderConfig.isSafe(url)) {
      throw ProviderException.broken(
          "the identity provider names the address %s, which is not encrypted".formatted(url));
    }
    try {
      HttpResponse<String> response =
          http.send(
              request.header("Accept", "application/json").timeout(ANSWER_LIMIT).build(),
              BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), ANSWER_BYTES));
      var type = response.headers().firstValue("Content-Type").orElse("");
      return new Reply(response.statusCode(), response.body(), type);
    } catch (IOException e) {
      throw ProviderException.broken(
          "the identity provider at %s does not answer: %s".formatted(url.getHost(), e), e);
    }
  }

  /// For the library that keeps the provider's keys.
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      var reply = get(url.toURI());
      if (reply.status() != 200) {
        throw new IOException("%s: answers %d".formatted(url, reply.status()));
      }
      return new Resource(reply.body(), reply.contentType());
    } catch (URISyntaxException e) {
      throw new IOException(url + ": is no address", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the explorer is closing").initCause(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
