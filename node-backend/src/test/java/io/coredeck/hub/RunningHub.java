package io.coredeck.hub;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.RedisBlocks;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistReader;
import io.coredeck.flist.block.BlockCodec;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.testkit.RedisServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub with its Redis for each test, and calls to it.
@Timeout(60)
abstract class RunningHub {
  static final String TOKEN = "a-token-of-enough-length";

  @TempDir Path directory;

  RedisServer redis;
  Hub hub;
  HttpClient client;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    hub = Hub.start(config(TOKEN), new LinuxHost());
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
    redis.close();
  }

  HubConfig config(String token) {
    return config(token, Path.of("/bin/busybox"));
  }

  HubConfig config(String token, Path busybox) {
    var backend = BlockAddress.parse("redis://blocks.example:" + redis.port());
    var blocks = BlockAddress.parse(redis.uri());
    return new HubConfig(
        "127.0.0.1",
        0,
        directory.resolve("storage"),
        blocks,
        backend,
        token,
        "admin",
        true,
        busybox);
  }

  Map<String, Entry> entries(String path) throws Exception {
    var file = Files.write(directory.resolve("got.flist"), bytes(path).body());
    var entries = new TreeMap<String, Entry>();
    try (var reader = FlistReader.open(file, directory)) {
      reader.walk(entry -> entries.put(entry.path().toString(), entry));
    }
    return entries;
  }

  static Entry entry(Map<String, Entry> entries, String path) {
    return java.util.Objects.requireNonNull(entries.get(path), path);
  }

  byte[] content(Entry entry) throws Exception {
    var content = new ByteArrayOutputStream();
    try (var blocks = RedisBlocks.of(BlockAddress.parse(redis.uri()))) {
      for (var ref : ((Content.File) entry.content()).blocks()) {
        content.writeBytes(BlockCodec.decode(ref, blocks.get(ref.hash()).orElseThrow()));
      }
    }
    return content.toByteArray();
  }

  HttpResponse<String> get(String path, String... header) throws Exception {
    var request = request(path);
    var more = header.length == 0 ? request : request.headers(header);
    return client.send(more.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + path));
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
