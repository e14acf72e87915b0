package io.coredeck.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A server that webhooks are delivered to, on loopback. It keeps what came and answers what it is
/// told.
public final class WebhookReceiver implements AutoCloseable {
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, BlockingQueue<Got>> got = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  public WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /// What came.
  public record Got(String id, long timestamp, String signature, String body) {

    /// Independent of what signs: as docs/formats/webhooks.md has receivers do it.
    public boolean isSignedWith(String secret) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        var key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var sum = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
        var wanted = "v1," + Base64.getEncoder().encodeToString(sum);
        return Arrays.asList(signature.split(" ", -1)).contains(wanted);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// What is answered.
  ///
  /// @param header e.g. `Retry-After: 5`; empty for none
  public record Answer(int status, String header, String body) {

    public static final Answer OK = new Answer(204, "", "");

    public static Answer of(int status) {
      return new Answer(status, "", "");
    }
  }

  /// @param path answers there
  public void answer(String path, Answer answer) {
    answers.put(path, answer);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private BlockingQueue<Got> at(String path) {
    return got.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
  }

  /// @return what came to that path next
  public Got next(String path) throws InterruptedException {
    var next = at(path).poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came to " + path);
    }
    return next;
  }

  /// @return how many came that nobody has looked at
  public int waiting(String path) {
    return at(path).size();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var path = exchange.getRequestURI().getPath();
      at(path)
          .add(
              new Got(
                  headers.getFirst("webhook-id"),
                  Long.parseLong(headers.getFirst("webhook-timestamp")),
                  headers.getFirst("webhook-signature"),
                  body));
      var answer = answers.getOrDefault(path, Answer.OK);
      if (!answer.header().isEmpty()) {
        var parts = answer.header().split(": ", 2);
        exchange.getResponseHeaders().set(parts[0], parts[1]);
      }
      var text = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
