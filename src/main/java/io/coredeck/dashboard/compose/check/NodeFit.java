package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.ContainerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether a container could run on a node: if not, why in numbers, and what would make it fit.
///
/// @param node the node
/// @param misfits why it does not fit, each with the change that would help; empty if it fits
/// @param cpus what the container asks for
public record NodeFit(Node node, List<Misfit> misfits, long cpus) {

  private static final Texts TEXTS = Texts.of(NodeFit.class);

  /// Clients of the grid count a node as gone after ten minutes without a sign of life.
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

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
    var usable = ContainerRules.usableMemory(gib(node.totalResources().mru()));
    return new Bytes(Math.max(0, usable.count() - gib(node.reservedResources().mru()).count()));
  }

  static Bytes freeDisk(Node node, boolean ssd) {
    var all = node.totalResources();
    var taken = node.reservedResources();
    return gib(Math.max(0, ssd ? all.sru() - taken.sru() : all.hru() - taken.hru()));
  }

  private static Bytes gib(double amount) {
    return new Bytes((long) (amount * Bytes.GIB));
  }

  /// @return all nodes, those that fit first
  public static List<NodeFit> all(Draft draft, GridFacts facts) {
    return facts.nodes().stream()
        .map(node -> of(node, draft, facts))
        .sorted((one, other) -> Boolean.compare(other.fits(), one.fits()))
        .toList();
  }

  static NodeFit of(Node node, Draft draft, GridFacts facts) {
    var misfits = new ArrayList<Misfit>();
    silence(node, facts.at(), misfits);
    if (facts.poolFor(node.nodeId(), draft.number("/pool_id")).isEmpty()) {
      misfits.add(new Misfit("pool", TEXTS.get("no-pool-here"), List.of()));
    }
    cpu(node, draft, misfits);
    memory(node, draft, misfits);
    disk(node, draft, misfits);
    otherDisk(node, draft, misfits);
    volumes(node, draft, facts, misfits);
    network(node, draft, facts, misfits);
    return new NodeFit(node, misfits, draft.number("/capacity/cpu"));
  }

  private static void silence(Node node, Instant now, List<Misfit> misfits) {
    var silence = Duration.between(Instant.ofEpochSecond(node.updated()), now);
    if (silence.compareTo(LONGEST_SILENCE) >= 0) {
      misfits.add(new Misfit("silence", TEXTS.get("silent", silence.toMinutes()), List.of()));
    }
  }

  private static void cpu(Node node, Draft draft, List<Misfit> misfits) {
    var asked = draft.number("/capacity/cpu");
    var there = node.totalResources().cru();
    if (asked > there) {
      misfits.add(
          new Misfit(
              "cpu",
              TEXTS.get("needs-cpus", asked, there),
              there < ContainerRules.LEAST_CPUS
                  ? List.of()
                  : List.of(Fix.set(TEXTS.get("use", there + " vCPU"), "/capacity/cpu", there))));
    }
  }

  private static void memory(Node node, Draft draft, List<Misfit> misfits) {
    var asked = Bytes.ofMiB(bounded(draft.number("/capacity/memory")));
    var free = freeMemory(node);
    if (asked.compareTo(free) > 0) {
      misfits.add(
          new Misfit(
              "memory",
              TEXTS.get("needs-memory", Amount.of(asked, free), Amount.of(free, asked)),
              free.compareTo(ContainerRules.LEAST_MEMORY) < 0
                  ? List.of()
                  : List.of(less(free, "/capacity/memory"))));
    }
  }

  private static void disk(Node node, Draft draft, List<Misfit> misfits) {
    var ssd = draft.isSsd("/capacity/disk_type");
    var root = bounded(draft.number("/capacity/disk_size"));
    var fresh = newVolumes(draft, ssd);
    var asked = Bytes.ofMiB(bounded(root + fresh));
    var free = freeDisk(node, ssd);
    if (asked.compareTo(free) <= 0) {
      return;
    }
    var fixes = new ArrayList<Fix>();
    var left = free.toMiB() - fresh;
    if (left >= Bytes.GIB / Bytes.MIB) {
      fixes.add(less(Bytes.ofMiB(left), "/capacity/disk_size"));
    } else if (fresh <= free.toMiB()
        && root + newVolumes(draft, !ssd) <= freeDisk(node, !ssd).toMiB()) {
      fixes.add(
          Fix.set(
              TEXTS.get("use", ssd ? "HDD" : "SSD"), "/capacity/disk_type", ssd ? "hdd" : "ssd"));
    }
    misfits.add(
        new Misfit(
            "disk",
            TEXTS.get(
                "needs-disk", Amount.of(asked, free), ssd ? "SSD" : "HDD", Amount.of(free, asked)),
            fixes));
  }

  /// New volumes need not be on the kind of disk the container itself is on.
  private static void otherDisk(Node node, Draft draft, List<Misfit> misfits) {
    var ssd = !draft.isSsd("/capacity/disk_type");
    var asked = Bytes.ofMiB(bounded(newVolumes(draft, ssd)));
    var free = freeDisk(node, ssd);
    if (asked.compareTo(free) > 0) {
      misfits.add(
          new Misfit(
              "other-disk",
              TEXTS.get(
                  "needs-disk",
                  Amount.of(asked, free),
                  ssd ? "SSD" : "HDD",
                  Amount.of(free, asked)),
              List.of()));
    }
  }

  /// @return how many MiB the volumes that are made with it take of one kind of disk
  private static long newVolumes(Draft draft, boolean ssd) {
    return draft.mounts().stream()
        .filter(mount -> mount.isNew() && mount.newSsd() == ssd)
        .mapToLong(mount -> bounded(mount.newGib() * (Bytes.GIB / Bytes.MIB)))
        .sum();
  }

  /// Rounded down to GiB: nobody wants 14.2.
  private static Fix less(Bytes free, String pointer) {
    var gib = free.toGiB();
    return Fix.set(TEXTS.get("use", gib + " GiB"), pointer, gib * (Bytes.GIB / Bytes.MIB));
  }

  private static void volumes(Node node, Draft draft, GridFacts facts, List<Misfit> misfits) {
    for (var mount : draft.mounts()) {
      var known = facts.volume(mount.volumeId());
      if (known.isPresent() && !known.get().reservation().nodeId().equals(node.nodeId())) {
        var place = known.get().reservation().nodeId();
        misfits.add(
            new Misfit(
                mount.pointer(),
                TEXTS.get(
                    "volume-elsewhere",
                    GridFacts.nameOf(known.get().reservation()),
                    facts.nameOf(place)),
                List.of(
                    new Fix(TEXTS.get("leave-volume-out"), one -> one.without(mount.pointer())))));
      }
    }
  }

  private static void network(Node node, Draft draft, GridFacts facts, List<Misfit> misfits) {
    var name = draft.text(DraftCheck.NETWORK);
    if (name.isEmpty() || draft.has(DraftCheck.NEW_NETWORK)) {
      return;
    }
    if (!facts.nodesOf(name).isEmpty() && facts.networkOn(name, node.nodeId()).isEmpty()) {
      misfits.add(new Misfit("network", TEXTS.get("network-elsewhere", name), List.of()));
    }
  }

  /// Keeps absurd numbers within what amounts can be.
  private static long bounded(long mebibytes) {
    return Math.clamp(mebibytes, 0, Bytes.ofGiB(1L << 30).toMiB());
  }
}
