package io.coredeck.cli.deploy;

import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has to be there before a container that says `create`, as the dashboard's drafts do
/// (docs/formats/reservation.md): its new network, its new volumes. Each is an entry of its own.
final class NewParts {
  /// Stands for a volume that will be there; no volume of anybody has this id.
  static final String EXPECTED = "-0";

  private static final String CREATE = "create";
  private static final String CONNECTION = "network_connection";
  private static final String VOLUMES = "volumes";

  private final JsonValue container;

  NewParts(JsonValue container) {
    this.container = container;
  }

  /// @return the network; nothing if it has none to make
  Optional<JsonValue> network() {
    var connection = connection();
    var create = connection.member(CREATE);
    if (!create.isPresent()) {
      return Optional.empty();
    }
    var members = placed();
    members.put("name", connection.member("network_id").text());
    members.put("network_iprange", create.member("network_iprange").text());
    members.put("iprange", create.member("iprange").text());
    return Optional.of(tree(members));
  }

  /// @return the volumes, by their number among the container's, from 0
  Map<Integer, JsonValue> volumes() {
    var found = new LinkedHashMap<Integer, JsonValue>();
    var mounts = items(container.member(VOLUMES));
    for (var number = 0; number < mounts.size(); number++) {
      var create = mounts.get(number).member(CREATE);
      if (create.isPresent()) {
        var members = placed();
        members.put("size", create.member("size"));
        members.put("type", create.member("disk_type"));
        members.put("metadata", WorkloadName.metadata(name(mounts.get(number))));
        found.put(number, tree(members));
      }
    }
    return found;
  }

  /// A volume without a name is called after its container and where it is mounted.
  private String name(JsonValue mount) {
    var own = mount.member(CREATE).member("name").text().strip();
    var derived = title() + mount.member("mountpoint").text().replaceAll("[/.]+", "-");
    return own.isEmpty() ? derived.replaceFirst("^-", "") : own;
  }

  private String title() {
    var name = container.member("name").text();
    var flist = container.member("flist").text();
    return name.isEmpty() ? flist.replaceAll(".*/", "").replaceAll("\\.flist$", "") : name;
  }

  private JsonValue connection() {
    return items(container.member(CONNECTION)).stream().findFirst().orElseGet(() -> tree(Map.of()));
  }

  private static List<JsonValue> items(JsonValue list) {
    return list.isObject() ? List.of(list) : list.items();
  }

  private Map<String, Object> placed() {
    var members = new LinkedHashMap<String, Object>();
    members.put("node_id", container.member("node_id").text());
    members.put("pool_id", container.member("pool_id").integer());
    return members;
  }

  private static JsonValue tree(Map<String, ?> members) {
    return Json.tree(Json.writeTree(members));
  }
}
