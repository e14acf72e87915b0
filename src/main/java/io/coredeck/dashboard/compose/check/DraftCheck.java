package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.DotEnv;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Bytes;
import io.coredeck.model.rule.ContainerRules;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.Mountpoint;
import io.coredeck.model.rule.ShellWords;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Everything that keeps a draft from running, found before it is deployed. The rules are those of
/// explorer and node (`model.rule`), so what passes here is not refused there.
public final class DraftCheck {

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
    check.environment();
    check.volumes();
    check.resources();
    new NetworkCheck(draft, facts, check.problems).check();
    check.telemetry();
    return List.copyOf(check.problems);
  }

  private void add(Part part, String pointer, String message, Fix... fixes) {
    problems.add(new Problem(part, pointer, message, List.of(fixes)));
  }

  private void image() {
    var image = draft.text(IMAGE);
    if (image.isBlank()) {
      add(Part.IMAGE, IMAGE, "No image is chosen. Pick one, or type the URL of an .flist file.");
    } else if (!isUrl(image)) {
      add(
          Part.IMAGE,
          IMAGE,
          "'%s' is not the URL of an image. It must be like http://hub/repository/name.flist."
              .formatted(image));
    }
    var hub = draft.text(HUB);
    if (!hub.isEmpty() && !hub.matches("(?i)(zdb|redis)://[^/\\s]+.*")) {
      add(
          Part.IMAGE,
          HUB,
          "'%s' is not where blocks are kept. It must be like zdb://host:9900, or empty."
              .formatted(hub),
          Fix.set("Use the hub's own", HUB, ""));
    }
    if (draft.text(NAME).length() > LONGEST_NAME) {
      add(
          Part.IMAGE,
          NAME,
          "The name has %d characters. It may have %d."
              .formatted(draft.text(NAME).length(), LONGEST_NAME));
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
      add(Part.RUN, ENTRYPOINT, "The command cannot be split: %s.".formatted(e.getMessage()));
    }
  }

  private void environment() {
    draft.environment().keySet().stream()
        .filter(name -> !DotEnv.isName(name))
        .forEach(name -> name(Draft.variablePointer(name), name));
    for (var name : draft.secretNames()) {
      var pointer = Draft.secretPointer(name);
      if (!DotEnv.isName(name)) {
        name(pointer, name);
      } else if (draft.secret(name).isEmpty()) {
        add(
            Part.ENVIRONMENT,
            pointer,
            "The secret %s has no value yet. Type one, or remove it.".formatted(name),
            new Fix("Remove it", one -> one.withoutSecret(name)));
      }
      if (draft.environment().containsKey(name)) {
        add(
            Part.ENVIRONMENT,
            Draft.variablePointer(name),
            "%s is a variable and a secret. The secret would win.".formatted(name),
            new Fix("Keep the secret", one -> one.without(Draft.variablePointer(name))));
      }
    }
  }

  private void name(String pointer, String name) {
    add(
        Part.ENVIRONMENT,
        pointer,
        "'%s' is no name of a variable. Use letters, digits and _, and begin with a letter."
            .formatted(name));
  }

  private void volumes() {
    var seen = new HashMap<Mountpoint, String>();
    for (var mount : draft.mounts()) {
      volume(mount);
      var pointer = mount.pointer() + "/mountpoint";
      try {
        var point = Mountpoint.of(mount.mountpoint());
        if (seen.putIfAbsent(point, pointer) != null) {
          add(Part.VOLUMES, pointer, "Another volume is mounted on %s too.".formatted(point));
        }
      } catch (IllegalArgumentException _) {
        add(
            Part.VOLUMES,
            pointer,
            mount.mountpoint().isBlank()
                ? "The mount point is missing. It must be a folder such as /data."
                : "'%s' is no mount point. It must be a folder such as /data."
                    .formatted(mount.mountpoint()),
            Fix.set("Use /data", pointer, "/data"));
      }
    }
  }

  private void volume(Draft.Mount mount) {
    var pointer = mount.pointer() + "/volume_id";
    Fix leaveOut = new Fix("Leave it out", one -> one.without(mount.pointer()));
    if (mount.isNew()) {
      if (mount.newGib() < 1) {
        add(
            Part.VOLUMES,
            mount.pointer() + "/create/size",
            "The new volume has no size. It must have 1 GiB or more.",
            Fix.set("Use 1 GiB", mount.pointer() + "/create/size", 1));
      }
    } else if (mount.volumeId().isEmpty()) {
      add(Part.VOLUMES, pointer, "No volume is chosen. Pick one, or create a new one.", leaveOut);
    } else if (facts.isKnown() && facts.volume(mount.volumeId()).isEmpty()) {
      add(
          Part.VOLUMES,
          pointer,
          "There is no volume %s of yours.".formatted(mount.volumeId()),
          leaveOut);
    }
  }

  private void resources() {
    if (draft.number(CPU) < ContainerRules.LEAST_CPUS) {
      add(
          Part.RESOURCES,
          CPU,
          "A container needs at least 1 vCPU.",
          Fix.set("Use 1 vCPU", CPU, ContainerRules.LEAST_CPUS));
    }
    var least = ContainerRules.LEAST_MEMORY.toMiB();
    if (draft.number(MEMORY) < least) {
      add(
          Part.RESOURCES,
          MEMORY,
          "A container needs at least %,d MiB of memory.".formatted(least),
          Fix.set("Use %,d MiB".formatted(least), MEMORY, least));
    }
    var most = Bytes.ofGiB(1L << 30).toMiB();
    for (var pointer : List.of(MEMORY, DISK)) {
      if (draft.number(pointer) > most) {
        add(
            Part.RESOURCES,
            pointer,
            "No node has that much. It must be %,d MiB or less.".formatted(most));
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
            .map(fit -> Fix.set("Use " + fit.name(), NODE, fit.node().nodeId()))
            .toList();
    if (chosen.isEmpty()) {
      var what = id.isEmpty() ? "No node is chosen." : "There is no node %s.".formatted(id);
      add(Part.RESOURCES, NODE, what, others.toArray(Fix[]::new));
      return;
    }
    var name = GridFacts.nameOf(chosen.get());
    for (var misfit : NodeFit.of(chosen.get(), draft, facts).misfits()) {
      var fixes = new ArrayList<>(misfit.fixes());
      fixes.addAll(others);
      problems.add(
          new Problem(
              Part.RESOURCES, NODE, "%s does not fit. %s".formatted(name, misfit.reason()), fixes));
    }
    facts
        .poolFor(id, draft.number("/pool_id"))
        .map(pool -> PoolShare.of(pool, draft, facts.at()))
        .filter(share -> !share.isEnough())
        .ifPresent(share -> add(Part.RESOURCES, "/pool_id", share.words()));
  }

  private void telemetry() {
    for (int i = 0; i < draft.size("/logs"); i++) {
      var at = "/logs/" + i;
      if (isRedis(at)) {
        endpoint(at + "/data/stdout", Endpoint::parseLog);
        endpoint(at + "/data/stderr", Endpoint::parseLog);
      }
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      var at = "/stats/" + i;
      if (isRedis(at)) {
        endpoint(at + "/data/endpoint", Endpoint::parseStats);
      }
    }
  }

  private boolean isRedis(String at) {
    return Map.of("", true, "redis", true).containsKey(draft.text(at + "/type"));
  }

  private void endpoint(String pointer, Consumer<String> parse) {
    var url = draft.text(pointer);
    if (url.isEmpty()) {
      return;
    }
    try {
      parse.accept(url);
    } catch (IllegalArgumentException e) {
      var why = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
      add(
          Part.TELEMETRY,
          pointer,
          "This is not the address of a channel: %s.".formatted(why.replaceAll("\\.$", "")),
          Fix.set("Leave it empty", pointer, ""));
    }
  }
}
