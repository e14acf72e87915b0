package io.coredeck.node.network;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can be seen of a host's network: links, addresses, routes, namespaces, rules and settings.
/// What belongs to other instances is left out: they come and go on their own.
///
/// @param host for ip and nft
/// @param instance whose things are in the picture
record HostPicture(Host host, String instance) {

  Map<String, Object> take() throws IOException, InterruptedException {
    var all = new TreeMap<String, Object>();
    for (var command :
        List.of(
            "ip -o link",
            "ip -br addr",
            "ip route show table all",
            "ip -6 route show table all",
            "ip netns",
            "ip rule",
            "nft list tables")) {
      all.put(command, new TreeSet<>(run(command).filter(this::isSeen).toList()));
    }
    for (var table : run("nft list tables").filter(this::isSeen).toList()) {
      all.put(table, run("nft list " + table).toList());
    }
    for (var family : List.of("ipv4", "ipv6")) {
      try (var settings = Files.walk(Path.of("/proc/sys/net", family))) {
        for (var setting : settings.filter(this::isSetting).toList()) {
          all.put(setting.toString(), Files.readString(setting));
        }
      }
    }
    return all;
  }

  private Stream<String> run(String command) throws IOException, InterruptedException {
    return host.run(Command.of(command.split(" ", -1))).lines();
  }

  /// A stable secret cannot be read until it is set; caches are flushed, not read.
  private boolean isSetting(Path file) {
    return Files.isRegularFile(file)
        && !file.endsWith("stable_secret")
        && !file.endsWith("flush")
        && isSeen(file.toString());
  }

  private boolean isSeen(String line) {
    var stranger =
        Pattern.compile(
            "(?<![\\w-])(?!%1$s)[a-z][a-z0-9]{0,5}([bv][1-9A-HJ-NP-Za-km-z]{8}(?!\\w)|-\\d+-\\d+)|coredeck_(?!%1$s)"
                .formatted(instance));
    return !stranger.matcher(line).find() && !line.contains("expires");
  }
}
