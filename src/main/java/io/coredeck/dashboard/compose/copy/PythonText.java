package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.copy.Wanted.Gap;
import io.coredeck.dashboard.compose.draft.Draft;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A program for the Python SDK of the original grid. Secrets come from the environment of whoever
/// runs it.
final class PythonText {

  private static final String CONNECTION = "/network_connection/0";

  private static final String HEAD =
      """
      import os
      from jumpscale.clients.explorer.models import ContainerLogs, DiskType
      from jumpscale.loader import j
      from jumpscale.sals.zos.network import Network

      zos = j.sals.zos.get()
      """;

  private static final String UP =
      """


      def up(workload):
          wid = zos.workloads.deploy(workload)
          is_up, why = zos.workloads.wait(wid)
          if not is_up:
              raise SystemExit(why)
          return f"{wid}-1"


      """;

  private final Wanted wanted;
  private final Draft draft;
  private final ObjectNode asked;
  private final StringBuilder text = new StringBuilder();

  private PythonText(Wanted wanted) {
    this.wanted = wanted;
    this.draft = wanted.draft();
    this.asked = wanted.container();
  }

  static String of(Wanted wanted, URI explorer, long tid) {
    return new PythonText(wanted).text(explorer, tid);
  }

  private String text(URI explorer, long tid) {
    var notes =
        new Notes("# ").say("python-identity", String.valueOf(tid), explorer).gaps(wanted.gaps());
    if (draft.flag(CONNECTION + "/yggdrasil_ip")) {
      notes.say("python-yggdrasil");
    }
    text.append(notes).append(HEAD);
    text.append("node = %s\npool = %d\n".formatted(quoted(wanted.node()), wanted.pool()));
    text.append(UP);
    container();
    more();
    for (int i = 0; i < draft.size("/logs"); i++) {
      log(i);
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      stats(i);
    }
    wanted.network().ifPresent(this::network);
    volumes();
    return text.append("print(up(container))\n").toString();
  }

  private void network(ObjectNode network) {
    text.append(
        """
        network = Network(%s, %s)
        zos.network.add_node(network, node, %s, pool)
        network.network_resources[0].info.description = network.name
        up(network.network_resources[0])
        """
            .formatted(
                quoted(network.path("name").asString("")),
                quoted(network.path("network_iprange").asString("")),
                quoted(network.path("iprange").asString(""))));
  }

  private void container() {
    text.append(
        """
        container = zos.container.create(
            node_id=node,
            network_name=%s,
            ip_address=%s,
            flist=%s,
            capacity_pool_id=pool,
            env=%s,
            cpu=%d,
            memory=%d,
            disk_size=%d,
            entrypoint=%s,
            interactive=%s,
            secret_env=%s,
            public_ipv6=%s,
        )
        container.capacity.disk_type = DiskType.%s
        """
            .formatted(
                quoted(draft.text(CONNECTION + "/network_id")),
                quoted(draft.text(CONNECTION + "/ipaddress")),
                quoted(draft.text("/flist")),
                environment(draft.environment()),
                draft.number("/capacity/cpu"),
                draft.number("/capacity/memory"),
                draft.number("/capacity/disk_size"),
                quoted(draft.text("/entrypoint")),
                flag(draft.flag("/interactive")),
                secrets(),
                flag(draft.flag(CONNECTION + "/public_ip6")),
                draft.isSsd("/capacity/disk_type") ? "SSD" : "HDD"));
  }

  /// What the SDK's function does not take.
  private void more() {
    set("container.hub_url", draft.text("/hub_url"));
    set("container.info.description", draft.text("/description"));
    set("container.info.metadata", asked.path("metadata").asString(""));
  }

  private void set(String member, String value) {
    if (!value.isEmpty()) {
      text.append("%s = %s\n".formatted(member, quoted(value)));
    }
  }

  private void volumes() {
    var mounts = draft.mounts();
    var fresh =
        wanted.volumes().stream()
            .collect(Collectors.toMap(Wanted.NewVolume::entry, one -> one.wish()));
    for (int i = 0; i < mounts.size(); i++) {
      var id = quoted(mounts.get(i).volumeId());
      if (fresh.containsKey(i)) {
        var wish = fresh.get(i);
        text.append(
            "volume = zos.volume.create(node, pool, size=%d, type=DiskType.%s)\n"
                .formatted(mounts.get(i).newGib(), mounts.get(i).newSsd() ? "SSD" : "HDD"));
        set("volume.info.metadata", wish.path("metadata").asString(""));
        id = "up(volume)";
      }
      text.append(
          "zos.volume.attach_existing(container, %s, %s)\n"
              .formatted(id, quoted(mounts.get(i).mountpoint())));
    }
  }

  /// Not by `add_logs`, which makes up names of channels.
  private void log(int entry) {
    var at = "/logs/" + entry;
    text.append("logs = ContainerLogs()\n");
    set("logs.type", draft.text(at + "/type"));
    for (var stream : List.of("stdout", "stderr")) {
      set("logs.data." + stream, asked.at(at + "/data/" + stream).asString(""));
      gap("logs", entry, "data", "secret_" + stream)
          .forEach(gap -> text.append("logs.data.secret_%s = %s\n".formatted(stream, value(gap))));
    }
    text.append("container.logs.append(logs)\n");
  }

  private void stats(int entry) {
    var open = quoted(asked.at("/stats/" + entry + "/data/endpoint").asString(""));
    var endpoint =
        gap("stats", entry, "data", "endpoint").stream().map(PythonText::value).findFirst();
    text.append("zos.container.add_stats(container, %s)\n".formatted(endpoint.orElse(open)));
  }

  private List<Gap> gap(Object... path) {
    return wanted.gaps().stream().filter(gap -> gap.path().equals(List.of(path))).toList();
  }

  private static String value(Gap gap) {
    var value = "os.environ[%s]".formatted(quoted(gap.variable()));
    return gap.isSealed() ? "zos.container.encrypt_secret(node, %s)".formatted(value) : value;
  }

  private static String environment(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(one -> quoted(one.getKey()) + ": " + quoted(one.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String secrets() {
    return wanted.gaps().stream()
        .filter(gap -> !gap.isAddress())
        .map(gap -> quoted(gap.path().getLast().toString()) + ": " + value(gap))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String flag(boolean flag) {
    return flag ? "True" : "False";
  }

  /// A JSON text is a Python text too.
  private static String quoted(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }
}
