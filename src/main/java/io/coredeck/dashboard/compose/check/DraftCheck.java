package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.RuleReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import io.coredeck.model.fit.Clashes;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Shape;
import io.coredeck.model.rule.ContainerRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Everything that keeps a draft from running, found before it is deployed. The rules are those of
/// explorer and node (`model.fit`), so what passes here is not refused there; the words are of this
/// page.
public final class DraftCheck {

  private static final Texts TEXTS = Texts.of(DraftCheck.class);

  static final String IMAGE = "/flist";
  static final String HUB = "/hub_url";
  static final String NAME = "/name";
  static final String ENTRYPOINT = "/entrypoint";
  static final String CPU = "/capacity/cpu";
  static final String MEMORY = "/capacity/memory";
  static final String DISK = "/capacity/disk_size";
  static final String NODE = "/node_id";
  static final String NETWORK = "/network_connection/0/network_id";
  static final String NEW_NETWORK = "/network_connection/0/create";

  /// With its quotes and its name it must fit into the metadata.
  private static final int LONGEST_NAME = 63;

  private final Draft draft;
  private final GridFacts facts;
  private final List<Problem> problems = new ArrayList<>();

  private DraftCheck(Draft draft, GridFacts facts) {
    this.draft = draft;
    this.facts = facts;
  }

  /// @param facts while nothing is known of the grid, only what the draft says itself is checked
  /// @return the problems, in the order of the form; empty if it can be deployed
  public static List<Problem> of(Draft draft, GridFacts facts) {
    var check = new DraftCheck(draft, facts);
    var findings = findings(draft, facts);
    findings.forEach(check::tell);
    check.names();
    new EnvironmentCheck(draft, facts, check.problems).check();
    if (facts.isKnown()) {
      check.node();
    }
    new NetworkCheck(draft, facts, check.problems).check(findings);
    new TelemetryCheck(draft, facts, check.problems).check();
    return check.problems.stream().sorted(Comparator.comparing(DraftCheck::place)).toList();
  }

  /// What all programs find wrong with it.
  static List<Finding> findings(Draft draft, GridFacts facts) {
    var wish = DraftWish.of(draft);
    var all = new ArrayList<>(Shape.of(wish.workload()));
    new Clashes(wish, facts.holdings())
        .findings(draft.text(NODE)).stream()
            .filter(one -> facts.isKnown() || NetworkCheck.EXTRAS.contains(one.code()))
            .forEach(all::add);
    return List.copyOf(all);
  }

  /// In the order of the form; volumes one by one, each with where it is mounted behind it.
  private static String place(Problem problem) {
    var volume = problem.part() == Part.VOLUMES ? problem.pointer().split("/", -1)[2] : "";
    var isMount = problem.pointer().endsWith("/mountpoint");
    return "%d %9s %s".formatted(problem.part().ordinal(), volume, isMount ? "1" : "0");
  }

  private void add(Part part, String pointer, String message, Fix... fixes) {
    problems.add(new Problem(part, pointer, message, List.of(fixes)));
  }

  /// @return `/volumes/1/mountpoint` for `volumes[1].mountpoint`
  private static String pointer(Finding finding) {
    return "/" + finding.path().replace("[", "/").replace("]", "").replace('.', '/');
  }

  /// Network and address are told by {@link NetworkCheck}.
  private void tell(Finding finding) {
    var at = pointer(finding);
    var what = draft.text(at);
    switch (finding.code()) {
      case NO_IMAGE -> add(Part.IMAGE, at, TEXTS.get("no-image"));
      case BAD_IMAGE -> add(Part.IMAGE, at, TEXTS.get("bad-image", what));
      case BAD_HUB -> hub(what);
      case BAD_COMMAND -> add(Part.RUN, at, TEXTS.get("bad-command", reason(finding)));
      case NO_VOLUME -> add(Part.VOLUMES, at, TEXTS.get("no-volume"), leaveOut(at));
      case BAD_VOLUME, UNKNOWN_VOLUME -> unknownVolume(at);
      case NO_MOUNT -> add(Part.VOLUMES, at, TEXTS.get("no-mount"), useData(at));
      case BAD_MOUNT -> add(Part.VOLUMES, at, TEXTS.get("bad-mount", what), useData(at));
      case SAME_MOUNT -> add(Part.VOLUMES, at, TEXTS.get("same-mount", finding.text("mountpoint")));
      case FEW_CPUS, LITTLE_MEMORY, TOO_MUCH -> amount(finding.code(), at);
      case BAD_LOG, BAD_STATS ->
          add(
              Part.TELEMETRY,
              at,
              TEXTS.get("bad-channel", reason(finding)),
              Fix.set(TEXTS.get("leave-empty"), at, ""));
      default -> {}
    }
  }

  private static String reason(Finding finding) {
    return RuleReason.of(new IllegalArgumentException(finding.text("reason")));
  }

  private void hub(String hub) {
    add(Part.IMAGE, HUB, TEXTS.get("bad-hub", hub), Fix.set(TEXTS.get("use-own-hub"), HUB, ""));
  }

  private static Fix leaveOut(String pointer) {
    var mount = pointer.substring(0, pointer.lastIndexOf('/'));
    return new Fix(TEXTS.get("leave-out"), one -> one.without(mount));
  }

  private static Fix useData(String pointer) {
    return Fix.set(TEXTS.get("use", "/data"), pointer, "/data");
  }

  private void unknownVolume(String pointer) {
    add(Part.VOLUMES, pointer, TEXTS.get("unknown-volume", draft.text(pointer)), leaveOut(pointer));
  }

  private void amount(Code code, String pointer) {
    var least = ContainerRules.LEAST_MEMORY.toMiB();
    switch (code) {
      case FEW_CPUS ->
          add(
              Part.RESOURCES,
              pointer,
              TEXTS.get("few-cpus"),
              Fix.set(TEXTS.get("use", "1 vCPU"), pointer, ContainerRules.LEAST_CPUS));
      case LITTLE_MEMORY ->
          add(
              Part.RESOURCES,
              pointer,
              TEXTS.get("little-memory", least),
              Fix.set(TEXTS.get("use-mib", least), pointer, least));
      default -> add(Part.RESOURCES, pointer, TEXTS.get("too-much", Bytes.ofGiB(1L << 30).toMiB()));
    }
  }

  /// What a draft has and a reservation has not, and what would be of no use.
  private void names() {
    if (draft.text(HUB).matches("(?i)https?://.*")) { // taken, and nobody looks there
      hub(draft.text(HUB));
    }
    name(Part.IMAGE, NAME);
    for (var mount : draft.mounts()) {
      if (mount.isNew()) {
        name(Part.VOLUMES, mount.pointer() + "/create/name");
        if (mount.newGib() < 1) {
          var size = mount.pointer() + "/create/size";
          add(
              Part.VOLUMES,
              size,
              TEXTS.get("no-size"),
              Fix.set(TEXTS.get("use", "1 GiB"), size, 1));
        }
      } else if (mount.volumeId().startsWith("-")) { // a draft is one workload
        unknownVolume(mount.pointer() + "/volume_id");
      }
    }
  }

  private void name(Part part, String pointer) {
    var length = draft.text(pointer).length();
    if (length > LONGEST_NAME) {
      add(part, pointer, TEXTS.get("long-name", length, LONGEST_NAME));
    }
  }

  private void node() {
    var id = draft.text(NODE);
    var chosen = facts.node(id);
    var fits = NodeFit.all(draft, facts);
    var others =
        fits.stream()
            .filter(fit -> fit.fits() && !fit.node().nodeId().equals(id))
            .limit(1)
            .map(fit -> Fix.set(TEXTS.get("use", fit.name()), NODE, fit.node().nodeId()))
            .toList();
    if (chosen.isEmpty()) {
      var what = id.isEmpty() ? TEXTS.get("no-node") : TEXTS.get("unknown-node", id);
      add(Part.RESOURCES, NODE, what, others.toArray(Fix[]::new));
      return;
    }
    var name = GridFacts.nameOf(chosen.get());
    for (var misfit : NodeFit.of(chosen.get(), draft, facts).misfits()) {
      var fixes = new ArrayList<>(misfit.fixes());
      fixes.addAll(others);
      problems.add(
          new Problem(Part.RESOURCES, NODE, TEXTS.get("misfit", name, misfit.reason()), fixes));
    }
    facts
        .poolFor(id, draft.number("/pool_id"))
        .map(pool -> PoolShare.of(pool, draft, facts.at()))
        .filter(share -> !share.isEnough())
        .ifPresent(share -> add(Part.RESOURCES, "/pool_id", share.words()));
  }
}
