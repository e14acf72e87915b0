package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Fit;
import io.coredeck.model.fit.Room;
import io.coredeck.model.fit.Wish;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.ContainerRules;
import java.util.List;

/// Whether a container could run on a node: if not, why in numbers, and what would make it fit.
///
/// @param node the node
/// @param misfits why it does not fit, each with the change that would help; empty if it fits
/// @param cpus what the container asks for
public record NodeFit(Node node, List<Misfit> misfits, long cpus) {

  private static final Texts TEXTS = Texts.of(NodeFit.class);

  public NodeFit {
    misfits = List.copyOf(misfits);
  }

  /// One reason.
  ///
  /// @param about what does not fit: the same while the numbers in its sentence change
  /// @param reason a sentence that begins with what is needed
  /// @param fixes changes of the draft that would help, maybe none
  public record Misfit(String about, String reason, List<Fix> fixes) {}

  public boolean fits() {
    return misfits.isEmpty();
  }

  /// @return the node's name
  public String name() {
    return GridFacts.nameOf(node);
  }

  /// CPU is shared: a node takes containers as long as each one alone finds enough there.
  ///
  /// @return that it fits, and whether more CPUs are reserved then than there are
  public String fitting() {
    var there = node.totalResources().cru();
    var reserved = node.reservedResources().cru() + cpus;
    return reserved > there ? TEXTS.get("fits-shared", reserved, there) : TEXTS.get("fits");
  }

  /// @return what is reserved of the CPUs, what is free of memory and of disk of the wanted kind
  public String free(boolean ssd) {
    return TEXTS.get(
        "free",
        node.reservedResources().cru(),
        node.totalResources().cru(),
        Amount.of(freeMemory(node)),
        Amount.of(freeDisk(node, ssd)),
        ssd ? "SSD" : "HDD");
  }

  /// @return how many CPUs of a node are reserved
  public static String cpuOf(Node node) {
    return TEXTS.get("free-cpu", node.reservedResources().cru(), node.totalResources().cru());
  }

  /// @return how much memory of a node is free
  public static String memoryOf(Node node) {
    return TEXTS.get("free-memory", Amount.of(freeMemory(node)));
  }

  /// @return how much disk of a node is free
  public static String diskOf(Node node, boolean ssd) {
    return TEXTS.get("free-disk", Amount.of(freeDisk(node, ssd)), ssd ? "SSD" : "HDD");
  }

  /// @return the same with the node's name
  public static String diskOn(Node node, boolean ssd) {
    return TEXTS.get(
        "free-disk-on",
        Amount.of(freeDisk(node, ssd)),
        ssd ? "SSD" : "HDD",
        GridFacts.nameOf(node));
  }

  /// @return how a node's CPU is shared, and what it keeps for itself
  public static String sharing(Node node) {
    var kept =
        gib(node.totalResources().mru()).count()
            - ContainerRules.usableMemory(gib(node.totalResources().mru())).count();
    return kept > 0
        ? TEXTS.get("sharing-kept", GridFacts.nameOf(node), Amount.of(new Bytes(kept)))
        : TEXTS.get("sharing", GridFacts.nameOf(node));
  }

  /// @return whether a node has more SSD free than HDD
  public static boolean hasMoreSsd(Node node) {
    return freeDisk(node, true).compareTo(freeDisk(node, false)) >= 0;
  }

  static Bytes freeMemory(Node node) {
    return Room.of(node).memory();
  }

  static Bytes freeDisk(Node node, boolean ssd) {
    return Room.of(node).disk(ssd ? DiskType.SSD : DiskType.HDD);
  }

  private static Bytes gib(double amount) {
    return new Bytes((long) (amount * Bytes.GIB));
  }

  /// @return all nodes, those that fit first
  public static List<NodeFit> all(Draft draft, GridFacts facts) {
    var reasons = new Reasons(draft, facts);
    return facts.nodes().stream()
        .map(reasons::of)
        .sorted((one, other) -> Boolean.compare(other.fits(), one.fits()))
        .toList();
  }

  static NodeFit of(Node node, Draft draft, GridFacts facts) {
    return new Reasons(draft, facts).of(node);
  }

  /// Why nodes do not fit, in this page's words.
  private static final class Reasons {
    private final Draft draft;
    private final GridFacts facts;
    private final Wish wish;
    private final Fit fit;

    Reasons(Draft draft, GridFacts facts) {
      this.draft = draft;
      this.facts = facts;
      this.wish = DraftWish.of(draft);
      this.fit = new Fit(wish, facts.holdings(), facts.at());
    }

    NodeFit of(Node node) {
      var misfits = fit.reasons(node).stream().map(reason -> misfit(node, reason)).toList();
      return new NodeFit(node, misfits, draft.number("/capacity/cpu"));
    }

    private Misfit misfit(Node node, Finding reason) {
      return switch (reason.code()) {
        case SILENT ->
            new Misfit("silence", TEXTS.get("silent", reason.number("minutes")), List.of());
        case POOL_ELSEWHERE -> new Misfit("pool", TEXTS.get("no-pool-here"), List.of());
        case CPU -> cpu(reason.number("wanted"), reason.number("free"));
        case MEMORY -> memory(wish.memory(), Room.of(node).memory());
        case DISK ->
            new Misfit("disk", disk(node, wish.diskType()), smaller(node, wish.diskType()));
        case OTHER_DISK -> new Misfit("other-disk", disk(node, other(wish.diskType())), List.of());
        case VOLUME_ELSEWHERE -> volume(reason);
        case NETWORK_ELSEWHERE ->
            new Misfit(
                "network", TEXTS.get("network-elsewhere", reason.text("network")), List.of());
        default -> new Misfit(reason.code().word(), reason.message(), List.of());
      };
    }

    private static Misfit cpu(long asked, long there) {
      return new Misfit(
          "cpu",
          TEXTS.get("needs-cpus", asked, there),
          there < ContainerRules.LEAST_CPUS
              ? List.of()
              : List.of(Fix.set(TEXTS.get("use", there + " vCPU"), "/capacity/cpu", there)));
    }

    private static Misfit memory(Bytes asked, Bytes free) {
      return new Misfit(
          "memory",
          TEXTS.get("needs-memory", Amount.of(asked, free), Amount.of(free, asked)),
          free.compareTo(ContainerRules.LEAST_MEMORY) < 0
              ? List.of()
              : List.of(less(free, "/capacity/memory")));
    }

    private String disk(Node node, DiskType type) {
      var asked = wish.disk(type);
      var free = Room.of(node).disk(type);
      return TEXTS.get("needs-disk", Amount.of(asked, free), type.name(), Amount.of(free, asked));
    }

    /// New volumes need not be on the kind of disk the container itself is on.
    private List<Fix> smaller(Node node, DiskType type) {
      var room = Room.of(node);
      var free = room.disk(type).toMiB();
      var fresh = wish.newDiskOf(type).toMiB();
      var root = wish.disk(type).toMiB() - fresh;
      if (free - fresh >= Bytes.GIB / Bytes.MIB) {
        return List.of(less(Bytes.ofMiB(free - fresh), "/capacity/disk_size"));
      }
      var other = other(type);
      var fits = root + wish.newDiskOf(other).toMiB() <= room.disk(other).toMiB();
      return fresh <= free && fits
          ? List.of(
              Fix.set(
                  TEXTS.get("use", other.name()),
                  "/capacity/disk_type",
                  other == DiskType.SSD ? "ssd" : "hdd"))
          : List.of();
    }

    private static DiskType other(DiskType type) {
      return type == DiskType.SSD ? DiskType.HDD : DiskType.SSD;
    }

    private Misfit volume(Finding reason) {
      var mount = "/" + reason.path().replaceAll("\\[(\\d+)].*", "/$1");
      var name =
          facts
              .volume(reason.text("volume"))
              .map(known -> GridFacts.nameOf(known.reservation()))
              .orElse(reason.text("volume"));
      return new Misfit(
          mount,
          TEXTS.get("volume-elsewhere", name, facts.nameOf(reason.text("node"))),
          List.of(new Fix(TEXTS.get("leave-volume-out"), one -> one.without(mount))));
    }

    /// Rounded down to GiB: nobody wants 14.2.
    private static Fix less(Bytes free, String pointer) {
      var gib = free.toGiB();
      return Fix.set(TEXTS.get("use", gib + " GiB"), pointer, gib * (Bytes.GIB / Bytes.MIB));
    }
  }
}
