package io.coredeck.node;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the agent needs to know. Read once, checked whole.
///
/// @param data the agent's own directory, absolute
/// @param instance at most six characters that keep names in the kernel apart
/// @param explorer base URL, up to and with `/api/v1`
/// @param redis URL of the platform's Redis, with user and password
/// @param keyFile holds the node's seed as 64 hex characters; made if absent
/// @param farmId the farm it belongs to
/// @param corex the CoreX bundle
/// @param storageGiB size of the containers' disk; 0 for four fifths of what is free
/// @param readyFile made when the agent takes work; empty path for none
/// @param elevatedPrefix images whose URL starts so get more rights; empty for none
public record NodeConfig(
    Path data,
    String instance,
    URI explorer,
    String redis,
    Path keyFile,
    long farmId,
    Path corex,
    int storageGiB,
    Path readyFile,
    String elevatedPrefix) {

  private static final int INSTANCE_MAX = 6;

  /// Reads a properties file.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException naming every fault in it
  public static NodeConfig read(Path file) throws IOException {
    var values = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    }
    var faults = new ArrayList<String>();
    var data = path(values, "data", faults);
    var config =
        new NodeConfig(
            data,
            word(values, "instance", faults),
            URI.create(word(values, "explorer", faults)),
            word(values, "redis", faults),
            path(values, "key.file", faults),
            whole(values, "farm.id", faults),
            path(values, "corex", faults),
            (int) whole(values, "storage.gib", faults),
            path(values, "ready.file", faults),
            values.getProperty("elevated.prefix", ""));
    if (config.instance.length() > INSTANCE_MAX) {
      faults.add("instance is '%s'; it must be 1 to 6 characters".formatted(config.instance));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
    }
    return config;
  }

  /// @return all values, the password left out
  @Override
  public String toString() {
    return "data=%s instance=%s explorer=%s farm=%d corex=%s storage=%d GiB"
        .formatted(data, instance, explorer, farmId, corex, storageGiB);
  }

  private static String word(Properties values, String key, List<String> faults) {
    return parsed(values, key, faults, text -> text, "");
  }

  private static Path path(Properties values, String key, List<String> faults) {
    return parsed(values, key, faults, Path::of, Path.of(""));
  }

  private static long whole(Properties values, String key, List<String> faults) {
    return parsed(values, key, faults, Long::parseLong, 0L);
  }

  private static <T> T parsed(
      Properties values, String key, List<String> faults, Function<String, T> parser, T otherwise) {
    @Nullable String text = values.getProperty(key);
    if (text == null || text.isBlank()) {
      faults.add(key + " is missing");
      return otherwise;
    }
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      faults.add("%s is '%s'; %s".formatted(key, text, e.getMessage()));
      return otherwise;
    }
  }
}
