package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Bytes;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Explanation;
import io.coredeck.model.fit.Explanation.Cost;
import io.coredeck.model.fit.Explanation.NodeAnswer;
import io.coredeck.model.fit.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What would become of a wish, for a person to read.
final class ExplanationText {

  private static final double MIB_OF_GIB = (double) (Bytes.GIB / Bytes.MIB);

  private final Session session;
  private final Reservation wish;
  private final Explanation said;

  ExplanationText(Session session, Reservation wish, Explanation said) {
    this.session = session;
    this.wish = wish;
    this.said = said;
  }

  void tell() {
    if (!session.isTable()) {
      session.print(
          "%s %s: %s"
              .formatted(
                  Words.kind(wish),
                  Words.plain(Words.subject(wish)),
                  said.fits() ? "would run" : "would not run"));
      all("in the way", said.clashes());
      all("note", said.notices());
      line("cost", cost(said.cost()));
      said.time()
          .ifPresent(time ->
              line(
                  "time",
                  "%d s, nine of ten within %d s (%d like it lately)"
                      .formatted(time.median(), time.slow(), time.samples())));
    }
    session.print(nodes());
    if (said.nodesLeftOut() > 0) {
      line("", "and %d more nodes".formatted(said.nodesLeftOut()));
    }
  }

  private void all(String name, List<Finding> findings) {
    findings.forEach(one -> line(name, one.message()));
  }

  private void line(String name, String text) {
    session.print("  %-10s %s".formatted(name, Words.plain(text)));
  }

  private static String cost(Cost cost) {
    var units =
        String.format(
            Locale.ROOT,
            "%s CU and %s SU a second: %.0f and %.0f an hour, %.0f and %.0f in 30 days",
            cost.cu(),
            cost.su(),
            cost.cuPerHour(),
            cost.suPerHour(),
            cost.cuPerMonth(),
            cost.suPerMonth());
    return units
        + cost.seconds()
            .map(seconds -> "; pool %d lasts %s with it".formatted(cost.poolId(), life(seconds)))
            .orElse("");
  }

  private static String life(long seconds) {
    if (seconds == Long.MAX_VALUE) {
      return "for ever";
    }
    var life = Duration.ofSeconds(seconds);
    if (life.toDays() > 1) {
      return life.toDays() + " days";
    }
    return life.toHours() > 1 ? life.toHours() + " hours" : life.toMinutes() + " minutes";
  }

  private Table nodes() {
    var table =
        new Table("NODE", "FITS", "CPUS", "MEMORY", "SSD", "HDD", "WHY NOT", "+ID", "+FARM");
    for (var node : said.nodes()) {
      var room = node.room();
      table.add(
          name(node),
          node.fits() ? "yes" : "no",
          String.valueOf(room.cpus()),
          gib(room.memory()),
          gib(room.ssd()),
          gib(room.hdd()),
          node.reasons().isEmpty() ? "-" : reasons(node),
          node.nodeId(),
          String.valueOf(node.farmId()));
    }
    return table;
  }

  private static String name(NodeAnswer node) {
    var name = node.hostname().isBlank() ? node.nodeId() : node.hostname();
    return node.isAsked() ? name + " (asked)" : name;
  }

  private static String reasons(NodeAnswer node) {
    return node.reasons().stream().map(Finding::message).collect(Collectors.joining(". "));
  }

  private static String gib(Bytes amount) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) amount.toMiB() / MIB_OF_GIB);
  }
}
