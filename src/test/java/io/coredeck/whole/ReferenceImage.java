package io.coredeck.whole;

import com.sun.net.httpserver.HttpServer;
import io.coredeck.waiting.FreePorts;
import io.coredeck.waiting.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The flist that the original tool made, on a web server, and its blocks in a Redis of their own.
final class ReferenceImage implements AutoCloseable {

  private final HttpServer web;
  private final Process redis;
  private final int redisPort;
  private final Path folder;
  private final String name;

  private ReferenceImage(HttpServer web, Process redis, int redisPort, Path folder, String name) {
    this.web = web;
    this.redis = redis;
    this.redisPort = redisPort;
    this.folder = folder;
    this.name = name;
  }

  static ReferenceImage serve() throws Exception {
    return serve("a.flist", false);
  }

  /// The second image, with one byte of every block changed.
  static ReferenceImage serveDamaged() throws Exception {
    return serve("b.flist", true);
  }

  private static ReferenceImage serve(String name, boolean damaged) throws Exception {
    var fixtures = fixtures();
    var folder = Files.createTempDirectory("coredeck-blocks");
    var port = FreePorts.next();
    var redis =
        new ProcessBuilder(
                "redis-server", "--port", "" + port, "--save", "", "--dir", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var flist = Files.readAllBytes(fixtures.resolve(name));
    var md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(flist));
    put(web, "/reference/" + name, flist);
    put(web, "/reference/" + name + ".md5", md5.getBytes(StandardCharsets.US_ASCII));
    web.start();
    var image = new ReferenceImage(web, redis, port, folder, name);
    image.load(fixtures.resolve("blocks.jsonl.gz"), damaged);
    return image;
  }

  String flist() {
    return "http://127.0.0.1:" + web.getAddress().getPort() + "/reference/" + name;
  }

  String blocks() {
    return "zdb://127.0.0.1:" + redisPort;
  }

  static Path fixtures() {
    var named = System.getProperty("coredeck.fixtures", "");
    return named.isBlank()
        ? Grid.home().resolve("node-backend/src/test/resources/fixtures")
        : Path.of(named);
  }

  private void load(Path blocks, boolean damaged) throws IOException {
    try (var socket = connected();
        var lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(blocks)), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var block = Grid.JSON.readTree(line);
        var key = HexFormat.of().parseHex(block.get("key").asString());
        var value = Base64.getDecoder().decode(block.get("value").asString());
        if (damaged) {
          value[value.length / 2] ^= 1;
        }
        var out = socket.getOutputStream();
        out.write(
            ("*3\r\n$3\r\nSET\r\n$" + key.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(key);
        out.write(("\r\n$" + value.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(value);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (!new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
            .equals("+OK\r\n")) {
          throw new AssertionError("redis did not take a block");
        }
      }
    }
  }

  /// Waits until the server accepts, bounded.
  private Socket connected() throws IOException {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), redisPort);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Patience.pause();
      }
    }
  }

  private static void put(HttpServer web, String path, byte[] body) {
    web.createContext(
        path,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(path)) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
  }

  @Override
  public void close() throws IOException {
    web.stop(0);
    redis.destroy();
    try {
      redis.waitFor();
      Ran.of(List.of("rm", "-rf", folder.toString()), List.of(), "", Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
