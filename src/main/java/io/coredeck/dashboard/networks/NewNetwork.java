package io.coredeck.dashboard.networks;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.usage.Ranges;
import io.coredeck.dashboard.usage.Wish;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.network.NetworkPart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a new network may be called, which ranges it may have, and asking for it.
///
/// @param grid in whose name
/// @param own what that person has
/// @param language of the person
record NewNetwork(GridClient grid, GridView own, Language language) {

  static final int LONGEST_NAME = 64;

  private static final Texts TEXTS = Texts.of(NewNetwork.class);

  /// No pool of the person may be used on the node.
  static final class NoPoolException extends IOException {
    private static final long serialVersionUID = 1L;

    NoPoolException(String message) {
      super(message);
    }
  }

  private List<NetworkUse> networks() {
    return NetworkUse.of(own);
  }

  private List<Ipv4Range> ranges() {
    return networks().stream().flatMap(one -> Ipv4Range.parse(one.range()).stream()).toList();
  }

  /// @return a range for it; empty if all are in use
  Optional<Ipv4Range> freeRange() {
    return Ranges.free(ranges());
  }

  /// @return what is wrong with a name
  Optional<String> wrongName(String name) {
    if (name.isEmpty()) {
      return Optional.of(TEXTS.get("wrong.no-name"));
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      return Optional.of(TEXTS.get("wrong.name"));
    }
    return networks().stream().anyMatch(one -> one.name().equals(name))
        ? Optional.of(TEXTS.get("wrong.name-taken", name))
        : Optional.empty();
  }

  /// @return what is wrong with the range of all
  Optional<String> wrongRange(String text) {
    var range = Ipv4Range.parse(text);
    if (range.isEmpty() || !Ranges.isWhole(range.get())) {
      return Optional.of(
          TEXTS.get("wrong.range", freeRange().map(Ipv4Range::toString).orElse("172.25.0.0/16")));
    }
    return networks().stream()
        .filter(one -> Ipv4Range.parse(one.range()).filter(range.get()::overlaps).isPresent())
        .findFirst()
        .map(one -> TEXTS.get("wrong.overlap", text, one.range(), one.name()));
  }

  /// @return what is wrong with the range of the node's part
  Optional<String> wrongPart(String whole, String text) {
    var range = Ipv4Range.parse(whole);
    var part = Ipv4Range.parse(text);
    var isRight =
        part.isPresent()
            && part.get().prefix() == Ranges.NODE_PREFIX
            && (range.isEmpty() || range.get().contains(part.get()));
    return isRight ? Optional.empty() : Optional.of(TEXTS.get("wrong.part", whole));
  }

  /// @return it, on its node
  Reservation create(Node node, String name, String range, String part)
      throws IOException, InterruptedException {
    var pool = Wish.poolFor(grid.pools(), node.nodeId());
    if (pool == 0) {
      throw new NoPoolException(TEXTS.in(language, "wrong.no-pool"));
    }
    var network = NetworkPart.of(node.nodeId(), name, range, part, port(node));
    return new Wish(grid, language).grant(node.nodeId(), pool, name, network);
  }

  private int port(Node node) throws IOException {
    try {
      return NetworkPart.portBeside(node.wgPorts());
    } catch (IllegalArgumentException e) {
      throw new IOException(NodeReason.in(language, String.valueOf(e.getMessage())), e);
    }
  }
}
