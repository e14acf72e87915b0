package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.WorkloadType;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.network.NetworkPart;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import io.coredeck.wire.draft.DraftForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One workload of a file, completed with the platform's defaults where it says nothing.
///
/// Some members are understood here only and never leave: `name`, which becomes metadata, what
/// {@link ClearSecrets} encrypts, and the volume id `#N`, which means entry N of the same file.
final class Draft {
  private static final String CONNECTION = "network_connection";

  private final GridClient grid;
  private final Endpoints defaults;
  private final Known known;
  private final Map<String, Object> members;
  private final JsonValue from;

  private Draft(GridClient grid, Endpoints defaults, Known known, JsonValue from) {
    this.grid = grid;
    this.defaults = defaults;
    this.known = known;
    this.from = from;
    this.members = new LinkedHashMap<>(from.members());
  }

  /// What is known beside the entry.
  ///
  /// @param before gwids of the entries before it in the file
  /// @param made gwids of volumes made for it, by their number among its volumes, from 0
  /// @param variables where secrets without a value come from; empty for nowhere
  /// @param networks the node's parts of networks that are not there yet, by their names
  /// @param addresses those that containers which are not there yet will have, by their networks
  record Known(
      List<String> before,
      Map<Integer, String> made,
      Optional<Surroundings> variables,
      Map<String, String> networks,
      Map<String, Set<String>> addresses) {

    /// Nothing is only expected.
    static Known of(
        List<String> before, Map<Integer, String> made, Optional<Surroundings> variables) {
      return new Known(before, made, variables, Map.of(), Map.of());
    }
  }

  /// @throws CliException if it cannot be completed
  /// @throws IllegalArgumentException if it says something wrong; the message names the place
  static Reservation complete(GridClient grid, Endpoints defaults, Known known, JsonValue from)
      throws CliException, GridException, InterruptedException {
    var draft = new Draft(grid, defaults, known, from);
    draft.fillEnvelope();
    if (draft.type() == WorkloadType.CONTAINER.code()) {
      new ClearSecrets(grid, draft.nodeId(), from, known.variables()).seal(draft.members);
      draft.fillVolumes();
      draft.fillConnection();
      draft.fillCapacity();
    } else if (draft.type() == WorkloadType.NETWORK_RESOURCE.code()) {
      draft.fillKeys();
    }
    var wish = Json.reservation(Json.writeTree(draft.members));
    if (wish.workload() instanceof Unsupported(_, var reason)) {
      throw new IllegalArgumentException(reason);
    }
    return wish;
  }

  private long type() {
    return tree().member("workload_type").integer();
  }

  private JsonValue tree() {
    return Json.tree(Json.writeTree(members));
  }

  private String nodeId() {
    return tree().member("node_id").text();
  }

  private void fillEnvelope() throws CliException {
    fill("workload_type", guessedType());
    fill("workload_id", 1L);
    fill("node_id", defaults.nodeId());
    fill("pool_id", defaults.poolId());
    fill("customer_tid", grid.tid());
    nameIt();
    var customer = tree().member("customer_tid").integer();
    if (customer != grid.tid()) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "customer_tid is %d and the caller is user %d; leave the member out"
              .formatted(customer, grid.tid()));
    }
  }

  /// A network's name is its own; of others it is what people call them.
  private void nameIt() {
    var name = from.member("name");
    if (type() != WorkloadType.NETWORK_RESOURCE.code() && !isAbsent(name)) {
      fill("metadata", WorkloadName.metadata(name.text()));
    }
  }

  private void fill(String member, Object value) {
    if (isAbsent(from.member(member))) {
      members.put(member, value);
    }
  }

  private static boolean isAbsent(JsonValue value) {
    return !value.isPresent()
        || (value.isText() && value.text().isEmpty())
        || (value.isNumber() && value.decimal() == 0)
        || (value.isList() && value.items().isEmpty());
  }

  private long guessedType() {
    if (from.member("flist").isPresent()) {
      return WorkloadType.CONTAINER.code();
    }
    if (from.member("size").isPresent()) {
      return WorkloadType.VOLUME.code();
    }
    if (from.member("iprange").isPresent()) {
      return WorkloadType.NETWORK_RESOURCE.code();
    }
    if (isAbsent(from.member("workload_type"))) {
      throw new WireException(
          from.path(),
          "has neither flist (a container), nor size (a volume), nor iprange (a network); it must"
              + " have one of them");
    }
    return 0;
  }

  /// A node's part of a new network needs keys of its own and a port that is free there.
  private void fillKeys() throws GridException, InterruptedException {
    if (!isAbsent(from.member("wireguard_public_key"))) {
      return;
    }
    var node = grid.node(nodeId());
    var part =
        NetworkPart.of(
            node.nodeId(),
            from.member("name").text(),
            from.member("network_iprange").text(),
            from.member("iprange").text(),
            NetworkPart.portBeside(node.wgPorts()));
    members.put("wireguard_private_key_encrypted", part.wireguardPrivateKeyEncrypted());
    members.put("wireguard_public_key", part.wireguardPublicKey());
    fill("wireguard_listen_port", part.wireguardListenPort());
  }

  private void fillVolumes() throws CliException {
    var volumes = from.member("volumes");
    if (!volumes.isList()) {
      return;
    }
    var filled = new ArrayList<Map<String, Object>>();
    for (var volume : volumes.items()) {
      var mount = new LinkedHashMap<String, Object>(volume.members());
      var id = volume.member("volume_id");
      var made = known.made().get(filled.size());
      if (made != null) {
        mount.put("volume_id", made);
      } else if (id.isText() && id.text().startsWith("#")) {
        mount.put("volume_id", gwidOf(id));
      }
      filled.add(mount);
    }
    members.put("volumes", filled);
  }

  private String gwidOf(JsonValue id) throws CliException {
    try {
      return known.before().get(Integer.parseInt(id.text().substring(1)) - 1);
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "%s is '%s'; it must name an entry before this one in the file, of which there are %d"
              .formatted(id.path(), id.text(), known.before().size()));
    }
  }

  private void fillConnection() throws CliException, GridException, InterruptedException {
    var connections = from.member(CONNECTION);
    var asked =
        isAbsent(connections)
            ? Json.tree("{}")
            : connections.isObject() ? connections : connections.items().getFirst();
    var connection = new LinkedHashMap<String, Object>(asked.members());
    if (isAbsent(asked.member("network_id"))) {
      connection.put("network_id", defaults.network());
    }
    var network = String.valueOf(Json.tree(Json.writeTree(connection)).member("network_id").text());
    if (isAbsent(asked.member("ipaddress"))) {
      var iprange = iprangeOf(network);
      if (!iprange.isEmpty()) {
        connection.put("ipaddress", FreeAddress.of(iprange, addressesIn(network)));
      }
    }
    members.put(CONNECTION, List.of(connection));
  }

  /// @return the node's part of a network; empty if it is none the caller has there, which the
  ///   explorer explains best
  private String iprangeOf(String network) throws GridException, InterruptedException {
    var expected = known.networks().get(network);
    if (expected != null) {
      return expected;
    }
    if (network.equals(defaults.network())) {
      return defaults.iprange();
    }
    var node = nodeId();
    return grid.liveWorkloads().stream()
        .filter(one -> one.nodeId().equals(node))
        .map(Reservation::workload)
        .filter(NetworkResource.class::isInstance)
        .map(NetworkResource.class::cast)
        .filter(one -> one.name().equals(network))
        .map(NetworkResource::iprange)
        .findFirst()
        .orElse("");
  }

  private void fillCapacity() {
    var asked = from.member("capacity");
    var capacity = new LinkedHashMap<>(DraftForm.CAPACITY);
    capacity.putAll(asked.members());
    members.put("capacity", capacity);
  }

  private Set<String> addressesIn(String network) throws GridException, InterruptedException {
    var taken =
        grid.liveWorkloads().stream()
            .map(Reservation::workload)
            .filter(Container.class::isInstance)
            .flatMap(one -> ((Container) one).networkConnections().stream())
            .filter(connection -> connection.networkId().equals(network))
            .map(Container.NetworkConnection::ipaddress)
            .collect(Collectors.toCollection(HashSet::new));
    taken.addAll(known.addresses().getOrDefault(network, Set.of()));
    return taken;
  }
}
