package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.NetworkCheck;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Why a deployment failed, in the words of the form, and what would help.
///
/// @param title which step could not be done
/// @param reason whole sentences
/// @param fixes changes of the draft that would help, best first; may be empty
public record DeployFailure(String title, String reason, List<Fix> fixes) {

  private static final Pattern MEMORY =
      Pattern.compile("not enough free resources.*\\((\\d+) MiB asked, (\\d+) MiB free");
  private static final Pattern TAKEN =
      Pattern.compile("IP address (\\S+) of network \\S+ is taken by (\\S+);.*");
  private static final Pattern STORAGE =
      Pattern.compile("asks for (\\d+) MiB, but the whole storage of this node holds (\\d+) MiB");

  public DeployFailure {
    fixes = List.copyOf(fixes);
  }

  /// @param said what the node answered
  /// @param facts as they are now
  static DeployFailure of(String said, Draft draft, GridFacts facts) {
    var node = facts.node(draft.text("/node_id")).map(GridFacts::nameOf).orElse("The node");
    var memory = MEMORY.matcher(said);
    if (memory.find()) {
      return new DeployFailure(
          "Memory could not be reserved",
          "%s has no room for this container. It needs %s of memory and %s is free."
              .formatted(node, mebibytes(memory.group(1)), mebibytes(memory.group(2))),
          room(draft, facts, "/capacity/memory", Long.parseLong(memory.group(2)), node));
    }
    var storage = STORAGE.matcher(said);
    if (storage.find()) {
      return new DeployFailure(
          "Disk could not be created",
          "%s has no room for this disk. It needs %s and the node has %s."
              .formatted(node, mebibytes(storage.group(1)), mebibytes(storage.group(2))),
          room(draft, facts, "/capacity/disk_size", Long.parseLong(storage.group(2)), node));
    }
    var taken = TAKEN.matcher(said);
    if (taken.find()) {
      return new DeployFailure(
          "Network could not be connected",
          "%s is used by %s.".formatted(taken.group(1), taken.group(2)),
          address(draft, facts, taken.group(1)));
    }
    return new DeployFailure(titleOf(said), sentence(plain(said, node)), List.of());
  }

  private static String mebibytes(String amount) {
    return io.coredeck.dashboard.compose.check.Amount.of(Bytes.ofMiB(Long.parseLong(amount)));
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
                    "Deploy on %s instead".formatted(fit.name()),
                    one -> one.with("/node_id", fit.node().nodeId()))));
    var gib = free / (Bytes.GIB / Bytes.MIB);
    if (gib > 0) {
      fixes.add(
          new Fix(
              "Use %d GiB on %s".formatted(gib, node),
              one -> one.with(pointer, gib * (Bytes.GIB / Bytes.MIB))));
    }
    return fixes;
  }

  private static List<Fix> address(Draft draft, GridFacts facts, String taken) {
    return NetworkCheck.nextFree(draft, facts).stream()
        .filter(free -> !free.equals(taken))
        .map(free ->
            new Fix(
                "Deploy with " + free, one -> one.with("/network_connection/0/ipaddress", free)))
        .toList();
  }

  private static String titleOf(String said) {
    if (said.matches("(?s).*(flist|image|block|hub).*")) {
      return "Image could not be made ready";
    }
    if (said.matches("(?s).*(network|IP address|IPv6|Yggdrasil).*")) {
      return "Network could not be connected";
    }
    return said.contains("volume") ? "Volume could not be mounted" : "It could not be started";
  }

  private static String plain(String said, String node) {
    return said.replaceAll("^container provision schema not valid: ", "")
        .replaceAll("^error starting container: ", "")
        .replaceAll(
            "^fail to download flist: 404.*",
            "There is no image at this address. Pick another image")
        .replaceAll("\\bthis node\\b", node);
  }

  static String sentence(String text) {
    if (text.isEmpty()) {
      return "The node gave no reason.";
    }
    var begun = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
