package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.Amount;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.NetworkCheck;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Refusal.Kind;
import io.coredeck.dashboard.text.Refusal.Who;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Why a deployment failed, in the words of the form, and what would help.
///
/// @param title which step could not be done
/// @param reason whole sentences
/// @param fixes changes of the draft that would help, best first; may be empty
/// @param needsPool whether a pool has to be topped up first
public record DeployFailure(String title, String reason, List<Fix> fixes, boolean needsPool) {

  private static final Texts TEXTS = Texts.of(DeployFailure.class);

  private static final Pattern MEMORY =
      Pattern.compile("not enough free resources.*\\((\\d{1,12}) MiB asked, (\\d{1,12}) MiB free");
  private static final Pattern TAKEN =
      Pattern.compile("IP address (\\S+) of network \\S+ is taken by (\\S+);.*");
  private static final Pattern STORAGE =
      Pattern.compile(
          "asks for (\\d{1,12}) MiB, but the whole storage of this node holds (\\d{1,12}) MiB");

  public DeployFailure {
    fixes = List.copyOf(fixes);
  }

  private DeployFailure(String title, String reason, List<Fix> fixes) {
    this(title, reason, fixes, false);
  }

  /// @param draft that was deployed
  /// @param facts as they were then
  public static DeployFailure of(DeployException failure, Draft draft, GridFacts facts) {
    return switch (failure.source()) {
      case NODE -> ofNode(failure.said(), draft, facts);
      case EXPLORER -> new DeployFailure(TEXTS.get("refused"), told(failure), List.of());
      case STRANGE -> new DeployFailure(TEXTS.get("strange"), told(failure), List.of());
      case SILENT -> new DeployFailure(TEXTS.get("silent"), TEXTS.get("silent-why"), List.of());
      case LATE -> new DeployFailure(TEXTS.get("late"), TEXTS.get("late-why"), List.of());
      case POOL_EMPTY ->
          new DeployFailure(TEXTS.get("pool-empty"), TEXTS.get("pool-empty-why"), List.of(), true);
      case NO_POOL ->
          new DeployFailure(TEXTS.get("no-pool"), TEXTS.get("no-pool-why"), List.of(), true);
      case NO_SECRET ->
          new DeployFailure(
              TEXTS.get("no-secret"), TEXTS.get("no-secret-why", failure.said()), List.of());
      case STOPPED -> new DeployFailure(TEXTS.get("broken-off"), TEXTS.get("stopped"), List.of());
      case DASHBOARD -> new DeployFailure(TEXTS.get("broken-off"), TEXTS.get("fault"), List.of());
    };
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
          room(draft, facts, "/capacity/memory", Long.parseLong(memory.group(2)), node));
    }
    var storage = STORAGE.matcher(said);
    if (storage.find()) {
      return new DeployFailure(
          TEXTS.get("disk"),
          TEXTS.get("disk-why", node, mebibytes(storage.group(1)), mebibytes(storage.group(2))),
          room(draft, facts, "/capacity/disk_size", Long.parseLong(storage.group(2)), node));
    }
    var taken = TAKEN.matcher(said);
    if (taken.find()) {
      return new DeployFailure(
          TEXTS.get("network"),
          TEXTS.get("taken", taken.group(1), taken.group(2)),
          address(draft, facts, taken.group(1)));
    }
    return new DeployFailure(titleOf(said), NodeReason.of(said, node), List.of());
  }

  private static String mebibytes(String amount) {
    return Amount.of(Bytes.ofMiB(Long.parseLong(amount)));
  }

  private static List<Fix> room(
      Draft draft, GridFacts facts, String pointer, long free, String node) {
    var fixes = new ArrayList<Fix>();
    NodeFit.all(draft, facts).stream()
        .filter(fit -> fit.fits() && !fit.node().nodeId().equals(draft.text("/node_id")))
        .limit(1)
        .forEach(fit ->
            fixes.add(
                new Fix(
                    TEXTS.get("elsewhere", fit.name()),
                    one -> one.with("/node_id", fit.node().nodeId()))));
    var gib = free / (Bytes.GIB / Bytes.MIB);
    if (gib > 0) {
      fixes.add(
          new Fix(
              TEXTS.get("less", gib, node),
              one -> one.with(pointer, gib * (Bytes.GIB / Bytes.MIB))));
    }
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

  private static String titleOf(String said) {
    if (said.matches("(?s).*(flist|image|block|hub).*")) {
      return TEXTS.get("image");
    }
    if (said.matches("(?s).*(network|IP address|IPv6|Yggdrasil).*")) {
      return TEXTS.get("network");
    }
    return TEXTS.get(said.contains("volume") ? "volume" : "start");
  }
}
