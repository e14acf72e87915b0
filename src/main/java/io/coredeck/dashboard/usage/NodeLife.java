package io.coredeck.dashboard.usage;

import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;

/// Whether a node is there.
///
/// @param silence since its last sign of life
public record NodeLife(Duration silence) {

  /// A node gives a sign of life every minute or two; clients of the grid count it as gone after
  /// ten.
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  public static NodeLife of(Node node, Instant now) {
    var silence = Duration.between(Instant.ofEpochSecond(node.updated()), now);
    return new NodeLife(silence.isNegative() ? Duration.ZERO : silence);
  }

  public boolean isUp() {
    return silence.compareTo(LONGEST_SILENCE) < 0;
  }
}
