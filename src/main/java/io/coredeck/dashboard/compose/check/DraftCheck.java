package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.RuleReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Bytes;
import io.coredeck.model.rule.ContainerRules;
import io.coredeck.model.rule.Mountpoint;
import io.coredeck.model.rule.ShellWords;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Everything that keeps a draft from running, found before it is deployed. The rules are those of
/// explorer and node (`model.rule`), so what passes here is not refused there.
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
    check.image();
    check.run();
    new EnvironmentCheck(draft, facts, check.problems).check();
    check.volumes();
    check.resources();
    new NetworkCheck(draft, facts, check.problems).check();
    new TelemetryCheck(draft, facts, check.problems).check();
    return List.copyOf(check.problems);
  }

  private void add(Part part, String pointer, String message, Fix... fixes) {
    problems.add(new Problem(part, pointer, message, List.of(fixes)));
  }

  private void image() {
    var image = draft.text(IMAGE);
    if (image.isBlank()) {
      add(Part.IMAGE, IMAGE, TEXTS.get("no-image"));
    } else if (!isUrl(image)) {
      add(Part.IMAGE, IMAGE, TEXTS.get("bad-image", image));
    }
    var hub = draft.text(HUB);
    if (!hub.isEmpty() && !hub.matches("(?i)(zdb|redis)://[^/\\s]+.*")) {
      add(Part.IMAGE, HUB, TEXTS.get("bad-hub", hub), Fix.set(TEXTS.get("use-own-hub"), HUB, ""));
    }
    if (draft.text(NAME).length() > LONGEST_NAME) {
      add(Part.IMAGE, NAME, TEXTS.get("long-name", draft.text(NAME).length(), LONGEST_NAME));
    }
  }

  private static boolean isUrl(String text) {
    try {
      var url = URI.create(text);
      return url.getHost() != null && String.valueOf(url.getScheme()).matches("https?");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void run() {
    if (draft.flag("/interactive")) {
      return;
    }
    try {
      ShellWords.split(draft.text(ENTRYPOINT));
    } catch (IllegalArgumentException e) {
      add(Part.RUN, ENTRYPOINT, TEXTS.get("bad-command", RuleReason.of(e)));
    }
  }

  private void volumes() {
    var seen = new HashMap<Mountpoint, String>();
    for (var mount : draft.mounts()) {
      volume(mount);
      var pointer = mount.pointer() + "/mountpoint";
      try {
        var point = Mountpoint.of(mount.mountpoint());
        if (seen.putIfAbsent(point, pointer) != null) {
          add(Part.VOLUMES, pointer, TEXTS.get("same-mount", point.toString()));
        }
      } catch (IllegalArgumentException _) {
        add(
            Part.VOLUMES,
            pointer,
            mount.mountpoint().isBlank()
                ? TEXTS.get("no-mount")
                : TEXTS.get("bad-mount", mount.mountpoint()),
            Fix.set(TEXTS.get("use", "/data"), pointer, "/data"));
      }
    }
  }

  private void volume(Draft.Mount mount) {
    var pointer = mount.pointer() + "/volume_id";
    Fix leaveOut = new Fix(TEXTS.get("leave-out"), one -> one.without(mount.pointer()));
    if (mount.isNew()) {
      var name = draft.text(mount.pointer() + "/create/name");
      if (name.length() > LONGEST_NAME) {
        add(
            Part.VOLUMES,
            mount.pointer() + "/create/name",
            TEXTS.get("long-name", name.length(), LONGEST_NAME));
      }
      if (mount.newGib() < 1) {
        add(
            Part.VOLUMES,
            mount.pointer() + "/create/size",
            TEXTS.get("no-size"),
            Fix.set(TEXTS.get("use", "1 GiB"), mount.pointer() + "/create/size", 1));
      }
    } else if (mount.volumeId().isEmpty()) {
      add(Part.VOLUMES, pointer, TEXTS.get("no-volume"), leaveOut);
    } else if (facts.isKnown() && facts.volume(mount.volumeId()).isEmpty()) {
      add(Part.VOLUMES, pointer, TEXTS.get("unknown-volume", mount.volumeId()), leaveOut);
    }
  }

  private void resources() {
    if (draft.number(CPU) < ContainerRules.LEAST_CPUS) {
      add(
          Part.RESOURCES,
          CPU,
          TEXTS.get("few-cpus"),
          Fix.set(TEXTS.get("use", "1 vCPU"), CPU, ContainerRules.LEAST_CPUS));
    }
    var least = ContainerRules.LEAST_MEMORY.toMiB();
    if (draft.number(MEMORY) < least) {
      add(
          Part.RESOURCES,
          MEMORY,
          TEXTS.get("little-memory", least),
          Fix.set(TEXTS.get("use-mib", least), MEMORY, least));
    }
    var most = Bytes.ofGiB(1L << 30).toMiB();
    for (var pointer : List.of(MEMORY, DISK)) {
      if (draft.number(pointer) > most) {
        add(Part.RESOURCES, pointer, TEXTS.get("too-much", most));
      }
    }
    if (facts.isKnown()) {
      node();
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
