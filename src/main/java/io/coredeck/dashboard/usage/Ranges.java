package io.coredeck.dashboard.usage;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ranges for new networks.
public final class Ranges {

  /// The node's part is always that large.
  public static final int NODE_PREFIX = 24;

  private static final int LONGEST_WHOLE = 24;
  private static final int FIRST_SUGGESTED = 24;

  private Ranges() {}

  /// @param used ranges that others of the same owner have
  /// @return one that overlaps none of them
  public static Optional<Ipv4Range> free(List<Ipv4Range> used) {
    var twelve =
        IntStream.rangeClosed(0, 15)
            .mapToObj(number -> "172.%d.0.0/16".formatted(16 + (FIRST_SUGGESTED + number) % 16));
    var ten = IntStream.rangeClosed(0, 255).mapToObj("10.%d.0.0/16"::formatted);
    return Stream.concat(twelve, ten)
        .flatMap(text -> Ipv4Range.parse(text).stream())
        .filter(range -> used.stream().noneMatch(range::overlaps))
        .findFirst();
  }

  /// @return the first part of a network for a node, past the first 256 addresses if it has more
  public static Ipv4Range part(Ipv4Range whole) {
    return whole.prefix() >= NODE_PREFIX
        ? new Ipv4Range(whole.first(), NODE_PREFIX)
        : new Ipv4Range(new Ipv4(whole.first().bits() + (1 << 8)), NODE_PREFIX);
  }

  /// @return whether a network may have it
  public static boolean isWhole(Ipv4Range range) {
    return range.isPrivate() && range.prefix() <= LONGEST_WHOLE;
  }
}
