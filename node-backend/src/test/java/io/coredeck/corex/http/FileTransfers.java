package io.coredeck.corex.http;

import io.coredeck.corex.process.FakeTerminals;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A server and a folder of this machine, and a client that asks for files in it.
abstract class FileTransfers {
  static final String FILES = "/api/v2/files?path=";

  @TempDir Path directory;
  final HttpClient client = HttpClient.newHttpClient();
  TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(new FakeTerminals());
  }

  @AfterEach
  void close() {
    corex.close();
    client.close();
  }

  String at(String name) {
    return FILES + URLEncoder.encode(directory + "/" + name, StandardCharsets.UTF_8);
  }

  HttpResponse<String> put(String path, byte[] content, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(corex.uri(path)).PUT(BodyPublishers.ofByteArray(content));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(corex.uri(path)).build(), BodyHandlers.ofByteArray());
  }

  static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  List<String> names() throws IOException {
    try (var all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
