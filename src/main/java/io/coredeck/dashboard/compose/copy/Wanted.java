package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.model.WorkloadType;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What Deploy asks the explorer for, in order, without anything secret: for that there are gaps,
/// each with the variable it is filled from where the copy runs.
final class Wanted {

  static final String SECRETS = "secret_environment";

  private static final String CONNECTION = "/network_connection/0";
  private static final List<String> STREAMS = List.of("stdout", "stderr");

  /// The explorer's and the composer's own.
  private static final List<String> NOT_ASKED =
      List.of(
          "name", "id", "next_action", "result", "customer_signature", "epoch", "version", SECRETS);

  private final Draft draft;
  private final ObjectNode container;
  private final List<Gap> gaps = new ArrayList<>();
  private final Set<String> variables = new HashSet<>();

  private Wanted(Draft draft) {
    this.draft = draft;
    this.container = draft.members();
  }

  /// A member that is not copied.
  ///
  /// @param variable of the environment that holds it. It begins with `SECRET_`, `LOGS_` or
  ///   `STATS_`, so it is none of those that are always set, such as `USER`, and none of the copy's
  ///   own, which have small letters
  /// @param path members and positions from the container down
  /// @param isSealed whether it is encrypted for the node before it leaves
  record Gap(String variable, List<Object> path, boolean isSealed) {

    boolean isAddress() {
      return !path.getFirst().equals(SECRETS);
    }
  }

  /// A volume that is made first.
  ///
  /// @param entry of the container's volumes, from 0
  /// @param wish what is asked for
  record NewVolume(int entry, ObjectNode wish) {}

  static Wanted of(Draft draft) {
    var wanted = new Wanted(draft);
    wanted.build();
    return wanted;
  }

  private void build() {
    NOT_ASKED.forEach(container::remove);
    container.put("workload_type", WorkloadType.CONTAINER.code()).put("workload_id", 1);
    if (!draft.text("/name").isEmpty()) {
      container.put("metadata", WorkloadName.metadata(draft.text("/name")));
    }
    for (var list : List.of("volumes", "network_connection")) {
      if (container.path(list) instanceof ArrayNode entries) {
        entries.values().stream()
            .filter(ObjectNode.class::isInstance)
            .forEach(entry -> ((ObjectNode) entry).remove("create"));
      }
    }
    draft.secretNames().forEach(name -> gap("SECRET_" + name, true, SECRETS, name));
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var stream : STREAMS) {
        log(i, stream);
      }
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      if (draft.hasPassword("/stats/" + i + "/data/endpoint")
          && container.at("/stats/" + i + "/data") instanceof ObjectNode data) {
        data.put("endpoint", "");
        gap("STATS_" + (i + 1), false, "stats", i, "data", "endpoint");
      }
    }
  }

  /// Everybody on the grid can read what is not encrypted.
  private void log(int entry, String stream) {
    var at = "/logs/" + entry + "/data/";
    var secret = "secret_" + stream;
    if (container.at("/logs/" + entry + "/data") instanceof ObjectNode data
        && (draft.hasPassword(at + stream) || !draft.text(at + secret).isEmpty())) {
      data.put(stream, "");
      data.remove(secret);
      var variable = "LOGS_%d_%s".formatted(entry + 1, stream.toUpperCase(Locale.ROOT));
      gap(variable, true, "logs", entry, "data", secret);
    }
  }

  private void gap(String name, boolean sealed, Object... path) {
    var variable = name.replaceAll("[^A-Za-z0-9_]", "_");
    while (!variables.add(variable)) {
      variable += "_";
    }
    gaps.add(new Gap(variable, List.of(path), sealed));
  }

  Draft draft() {
    return draft;
  }

  /// @return the container, without what the gaps are for
  ObjectNode container() {
    return container.deepCopy();
  }

  List<Gap> gaps() {
    return gaps;
  }

  String node() {
    return draft.text("/node_id");
  }

  long pool() {
    return draft.number("/pool_id");
  }

  /// @return the node's part of the network that is made first; its keys are missing
  Optional<ObjectNode> network() {
    if (!draft.has(CONNECTION + "/create")) {
      return Optional.empty();
    }
    var name = draft.text(CONNECTION + "/network_id");
    return Optional.of(
        part(WorkloadType.NETWORK_RESOURCE)
            .put("description", name)
            .put("name", name)
            .put("network_iprange", draft.text(CONNECTION + "/create/network_iprange"))
            .put("iprange", draft.text(CONNECTION + "/create/iprange")));
  }

  /// @return the volumes that are made first
  List<NewVolume> volumes() {
    var volumes = new ArrayList<NewVolume>();
    var mounts = draft.mounts();
    for (int i = 0; i < mounts.size(); i++) {
      var mount = mounts.get(i);
      if (mount.isNew()) {
        var name = DraftReservation.volumeName(draft, mount);
        var wish =
            part(WorkloadType.VOLUME)
                .put("metadata", WorkloadName.metadata(name))
                .put("size", mount.newGib())
                .put("type", mount.newSsd() ? 1 : 0);
        volumes.add(new NewVolume(i, wish));
      }
    }
    return volumes;
  }

  private ObjectNode part(WorkloadType type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("workload_type", type.code())
        .put("workload_id", 1)
        .put("node_id", node())
        .put("pool_id", pool());
  }
}
