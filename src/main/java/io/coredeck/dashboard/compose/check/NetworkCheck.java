package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Network and address of a draft.
public final class NetworkCheck {

  static final String ADDRESS = "/network_connection/0/ipaddress";
  static final String NEW_RANGE = DraftCheck.NEW_NETWORK + "/iprange";
  static final String NEW_WHOLE = DraftCheck.NEW_NETWORK + "/network_iprange";

  private static final int NODE_PREFIX = 24;
  private static final int WHOLE_PREFIX = 16;
  private static final int FIRST_SUGGESTED = 24;

  private final Draft draft;
  private final GridFacts facts;
  private final List<Problem> problems;

  NetworkCheck(Draft draft, GridFacts facts, List<Problem> problems) {
    this.draft = draft;
    this.facts = facts;
    this.problems = problems;
  }

  /// @return the addresses that containers on the chosen node have in the chosen network; empty if
  ///   it is not known yet
  public static Optional<Ipv4Range> range(Draft draft, GridFacts facts) {
    if (draft.has(DraftCheck.NEW_NETWORK)) {
      return Ipv4Range.parse(draft.text(NEW_RANGE));
    }
    return facts
        .networkOn(draft.text(DraftCheck.NETWORK), draft.text(DraftCheck.NODE))
        .flatMap(part -> Ipv4Range.parse(part.iprange()));
  }

  /// @return the next address nobody has
  public static Optional<String> nextFree(Draft draft, GridFacts facts) {
    var taken = facts.addresses(draft.text(DraftCheck.NETWORK)).keySet();
    return range(draft, facts).flatMap(range -> range.nextFree(taken)).map(Ipv4::toString);
  }

  /// @return a range for a new network that none of the person's networks has
  public static Ipv4Range suggested(GridFacts facts) {
    return IntStream.rangeClosed(0, 255)
        .mapToObj(number -> "172.%d.0.0/16".formatted(16 + (FIRST_SUGGESTED - 16 + number) % 16))
        .flatMap(text -> Ipv4Range.parse(text).stream())
        .filter(range -> facts.ranges().stream().noneMatch(range::overlaps))
        .findFirst()
        .orElseGet(() -> Ipv4Range.parse("10.99.0.0/16").orElseThrow());
  }

  void check() {
    var name = draft.text(DraftCheck.NETWORK);
    if (name.isBlank()) {
      add(DraftCheck.NETWORK, "No network is chosen. Pick one, or create a new one.", pick());
      return;
    }
    if (draft.has(DraftCheck.NEW_NETWORK)) {
      newNetwork(name);
    } else if (facts.isKnown() && !facts.networks().contains(name)) {
      add(DraftCheck.NETWORK, "There is no network %s of yours.".formatted(name), pick());
      return;
    }
    extras();
    address(name);
  }

  private List<Fix> pick() {
    return facts.networks().stream()
        .limit(1)
        .map(name -> Fix.set("Use " + name, DraftCheck.NETWORK, name))
        .toList();
  }

  private void newNetwork(String name) {
    if (facts.networks().contains(name)) {
      add(
          DraftCheck.NETWORK,
          "A network %s of yours exists. Use it, or choose another name.".formatted(name),
          List.of(new Fix("Use " + name, one -> one.without(DraftCheck.NEW_NETWORK))));
    }
    var whole = Ipv4Range.parse(draft.text(NEW_WHOLE));
    var part = Ipv4Range.parse(draft.text(NEW_RANGE));
    if (whole.isEmpty() || whole.get().prefix() > WHOLE_PREFIX + 8 || !whole.get().isPrivate()) {
      add(
          NEW_WHOLE,
          "'%s' is no private range. It must be like 172.25.0.0/16."
              .formatted(draft.text(NEW_WHOLE)),
          List.of(fresh()));
    } else if (part.isEmpty()
        || part.get().prefix() != NODE_PREFIX
        || !whole.get().contains(part.get())) {
      add(
          NEW_RANGE,
          "'%s' is no /24 inside %s.".formatted(draft.text(NEW_RANGE), whole.get()),
          List.of(fresh()));
    } else {
      facts.ranges().stream()
          .filter(whole.get()::overlaps)
          .findFirst()
          .ifPresent(other ->
              add(
                  NEW_WHOLE,
                  "%s overlaps %s, which another network of yours has."
                      .formatted(whole.get(), other),
                  List.of(fresh())));
    }
  }

  private Fix fresh() {
    var range = suggested(facts);
    return new Fix("Use " + range, one -> withRange(one, range));
  }

  /// @return the draft with a new network of that range and the first address in it
  public static Draft withRange(Draft draft, Ipv4Range whole) {
    var part = new Ipv4Range(new Ipv4(whole.first().bits() + (1 << 8)), NODE_PREFIX);
    return draft
        .with(NEW_WHOLE, whole.toString())
        .with(NEW_RANGE, part.toString())
        .with(ADDRESS, part.firstHost().toString());
  }

  /// The nodes of this grid refuse both.
  private void extras() {
    var at = "/network_connection/0/";
    if (draft.flag(at + "public_ip6")) {
      add(
          at + "public_ip6",
          "The nodes of this grid have no public IPv6 address to give.",
          List.of(Fix.set("Leave it out", at + "public_ip6", false)));
    }
    if (draft.flag(at + "yggdrasil_ip")) {
      add(
          at + "yggdrasil_ip",
          "The nodes of this grid are not in the Yggdrasil network.",
          List.of(Fix.set("Leave it out", at + "yggdrasil_ip", false)));
    }
  }

  private void address(String network) {
    var text = draft.text(ADDRESS);
    var next = nextFree(draft, facts);
    var fixes = new ArrayList<Fix>();
    next.ifPresent(free -> fixes.add(Fix.set("Use " + free, ADDRESS, free)));
    var range = range(draft, facts);
    var address = Ipv4.parse(text);
    var holder = facts.addresses(network).get(text);
    if (text.isEmpty()) {
      if (range.isPresent() && next.isEmpty()) {
        add(
            ADDRESS,
            "No address of %s is free. Use another network.".formatted(range.get()),
            fixes);
      } else if (range.isPresent() || !facts.isKnown()) {
        add(ADDRESS, "The address is missing." + orNext(next), fixes);
      }
    } else if (address.isEmpty()) {
      add(ADDRESS, "%s is not an address. %s".formatted(text, why(text)) + orNext(next), fixes);
    } else if (range.isPresent() && !range.get().isHost(address.get())) {
      add(
          ADDRESS,
          "%s cannot be used here. It must be from %s to %s."
              .formatted(text, range.get().firstHost(), range.get().lastHost()),
          fixes);
    } else if (holder != null) {
      add(ADDRESS, "%s is used by %s.".formatted(text, holder) + orNext(next), fixes);
    }
  }

  private static String orNext(Optional<String> next) {
    return next.map(" The next free address is %s."::formatted).orElse("");
  }

  private static String why(String text) {
    return text.matches("\\d+(\\.\\d+){3}")
        ? "Its parts go from 0 to 255, without leading zeros."
        : "It must be four numbers with dots between.";
  }

  private void add(String pointer, String message, List<Fix> fixes) {
    problems.add(new Problem(Part.NETWORK, pointer, message, fixes));
  }
}
