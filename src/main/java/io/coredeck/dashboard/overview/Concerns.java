package io.coredeck.dashboard.overview;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.live.events.Happening;
import io.coredeck.dashboard.overview.Concern.Weight;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds what needs attention: what failed, restarts again and again, loses lines, is silent or
/// full.
final class Concerns {

  /// Happenings are looked at so far back.
  static final Duration LATELY = Duration.ofHours(1);

  private static final Texts TEXTS = Texts.of(Concerns.class);
  private static final int MANY_RESTARTS = 3;
  private static final double FULL = 0.97;

  private final GridView view;
  private final Map<String, List<Happening>> happenings;
  private final Instant now;

  /// @param happenings of the last hour, newest first
  Concerns(GridView view, List<Happening> happenings, Instant now) {
    this.view = view;
    this.happenings = happenings.stream().collect(Collectors.groupingBy(Happening::gwid));
    this.now = now;
  }

  /// @return all there are, the worst first
  List<Concern> find() {
    var found = new ArrayList<Concern>();
    for (var reservation : view.live()) {
      if (reservation.workload() instanceof Container) {
        if (Look.of(reservation) == Look.FAILED) {
          found.add(failed(reservation));
        } else {
          restarting(reservation).ifPresent(found::add);
          losing(reservation).ifPresent(found::add);
        }
      }
    }
    view.nodes().forEach(node -> found.addAll(of(node)));
    found.sort(Concern.ORDER);
    return found;
  }

  private Concern failed(Reservation reservation) {
    var at = Math.max(reservation.result().epoch(), reservation.epoch());
    return new Concern(
        Weight.FAILURE,
        Names.of(reservation),
        reservation.result().message(),
        Duration.between(Instant.ofEpochSecond(at), now),
        place(reservation, "logs"),
        TEXTS.get("concern.logs"));
  }

  private Optional<Concern> restarting(Reservation reservation) {
    var own = happenings.getOrDefault(reservation.gwid(), List.of());
    var restarts = own.stream().filter(one -> one.kind().equals("restarted")).count();
    if (restarts < MANY_RESTARTS) {
      return Optional.empty();
    }
    var last = own.stream().filter(one -> one.kind().equals("exited")).findFirst();
    return Optional.of(
        new Concern(
            Weight.WARNING,
            Names.of(reservation),
            TEXTS.get("concern.restarts", restarts, last.map(Happening::text).orElse("")),
            age(own.getFirst()),
            place(reservation, "logs"),
            TEXTS.get("concern.logs")));
  }

  private Optional<Concern> losing(Reservation reservation) {
    return happenings.getOrDefault(reservation.gwid(), List.of()).stream()
        .filter(one -> one.kind().equals("log-lost"))
        .findFirst()
        .map(one ->
            new Concern(
                Weight.WARNING,
                Names.of(reservation),
                TEXTS.get("concern.lost", one.text()),
                age(one),
                place(reservation, "events"),
                TEXTS.get("concern.details")));
  }

  private List<Concern> of(Node node) {
    var silence = NodeRow.silence(node, now);
    if (silence.compareTo(NodeRow.LONGEST_SILENCE) >= 0) {
      return List.of(about(node, TEXTS.get("concern.silent"), silence));
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
          return about(node, text, Duration.ZERO);
        })
        .toList();
  }

  private static Concern about(Node node, String text, Duration age) {
    return new Concern(
        Weight.WARNING,
        Names.of(node),
        text,
        age,
        "nodes/" + node.nodeId(),
        TEXTS.get("concern.details"));
  }

  private static String place(Reservation reservation, String tab) {
    return "containers/%d/%s".formatted(reservation.id(), tab);
  }

  private Duration age(Happening happening) {
    return Duration.between(Instant.ofEpochMilli(happening.at()), now);
  }
}
