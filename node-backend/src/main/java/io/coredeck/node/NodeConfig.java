package io.coredeck.node;

import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.node.network.Surroundings;
import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.work.check.ElevatedImages;
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
/// @param elevatedPrefix images whose URL starts so get more rights; it ends with a slash; empty
///   for none
/// @param doors where tenants get through this node, and who gets to them
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
    String elevatedPrefix,
    Doors doors) {

  private static final int INSTANCE_MAX = 6;

  /// Where tenants get through this node, and who gets to them.
  ///
  /// @param reach key `reach.allow`: where this node connects to for tenants though it would not
  /// @param ranges key `networks.ranges`: inside of which tenants may have networks
  /// @param users key `networks.users`: who of the host, beside root, may open connections to
  ///   containers
  public record Doors(List<AddressRange> reach, List<Ipv4Range> ranges, List<String> users) {
    public Doors {
      reach = List.copyOf(reach);
      ranges = List.copyOf(ranges);
      users = List.copyOf(users);
    }
  }

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
            elevated(values, faults),
            doors(values, faults));
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
    return "data=%s instance=%s explorer=%s farm=%d corex=%s storage=%d GiB doors=%s"
        .formatted(data, instance, explorer, farmId, corex, storageGiB, doors);
  }

  private static String elevated(Properties values, List<String> faults) {
    var prefix = values.getProperty("elevated.prefix", "").strip();
    if (!prefix.isEmpty() && !ElevatedImages.isPrefix(prefix)) {
      faults.add(
          "elevated.prefix is '%s'; it must be like https://HOST/REPOSITORY/".formatted(prefix));
    }
    return prefix;
  }

  private static Doors doors(Properties values, List<String> faults) {
    var reach = listed(values, "reach.allow", faults, AddressRange::parse);
    var ranges =
        listed(
            values,
            "networks.ranges",
            faults,
            text ->
                Ipv4Range.parse(text)
                    .orElseThrow(
                        () -> new IllegalArgumentException("it must be ranges like 10.0.0.0/8")));
    var users = listed(values, "networks.users", faults, Surroundings::requireUser);
    return new Doors(reach, ranges.isEmpty() ? Surroundings.PRIVATE : ranges, users);
  }

  private static <T> List<T> listed(
      Properties values, String key, List<String> faults, Function<String, T> parser) {
    var parsed = new ArrayList<T>();
    for (var one : values.getProperty(key, "").split(",", -1)) {
      try {
        if (!one.isBlank()) {
          parsed.add(parser.apply(one.strip()));
        }
      } catch (IllegalArgumentException e) {
        faults.add("%s has '%s'; %s".formatted(key, one.strip(), e.getMessage()));
      }
    }
    return parsed;
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
