package io.coredeck.dashboard.overview.findings;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.live.events.Happening;
import io.coredeck.dashboard.overview.findings.Concern.About;
import io.coredeck.dashboard.overview.findings.Concern.Weight;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NodeLife;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds what needs attention: what failed, restarts again and again, loses lines, is silent or
/// full.
public final class Concerns {

  /// Happenings are looked at so far back.
  public static final Duration LATELY = Duration.ofHours(1);

  private static final Texts TEXTS = Texts.of(Concerns.class);
  private static final int MANY_RESTARTS = 3;
  private static final double FULL = 0.97;
  private static final Pattern END_OF_ENDPOINT = Pattern.compile("(?<=\\)): ");

  private final GridView view;
  private final Map<String, List<Happening>> happenings;
  private final Instant now;

  /// @param happenings of the last hour, newest first
  public Concerns(GridView view, List<Happening> happenings, Instant now) {
    this.view = view;
    this.happenings = happenings.stream().collect(Collectors.groupingBy(Happening::gwid));
    this.now = now;
  }

  /// @return all there are, the worst first
  public List<Concern> find() {
    var found = new ArrayList<Concern>();
    view.once(Containers.FAILED).stream()
        .filter(one -> Containers.isLately(one, now))
        .forEach(one -> found.add(failed(one)));
    var containers = view.once(Containers.BY_GWID);
    happenings.forEach((gwid, own) -> {
      var container = containers.get(gwid);
      if (container != null && Look.of(container) != Look.FAILED) {
        restarting(container, own).ifPresent(found::add);
        losing(container, own).ifPresent(found::add);
        found.addAll(unreached(container, own));
      }
    });
    view.nodes().forEach(node -> found.addAll(of(node)));
    found.sort(Concern.ORDER);
    return found;
  }

  private static Concern failed(Reservation reservation) {
    var isUnpaid = isUnpaid(reservation);
    return new Concern(
        Weight.FAILURE,
        About.CONTAINER,
        Named.of(reservation),
        NodeReason.of(Look.said(reservation)),
        Optional.of(Containers.endOf(reservation)),
        isUnpaid ? "pools" : place(reservation, "logs"),
        TEXTS.get(isUnpaid ? "concern.pools" : "concern.logs"));
  }

  /// It stays so until it is deleted, however long that takes.
  private static boolean isUnpaid(Reservation reservation) {
    return reservation.nextAction() == NextAction.INVALID;
  }

  private static Optional<Concern> restarting(Reservation reservation, List<Happening> own) {
    var restarts = own.stream().filter(Happening::isRestart).count();
    if (restarts < MANY_RESTARTS) {
      return Optional.empty();
    }
    var last = own.stream().filter(one -> one.kind().equals("exited")).findFirst();
    var newest = own.stream().filter(Happening::isRestart).findFirst();
    return Optional.of(
        new Concern(
            Weight.WARNING,
            About.CONTAINER,
            Named.of(reservation),
            TEXTS.get("concern.restarts", restarts, last.map(Happening::text).orElse("")),
            newest.flatMap(Concerns::at),
            place(reservation, "logs"),
            TEXTS.get("concern.logs")));
  }

  private static Optional<Concern> losing(Reservation reservation, List<Happening> own) {
    return own.stream()
        .filter(one -> one.kind().equals("log-lost"))
        .findFirst()
        .map(one ->
            new Concern(
                Weight.WARNING,
                About.CONTAINER,
                Named.of(reservation),
                TEXTS.get("concern.lost", one.text()),
                at(one),
                place(reservation, "events"),
                TEXTS.get("concern.details")));
  }

  /// Endpoints of which the newest that is known is that they take nothing.
  private static List<Concern> unreached(Reservation reservation, List<Happening> own) {
    var newest = new LinkedHashMap<String, Happening>();
    own.stream()
        .filter(one -> one.kind().startsWith("endpoint-"))
        .forEach(one -> newest.putIfAbsent(server(one.text()), one));
    return newest.values().stream()
        .filter(one -> one.kind().equals("endpoint-down"))
        .map(one ->
            new Concern(
                Weight.WARNING,
                About.CONTAINER,
                Named.of(reservation),
                unreached(endpoint(one), one.text()),
                at(one),
                place(reservation, "events"),
                TEXTS.get("concern.details")))
        .toList();
  }

  /// @param said by the node, see docs/formats/logs-and-stats.md
  private static String server(String said) {
    return said.replaceFirst("(?s)( \\(|: takes again).*", "");
  }

  /// @return e.g. `redis://10.8.0.90/out (stdout)`, which such a happening begins with
  private static String endpoint(Happening happening) {
    return END_OF_ENDPOINT.split(happening.text(), 2)[0];
  }

  private static String unreached(String endpoint, String said) {
    var trouble =
        said.substring(endpoint.length()).replaceFirst("^: ", "").replaceFirst("\\.$", "");
    return trouble.isEmpty()
        ? TEXTS.get("concern.endpoint-unsaid", endpoint)
        : TEXTS.get("concern.endpoint", endpoint, trouble);
  }

  private List<Concern> of(Node node) {
    if (!NodeLife.of(node, now).isUp()) {
      var last = Instant.ofEpochSecond(node.updated());
      return List.of(about(node, TEXTS.get("concern.silent"), Optional.of(last)));
    }
    var total = node.totalResources();
    var taken = node.reservedResources();
    var shares = new LinkedHashMap<String, Double>();
    shares.put(TEXTS.get("memory.word"), total.mru() > 0 ? taken.mru() / total.mru() : 0);
    shares.put(TEXTS.get("ssd.word"), total.sru() > 0 ? taken.sru() / total.sru() : 0);
    shares.put(TEXTS.get("hdd.word"), total.hru() > 0 ? taken.hru() / total.hru() : 0);
    return shares.entrySet().stream()
        .filter(share -> share.getValue() >= FULL)
        .map(share -> {
          var text = TEXTS.get("concern.full", share.getKey(), Numbers.percent(share.getValue()));
          return about(node, text, Optional.empty());
        })
        .toList();
  }

  private static Concern about(Node node, String text, Optional<Instant> since) {
    return new Concern(
        Weight.WARNING,
        About.NODE,
        Named.of(node),
        text,
        since,
        "nodes/" + node.nodeId(),
        TEXTS.get("concern.details"));
  }

  private static String place(Reservation reservation, String tab) {
    return "containers/%d/%s".formatted(reservation.id(), tab);
  }

  private static Optional<Instant> at(Happening happening) {
    return Optional.of(Instant.ofEpochMilli(happening.at()));
  }
}
