package io.coredeck.testkit;

import io.coredeck.posix.RawPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Images made by the reference tool, their blocks, and what is true of them. Their folder is named
/// by the system property `coredeck.fixtures`; empty or absent means our copies.
public final class Fixtures {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path COPIES = Path.of("src/test/resources/fixtures");

  private Fixtures() {}

  /// @return the folder
  public static Path folder() {
    var named = System.getProperty("coredeck.fixtures", "");
    return named.isEmpty() ? COPIES : Path.of(named);
  }

  /// @return every image in the folder
  public static List<Path> flists() throws IOException {
    try (var files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".flist")).sorted().toList();
    }
  }

  /// @return a file of truths about an image, e.g. `truth/a.stat.jsonl`
  public static Path truth(Path flist, String kind) {
    var name = flist.getFileName().toString().replaceAll("\\.flist$", "");
    return folder().resolve("truth").resolve(name + "." + kind);
  }

  /// @return one JSON value per line
  public static List<JsonNode> lines(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank()).map(JSON::readTree).toList();
    }
  }

  /// @return the JSON value a file holds
  public static JsonNode json(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  /// @return a name or target as the truths write it: text with control characters as they are, and
  ///   `\xNN` for each byte that is not UTF-8
  public static String text(RawPath path) {
    var bytes = ByteBuffer.wrap(path.bytes());
    var text = CharBuffer.allocate(bytes.remaining() * 4);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    for (var result = decoder.decode(bytes, text, true);
        result.isMalformed();
        result = decoder.decode(bytes, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put("\\x%02x".formatted(bytes.get() & 0xff));
      }
    }
    return text.flip().toString();
  }

  /// @return what a block store holds for the images, by name of the block as hex
  public static Map<String, byte[]> blocks() {
    var blocks = new TreeMap<String, byte[]>();
    try (var in = Files.newInputStream(folder().resolve("blocks.jsonl.gz"));
        var reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (var line : (Iterable<String>) reader.lines()::iterator) {
        var block = JSON.readTree(line);
        var value = Base64.getDecoder().decode(block.get("value").stringValue());
        blocks.put(block.get("key").stringValue(), value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blocks;
  }
}
