package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.NetworkCheck;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Refusal.Kind;
import io.coredeck.dashboard.text.Refusal.Who;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why a deployment failed, in the words of the form, and what would help.
///
/// @param title which step could not be done
/// @param reason whole sentences
/// @param fixes changes of the draft after which it is deployed again, best first; one that changes
///   nothing is there where the same may go well now
/// @param mend where in the form it can be mended; empty if the draft is not at fault
/// @param page of the dashboard that helps; empty for none
public record DeployFailure(
    String title, String reason, List<Fix> fixes, Optional<Mend> mend, String page) {

  /// The page where pools are topped up.
  public static final String POOLS = "pools";

  /// The page that shows what has come of it.
  public static final String RESERVATIONS = "reservations";

  private static final Texts TEXTS = Texts.of(DeployFailure.class);

  private static final Pattern MEMORY =
      Pattern.compile("not enough free resources.*\\((\\d{1,12}) MiB asked, (\\d{1,12}) MiB free");
  private static final Pattern TAKEN =
      Pattern.compile("IP address (\\S+) of network \\S+ is taken by (\\S+);.*");
  private static final Pattern STORAGE =
      Pattern.compile(
          "asks for (\\d{1,12}) MiB, but the whole storage of this node holds (\\d{1,12}) MiB");

  /// A part of the form where a person can mend it.
  ///
  /// @param label what the button says that leads there, e.g. `Pick another image`
  public record Mend(Part part, String label) {}

  public DeployFailure {
    fixes = List.copyOf(fixes);
  }

  private DeployFailure(String title, String reason, List<Fix> fixes) {
    this(title, reason, fixes, Optional.empty(), "");
  }

  private DeployFailure at(Part part, String label) {
    return new DeployFailure(
        title, reason, fixes, Optional.of(new Mend(part, TEXTS.get("mend-" + label))), page);
  }

  private DeployFailure on(String helpful) {
    return new DeployFailure(title, reason, fixes, mend, helpful);
  }

  /// @param draft that was deployed
  /// @param facts as they were then
  public static DeployFailure of(DeployException failure, Draft draft, GridFacts facts) {
    return switch (failure.source()) {
      case NODE -> ofNode(failure.said(), draft, facts);
      case EXPLORER -> new DeployFailure(TEXTS.get("refused"), told(failure), later(failure));
      case STRANGE -> failed("strange", told(failure));
      case SILENT -> failed("silent", TEXTS.get("silent-why")).on(RESERVATIONS);
      case LATE ->
          new DeployFailure(
              TEXTS.get("late"), TEXTS.get("late-why"), elsewhereOrAgain(draft, facts));
      case POOL_EMPTY -> failed("pool-empty", TEXTS.get("pool-empty-why")).on(POOLS);
      case REPLACED ->
          failed("replaced", TEXTS.get("replaced-why", failure.said())).on(RESERVATIONS);
      case NO_POOL ->
          new DeployFailure(TEXTS.get("no-pool"), TEXTS.get("no-pool-why"), elsewhere(draft, facts))
              .on(POOLS);
      case NO_SECRET ->
          failed("no-secret", TEXTS.get("no-secret-why", failure.said()))
              .at(Part.ENVIRONMENT, "environment");
      case STOPPED -> failed("broken-off", TEXTS.get("stopped"));
      case DASHBOARD ->
          new DeployFailure(TEXTS.get("broken-off"), TEXTS.get("fault"), List.of(again()));
    };
  }

  private static DeployFailure failed(String title, String reason) {
    return new DeployFailure(TEXTS.get(title), reason, List.of());
  }

  private static List<Fix> later(DeployException failure) {
    return failure.refusal().filter(one -> one.kind() == Kind.TOO_OFTEN).isPresent()
        ? List.of(again())
        : List.of();
  }

  private static Fix again() {
    return new Fix(TEXTS.get("try-again"), draft -> draft);
  }

  private static String told(DeployException failure) {
    return failure
        .refusal()
        .orElseGet(() -> new Refusal(Who.EXPLORER, Kind.REFUSED, failure.said()))
        .text();
  }

  private static DeployFailure ofNode(String said, Draft draft, GridFacts facts) {
    var node = facts.nameOf(draft.text("/node_id"));
    var memory = MEMORY.matcher(said);
    if (memory.find()) {
      return new DeployFailure(
              TEXTS.get("memory"),
              TEXTS.get("memory-why", node, mebibytes(memory.group(1)), mebibytes(memory.group(2))),
              room(draft, facts, "/capacity/memory", Long.parseLong(memory.group(2)), node))
          .orAt(Part.RESOURCES, "resources");
    }
    var storage = STORAGE.matcher(said);
    if (storage.find()) {
      return new DeployFailure(
              TEXTS.get("disk"),
              TEXTS.get("disk-why", node, mebibytes(storage.group(1)), mebibytes(storage.group(2))),
              room(draft, facts, "/capacity/disk_size", Long.parseLong(storage.group(2)), node))
          .orAt(Part.RESOURCES, "resources");
    }
    var taken = TAKEN.matcher(said);
    if (taken.find()) {
      return new DeployFailure(
              TEXTS.get("network"),
              TEXTS.get("taken", taken.group(1), taken.group(2)),
              address(draft, facts, taken.group(1)))
          .orAt(Part.NETWORK, "network");
    }
    return ofFault(NodeFault.of(said), NodeReason.of(said, node), draft, facts);
  }

  private static DeployFailure ofFault(
      NodeFault fault, String reason, Draft draft, GridFacts facts) {
    var fixes =
        fault == NodeFault.NODE
            ? elsewhereOrAgain(draft, facts)
            : fault.passes() ? List.of(again()) : List.<Fix>of();
    var failure = new DeployFailure(TEXTS.get(fault.title()), reason, fixes);
    var isConsole = fault == NodeFault.COMMAND && draft.flag("/interactive");
    return fault
        .part()
        .map(part -> failure.at(part, isConsole ? "console" : fault.label()))
        .orElse(failure);
  }

  /// Where nothing is known that would help.
  private DeployFailure orAt(Part part, String label) {
    return fixes.isEmpty() ? at(part, label) : this;
  }

  private static String mebibytes(String amount) {
    return Amount.of(Bytes.ofMiB(Long.parseLong(amount)));
  }

  private static List<Fix> room(
      Draft draft, GridFacts facts, String pointer, long free, String node) {
    var fixes = new ArrayList<>(elsewhere(draft, facts));
    var gib = free / (Bytes.GIB / Bytes.MIB);
    if (gib > 0) {
      fixes.add(
          new Fix(
              TEXTS.get("less", gib, node),
              one -> one.with(pointer, gib * (Bytes.GIB / Bytes.MIB))));
    }
    return fixes;
  }

  private static List<Fix> elsewhere(Draft draft, GridFacts facts) {
    return NodeFit.all(draft, facts).stream()
        .filter(fit -> fit.fits() && !fit.node().nodeId().equals(draft.text("/node_id")))
        .limit(1)
        .map(fit ->
            new Fix(
                TEXTS.get("elsewhere", fit.name()),
                one -> one.with("/node_id", fit.node().nodeId())))
        .toList();
  }

  private static List<Fix> elsewhereOrAgain(Draft draft, GridFacts facts) {
    var fixes = new ArrayList<>(elsewhere(draft, facts));
    fixes.add(again());
    return fixes;
  }

  private static List<Fix> address(Draft draft, GridFacts facts, String taken) {
    return NetworkCheck.nextFree(draft, facts).stream()
        .filter(free -> !free.equals(taken))
        .map(free ->
            new Fix(
                TEXTS.get("with-address", free),
                one -> one.with("/network_connection/0/ipaddress", free)))
        .toList();
  }
}
