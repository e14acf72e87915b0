package io.coredeck.explorer.store.find;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.User;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What of a record is searched, as one text in lower case: short, so that a look at all of them is
/// fast. Each part stands in a line of its own. Environments, commands and endpoints are not in it:
/// people keep secrets there, whether they should or not.
public final class Words {

  /// Characters of each part that are searched.
  static final int LONGEST_PART = 256;

  /// Characters of all parts together.
  static final int LONGEST = 1536;

  /// The same for a pool, which may name many nodes.
  private static final int LONGEST_OF_POOL = 16 << 10;

  private Words() {}

  /// @return number, name, metadata, description, node, image or network, addresses
  public static String of(Reservation one) {
    var addresses = Addresses.of(one.result());
    var parts =
        new ArrayList<>(
            List.of(
                one.gwid(),
                WorkloadName.of(one),
                one.nodeId(),
                addresses.ipv4(),
                addresses.ipv6(),
                addresses.yggdrasil()));
    switch (one.workload()) {
      case Container container -> {
        parts.add(container.flist());
        for (var connection : container.networkConnections()) {
          parts.add(connection.ipaddress());
          parts.add(connection.networkId());
        }
      }
      case NetworkResource network -> {
        parts.add(network.name());
        parts.add(network.iprange());
      }
      case Volume _, Unsupported _ -> {}
    }
    parts.add(one.description());
    parts.add(one.metadata());
    return joined(parts.stream(), LONGEST);
  }

  /// @return id, host name, place
  public static String of(Node node) {
    var place = node.location();
    return joined(
        Stream.of(node.nodeId(), node.hostname(), place.city(), place.country(), place.continent()),
        LONGEST);
  }

  /// @return name, place
  public static String of(Farm farm) {
    var place = farm.location();
    return joined(Stream.of(farm.name(), place.city(), place.country()), LONGEST);
  }

  /// @return name, host, description; no email, which only users may see
  public static String of(User user) {
    return joined(Stream.of(user.name(), user.host(), user.description()), LONGEST);
  }

  /// @return number, nodes
  public static String of(Pool pool) {
    return joined(
        Stream.concat(Stream.of(String.valueOf(pool.poolId())), pool.nodeIds().stream()),
        LONGEST_OF_POOL);
  }

  private static String joined(Stream<String> parts, int longest) {
    var text = new StringBuilder();
    parts
        .filter(part -> !part.isEmpty())
        .distinct()
        .takeWhile(_ -> text.length() < longest)
        .forEach(part -> text.append(first(part, LONGEST_PART)).append('\n'));
    return first(text.toString().toLowerCase(Locale.ROOT), longest);
  }

  /// @return the beginning of a text, cut after a whole character
  static String first(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
