package io.coredeck.wire;

import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Node.NetworkInterface;
import io.coredeck.model.registry.Node.WorkloadCounts;
import io.coredeck.model.registry.ResourceAmount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The members of a node and of what it reports about itself.
final class NodeMapping {
  private static final int LARGEST_PORT = 65535;

  /// What nodes of the original run besides.
  private static final List<String> OTHER_KINDS =
      List.of(
          "network",
          "zdb_namespace",
          "k8s_vm",
          "generic_vm",
          "proxy",
          "reverse_proxy",
          "subdomain",
          "delegate_domain");

  private NodeMapping() {}

  static Node read(JsonValue from) {
    return new Node(
        from.member("id").integer(),
        from.member("node_id").text(),
        from.member("hostname").text(),
        from.member("farm_id").integer(),
        from.member("os_version").text(),
        from.member("created").timestamp(),
        from.member("updated").timestamp(),
        from.member("uptime").integer(),
        from.member("address").text(),
        RegistryMapping.readLocation(from.member("location")),
        readAmount(from.member("total_resources")),
        readAmount(from.member("used_resources")),
        readAmount(from.member("reserved_resources")),
        readCounts(from.member("workloads")),
        readInterfaces(from.member("ifaces")),
        from.member("free_to_use").flag(),
        from.member("approved").flag(),
        from.member("public_key_hex").text(),
        readPorts(from.member("wg_ports")),
        from.member("deleted").flag());
  }

  static Map<String, Object> write(Node from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", from.id());
    to.put("node_id", from.nodeId());
    to.put("hostname", from.hostname());
    to.put("node_id_v1", "");
    to.put("farm_id", from.farmId());
    to.put("os_version", from.osVersion());
    to.put("created", from.created());
    to.put("updated", from.updated());
    to.put("uptime", from.uptime());
    to.put("address", from.address());
    to.put("location", RegistryMapping.write(from.location()));
    to.put("total_resources", write(from.totalResources()));
    to.put("used_resources", write(from.usedResources()));
    to.put("reserved_resources", write(from.reservedResources()));
    to.put("workloads", write(from.workloads()));
    to.put("proofs", null);
    to.put("ifaces", writeInterfaces(from.interfaces()));
    to.put("public_config", null);
    to.put("free_to_use", from.freeToUse());
    to.put("approved", from.approved());
    to.put("public_key_hex", from.publicKeyHex());
    to.put("wg_ports", from.wgPorts());
    to.put("deleted", from.deleted());
    to.put("reserved", false);
    return to;
  }

  static ResourceAmount readAmount(JsonValue from) {
    return new ResourceAmount(
        from.member("cru").integer(),
        from.member("mru").decimal(),
        from.member("hru").decimal(),
        from.member("sru").decimal());
  }

  static Map<String, Object> write(ResourceAmount from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("cru", from.cru());
    to.put("mru", from.mru());
    to.put("hru", from.hru());
    to.put("sru", from.sru());
    return to;
  }

  static WorkloadCounts readCounts(JsonValue from) {
    var others = new LinkedHashMap<String, Long>();
    for (var kind : OTHER_KINDS) {
      var count = from.member(kind).integer();
      if (count != 0) {
        others.put(kind, count);
      }
    }
    return new WorkloadCounts(
        from.member("network_resource").integer(),
        from.member("volume").integer(),
        from.member("container").integer(),
        others);
  }

  static Map<String, Object> write(WorkloadCounts from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("network_resource", from.networkResources());
    to.put("volume", from.volumes());
    to.put("container", from.containers());
    for (var kind : OTHER_KINDS) {
      to.put(kind, from.others().getOrDefault(kind, 0L));
    }
    return to;
  }

  static List<NetworkInterface> readInterfaces(JsonValue from) {
    return from.items().stream().map(NodeMapping::readInterface).toList();
  }

  private static NetworkInterface readInterface(JsonValue from) {
    return new NetworkInterface(
        from.member("name").text(),
        from.member("addrs").texts(),
        from.member("gateway").texts(),
        from.member("macaddress").text());
  }

  static List<Map<String, Object>> writeInterfaces(List<NetworkInterface> from) {
    return from.stream().map(NodeMapping::write).toList();
  }

  private static Map<String, Object> write(NetworkInterface from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", from.name());
    to.put("addrs", from.addrs());
    to.put("gateway", from.gateways());
    to.put("macaddress", from.macaddress());
    return to;
  }

  static List<Integer> readPorts(JsonValue from) {
    return from.items().stream().map(port -> (int) port.integer(0, LARGEST_PORT)).toList();
  }
}
