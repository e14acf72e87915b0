package io.coredeck.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A web server that gives out flists with their md5 sums, as a hub does, and writes down who asked
/// what.
public final class FlistServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public FlistServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// @return the URL of a file, served or not
  public String url(String name) {
    return "http://127.0.0.1:%d/demo/%s".formatted(server.getAddress().getPort(), name);
  }

  /// Serves a flist and its md5.
  ///
  /// @return its URL
  public String publish(Path flist) throws IOException {
    var name = flist.getFileName().toString();
    var bytes = Files.readAllBytes(flist);
    put(name, bytes);
    put(name + ".md5", (md5(bytes) + "\n").getBytes(US_ASCII));
    return url(name);
  }

  /// Serves a file.
  public void put(String name, byte[] content) {
    files.put("/demo/" + name, content);
  }

  /// Does something each time a file was asked for, before it goes out as it was.
  public void after(String name, Runnable action) {
    actions.put("/demo/" + name, action);
  }

  /// Serves a file no longer.
  public void remove(String name) {
    files.remove("/demo/" + name);
  }

  /// Answers with this status whatever is there.
  public void fail(String name, int status) {
    statuses.put("/demo/" + name, status);
  }

  /// @return the names asked for so far, in order
  public List<String> requests() {
    return requests.stream().map(path -> path.substring("/demo/".length())).toList();
  }

  /// @return the md5 of bytes, as hex
  public static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      requests.add(path);
      var content = files.get(path);
      actions.getOrDefault(path, () -> {}).run();
      var status = statuses.getOrDefault(path, content == null ? NOT_FOUND : 200);
      if (status != 200 || content == null) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
