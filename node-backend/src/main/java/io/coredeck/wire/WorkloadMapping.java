package io.coredeck.wire;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.Container.StatsTarget;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NetworkResource.Peer;
import io.coredeck.model.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The members of containers, volumes and networks.
///
/// Of containers both dialects are read, the explorer's of 2021 and the older one with
/// `stats_aggregator`, `public_ipv6` and disk types by name; the explorer's is written.
final class WorkloadMapping {

  private static final String REDIS = "redis";

  private static final List<String> LOG_URLS =
      List.of("stdout", "stderr", "secret_stdout", "secret_stderr");

  /// What the original SDK puts into every container. It says nothing, so it is not passed on.
  private static final String DEFAULT_STORAGE_URL = "zdb://hub.grid.tf:9900";

  private WorkloadMapping() {}

  static Container readContainer(JsonValue from) {
    var stats = readStats(from.member("stats"));
    var alias = from.member("stats_aggregator");
    return new Container(
        from.member("flist").text(),
        from.member("hub_url").text(),
        from.member("storage_url").text(),
        from.member("environment").textMembers(),
        from.member("secret_environment").textMembers(),
        from.member("entrypoint").text(),
        from.member("interactive").flag(),
        from.member("volumes").itemsOrItself().stream()
            .map(WorkloadMapping::readVolumeMount)
            .toList(),
        from.member("network_connection").itemsOrItself().stream()
            .map(WorkloadMapping::readConnection)
            .toList(),
        stats.isEmpty() ? readStats(alias) : stats,
        from.member("logs").itemsOrItself().stream().map(WorkloadMapping::readLog).toList(),
        readCapacity(from.member("capacity")),
        alias.isPresent());
  }

  private static VolumeMount readVolumeMount(JsonValue from) {
    return new VolumeMount(from.member("volume_id").text(), from.member("mountpoint").text());
  }

  private static NetworkConnection readConnection(JsonValue from) {
    return new NetworkConnection(
        from.member("network_id").text(),
        from.member("ipaddress").text(),
        from.member("public_ip6").flag() || from.member("public_ipv6").flag(),
        from.member("yggdrasil_ip").flag());
  }

  private static List<StatsTarget> readStats(JsonValue from) {
    return from.itemsOrItself().stream().map(WorkloadMapping::readStatsTarget).toList();
  }

  private static StatsTarget readStatsTarget(JsonValue from) {
    var type = from.member("type").text();
    var data = from.member("data");
    if (!type.equals(REDIS)) {
      return new StatsTarget(type, "", data.json());
    }
    var endpoint = data.member("endpoint").text();
    return new StatsTarget(type, endpoint, JsonText.print(Map.of("endpoint", endpoint)));
  }

  private static LogTarget readLog(JsonValue from) {
    var type = from.member("type").text();
    var data = from.member("data");
    if (!type.equals(REDIS)) {
      return new LogTarget(type, "", "", "", "", data.json());
    }
    var urls = new LinkedHashMap<String, String>();
    for (var name : LOG_URLS) {
      urls.put(name, data.member(name).text());
    }
    var url = List.copyOf(urls.values());
    return new LogTarget(
        type, url.get(0), url.get(1), url.get(2), url.get(3), JsonText.print(urls));
  }

  private static Capacity readCapacity(JsonValue from) {
    return new Capacity(
        from.member("cpu").integer(0, Long.MAX_VALUE),
        readMiB(from.member("memory")),
        readMiB(from.member("disk_size")),
        readDiskType(from.member("disk_type")));
  }

  static void write(Container from, Map<String, Object> to) {
    to.put("flist", from.flist());
    to.put("hub_url", from.hubUrl());
    if (!from.storageUrl().isEmpty() && !from.storageUrl().equals(DEFAULT_STORAGE_URL)) {
      to.put("storage_url", from.storageUrl());
    }
    to.put("environment", from.environment());
    to.put("secret_environment", from.secretEnvironment());
    to.put("entrypoint", from.entrypoint());
    to.put("interactive", from.interactive());
    to.put("volumes", from.volumes().stream().map(WorkloadMapping::write).toList());
    to.put(
        "network_connection",
        from.networkConnections().stream().map(WorkloadMapping::write).toList());
    var stats = from.stats().stream().map(WorkloadMapping::write).toList();
    to.put("stats", stats);
    if (from.statsAlias()) {
      to.put("stats_aggregator", stats);
    }
    to.put("logs", from.logs().stream().map(WorkloadMapping::write).toList());
    to.put("capacity", write(from.capacity()));
  }

  private static Map<String, Object> write(VolumeMount from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("volume_id", from.volumeId());
    to.put("mountpoint", from.mountpoint());
    return to;
  }

  private static Map<String, Object> write(NetworkConnection from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("network_id", from.networkId());
    to.put("ipaddress", from.ipaddress());
    to.put("public_ip6", from.publicIp6());
    to.put("yggdrasil_ip", from.yggdrasilIp());
    return to;
  }

  private static Map<String, Object> write(StatsTarget from) {
    return target(
        from.type(),
        from.type().equals(REDIS) ? Map.of("endpoint", from.endpoint()) : other(from.dataJson()));
  }

  private static Map<String, Object> write(LogTarget from) {
    if (!from.type().equals(REDIS)) {
      return target(from.type(), other(from.dataJson()));
    }
    var data = new LinkedHashMap<String, Object>();
    data.put("stdout", from.stdout());
    data.put("stderr", from.stderr());
    data.put("secret_stdout", from.secretStdout());
    data.put("secret_stderr", from.secretStderr());
    return target(from.type(), data);
  }

  private static Map<String, Object> target(String type, Object data) {
    var to = new LinkedHashMap<String, Object>();
    to.put("type", type);
    to.put("data", data);
    return to;
  }

  private static Object other(String dataJson) {
    var data = Json.tree(dataJson);
    return data.isPresent() ? data : Map.of();
  }

  private static Map<String, Object> write(Capacity from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("cpu", from.cpu());
    to.put("memory", from.memory().toMiB());
    to.put("disk_size", from.disk().toMiB());
    to.put("disk_type", from.diskType().ordinal());
    return to;
  }

  static Volume readVolume(JsonValue from) {
    var size = from.member("size").integer(0, Long.MAX_VALUE / Bytes.GIB);
    return new Volume(Bytes.ofGiB(size), readDiskType(from.member("type")));
  }

  static Bytes readMiB(JsonValue from) {
    return Bytes.ofMiB(from.integer(0, Long.MAX_VALUE / Bytes.MIB));
  }

  /// A number, its digits as text, or the name in any case.
  static DiskType readDiskType(JsonValue from) {
    var text = from.isText() ? from.text() : String.valueOf(from.integer());
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "", "0", "HDD" -> DiskType.HDD;
      case "1", "SSD" -> DiskType.SSD;
      default -> throw from.fault("is " + text + "; it must be 0 (HDD) or 1 (SSD)");
    };
  }

  static NetworkResource readNetwork(JsonValue from) {
    return new NetworkResource(
        from.member("name").text(),
        from.member("network_iprange").text(),
        from.member("iprange").text(),
        from.member("wireguard_private_key_encrypted").text(),
        from.member("wireguard_public_key").text(),
        from.member("wireguard_listen_port").integer(),
        from.member("peers").items().stream().map(WorkloadMapping::readPeer).toList());
  }

  private static Peer readPeer(JsonValue from) {
    return new Peer(
        from.member("public_key").text(),
        from.member("endpoint").text(),
        from.member("iprange").text(),
        from.member("allowed_iprange").texts());
  }

  static void write(Volume from, Map<String, Object> to) {
    to.put("size", from.size().toGiB());
    to.put("type", from.diskType().ordinal());
  }

  static void write(NetworkResource from, Map<String, Object> to) {
    to.put("name", from.name());
    to.put("network_iprange", from.networkIprange());
    to.put("iprange", from.iprange());
    to.put("wireguard_private_key_encrypted", from.wireguardPrivateKeyEncrypted());
    to.put("wireguard_public_key", from.wireguardPublicKey());
    to.put("wireguard_listen_port", from.wireguardListenPort());
    to.put("peers", from.peers().stream().map(WorkloadMapping::write).toList());
    to.put("stats_aggregator", List.of());
  }

  private static Map<String, Object> write(Peer from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("public_key", from.publicKey());
    to.put("endpoint", from.endpoint());
    to.put("iprange", from.iprange());
    to.put("allowed_iprange", from.allowedIpranges());
    return to;
  }
}
