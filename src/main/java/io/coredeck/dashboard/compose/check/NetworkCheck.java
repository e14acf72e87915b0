package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.fit.Clashes;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Fit;
import io.coredeck.model.fit.Shape;
import io.coredeck.model.fit.Wish;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Network and address of a draft.
public final class NetworkCheck {

  private static final Texts TEXTS = Texts.of(NetworkCheck.class);

  static final String ADDRESS = "/network_connection/0/ipaddress";
  static final String NEW_RANGE = DraftCheck.NEW_NETWORK + "/iprange";
  static final String NEW_WHOLE = DraftCheck.NEW_NETWORK + "/network_iprange";

  /// What no node of this grid gives, in the order of the form.
  static final List<Code> EXTRAS = List.of(Code.IPV6, Code.YGGDRASIL);

  private static final int NODE_PREFIX = 24;
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

  /// @param findings what is found wrong with the draft
  void check(List<Finding> findings) {
    if (find(findings, Code.NO_NETWORK).isPresent()) {
      add(DraftCheck.NETWORK, TEXTS.get("no-network"), pick());
      return;
    }
    var name = draft.text(DraftCheck.NETWORK);
    if (draft.has(DraftCheck.NEW_NETWORK)) {
      newNetwork(name);
    } else if (find(findings, Code.UNKNOWN_NETWORK).isPresent()) {
      add(DraftCheck.NETWORK, TEXTS.get("unknown-network", name), pick());
      return;
    }
    extras(findings);
    address(findings);
  }

  private static Optional<Finding> find(List<Finding> findings, Code code) {
    return findings.stream().filter(one -> one.code() == code).findFirst();
  }

  private List<Fix> pick() {
    return facts.networks().stream()
        .limit(1)
        .map(name -> Fix.set(TEXTS.get("use", name), DraftCheck.NETWORK, name))
        .toList();
  }

  private void newNetwork(String name) {
    if (facts.networks().contains(name)) {
      add(
          DraftCheck.NETWORK,
          TEXTS.get("network-exists", name),
          List.of(new Fix(TEXTS.get("use", name), one -> one.without(DraftCheck.NEW_NETWORK))));
    }
    var network = DraftWish.newNetwork(draft);
    var wrong = Shape.of(network).stream().findFirst();
    if (wrong.isPresent()) {
      range(wrong.get());
      return;
    }
    find(
            new Clashes(Wish.of(network), facts.holdings()).notices(draft.text(DraftCheck.NODE)),
            Code.RANGE_SHARED)
        .ifPresent(one ->
            add(
                NEW_WHOLE,
                TEXTS.get("overlap", one.text("range"), one.text("other")),
                List.of(fresh())));
  }

  private void range(Finding wrong) {
    if (wrong.path().equals("network_iprange")) {
      add(NEW_WHOLE, TEXTS.get("bad-range", draft.text(NEW_WHOLE)), List.of(fresh()));
    } else {
      add(
          NEW_RANGE,
          TEXTS.get("bad-part", draft.text(NEW_RANGE), draft.text(NEW_WHOLE)),
          List.of(fresh()));
    }
  }

  private Fix fresh() {
    var range = suggested(facts);
    return new Fix(TEXTS.get("use", range.toString()), one -> withRange(one, range));
  }

  /// @return the draft with a new network of that range and the first address in it
  public static Draft withRange(Draft draft, Ipv4Range whole) {
    var part = new Ipv4Range(new Ipv4(whole.first().bits() + (1 << 8)), NODE_PREFIX);
    return draft
        .with(NEW_WHOLE, whole.toString())
        .with(NEW_RANGE, part.toString())
        .with(ADDRESS, part.firstHost().toString());
  }

  /// @return why the chosen node gives no public IPv6 address
  public static String whyNoIpv6(Draft draft, GridFacts facts) {
    return facts
        .node(draft.text(DraftCheck.NODE))
        .map(node -> TEXTS.get("no-ipv6-here", GridFacts.nameOf(node)))
        .orElseGet(() -> TEXTS.get("no-ipv6"));
  }

  /// @return why no node gives a Yggdrasil address
  public static String whyNoYggdrasil() {
    return TEXTS.get("no-yggdrasil");
  }

  /// The nodes of this grid refuse both.
  private void extras(List<Finding> findings) {
    for (var code : EXTRAS) {
      if (find(findings, code).isPresent()) {
        var pointer =
            "/network_connection/0/" + (code == Code.IPV6 ? "public_ip6" : "yggdrasil_ip");
        add(
            pointer,
            TEXTS.get(code == Code.IPV6 ? "no-ipv6" : "no-yggdrasil"),
            List.of(Fix.set(TEXTS.get("leave-out"), pointer, false)));
      }
    }
  }

  private void address(List<Finding> findings) {
    var text = draft.text(ADDRESS);
    var next = nextFree(draft, facts);
    var fixes = new ArrayList<Fix>();
    next.ifPresent(free -> fixes.add(Fix.set(TEXTS.get("use", free), ADDRESS, free)));
    var range = range(draft, facts);
    if (find(findings, Code.NO_ADDRESS).isPresent()) {
      missing(range, next, fixes);
    } else if (find(findings, Code.BAD_ADDRESS).isPresent()) {
      add(ADDRESS, next(why(text), next, text), fixes);
    } else {
      range
          .flatMap(all -> Ipv4.parse(text).flatMap(address -> Fit.outOf(all, address)))
          .ifPresentOrElse(
              out ->
                  add(
                      ADDRESS,
                      TEXTS.get("out-of-range", text, out.text("first"), out.text("last")),
                      fixes),
              () ->
                  find(findings, Code.ADDRESS_USED)
                      .ifPresent(_ -> add(ADDRESS, next("used", next, text, holder(text)), fixes)));
    }
  }

  private String holder(String address) {
    return facts.addresses(draft.text(DraftCheck.NETWORK)).getOrDefault(address, "");
  }

  private void missing(Optional<Ipv4Range> range, Optional<String> next, List<Fix> fixes) {
    if (range.isPresent() && next.isEmpty()) {
      add(ADDRESS, TEXTS.get("no-free", range.get().toString()), fixes);
    } else if (range.isPresent() || !facts.isKnown()) {
      add(ADDRESS, next("no-address", next), fixes);
    }
  }

  /// @return the words, with the next free address at their end if there is one
  private static String next(String key, Optional<String> next, String... values) {
    var all = new ArrayList<String>(List.of(values));
    next.ifPresent(all::add);
    return TEXTS.get(next.isPresent() ? key : key + "-only", all.toArray());
  }

  private static String why(String text) {
    return text.matches("\\d+(\\.\\d+){3}") ? "address-parts" : "address-form";
  }

  private void add(String pointer, String message, List<Fix> fixes) {
    problems.add(new Problem(Part.NETWORK, pointer, message, fixes));
  }
}
