package io.coredeck.node;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.node.network.Surroundings;
import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.work.check.ElevatedImages;
import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
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

  private static final System.Logger LOG = System.getLogger(NodeConfig.class.getName());
  private static final int INSTANCE_MAX = 6;
  private static final int LARGEST_PORT = 65_535;

  /// An earlier version of `up` wrote the settings.
  private static final String OLDER = "{0} is missing: {1} until `up` has written new settings";

  /// Whom the platform's programs run as, unless settings say who gets to containers.
  private static final String USUAL_USER = "coredeck";

  /// Where tenants get through this node, and who gets to them.
  ///
  /// @param reach key `reach.allow`: where this node connects to for tenants though it would not
  /// @param ownPorts key `reach.own`: TCP ports at which it connects to its own addresses for
  ///   tenants, whatever those are at that time
  /// @param ranges key `networks.ranges`: inside of which tenants may have networks
  /// @param users key `networks.users`: who of the host, beside root, may open connections to
  ///   containers
  public record Doors(
      List<AddressRange> reach, Set<Integer> ownPorts, List<Ipv4Range> ranges, List<String> users) {
    public Doors {
      reach = List.copyOf(reach);
      ownPorts = Set.copyOf(ownPorts);
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
    var ports = new HashSet<>(listed(values, "reach.own", faults, NodeConfig::port));
    var users =
        new ArrayList<>(listed(values, "networks.users", faults, Surroundings::requireUser));
    if (!values.containsKey("reach.allow") && !values.containsKey("reach.own")) {
      LOG.log(
          Level.WARNING,
          OLDER,
          "reach.own",
          "the platform's Redis is open to tenants, a hub on" + " this machine is not");
      redisPort(values).ifPresent(ports::add);
    }
    if (!values.containsKey("networks.users")) {
      LOG.log(Level.WARNING, OLDER, "networks.users", "containers are open to " + USUAL_USER);
      users.add(USUAL_USER);
    }
    return new Doors(reach, ports, ranges.isEmpty() ? Surroundings.PRIVATE : ranges, users);
  }

  private static OptionalInt redisPort(Properties values) {
    try {
      return OptionalInt.of(BlockAddress.parse(values.getProperty("redis", "").strip()).port());
    } catch (IllegalArgumentException _) { // whoever needs it says so
      return OptionalInt.empty();
    }
  }

  private static int port(String text) {
    var port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("it must be a port from 1 to " + LARGEST_PORT);
    }
    return port;
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
