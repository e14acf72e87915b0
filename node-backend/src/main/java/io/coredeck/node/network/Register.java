package io.coredeck.node.network;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.node.host.RecordFolder;
import io.coredeck.node.host.RecordFolder.Lasting;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What networks there are and who is in them, in memory and on disk.
///
/// An attachment is written down before anything is made for it, and again as finished when all is
/// made; so nothing in the kernel is ever unknown here.
final class Register {
  private static final Logger LOG = System.getLogger(Register.class.getName());
  private static final String FINISHED = "finished";

  private final RecordFolder networkRecords;
  private final RecordFolder attachmentRecords;
  private final Map<String, NetworkDefinition> networks = new TreeMap<>();
  private final Map<String, Attachment> attachments = new TreeMap<>();
  private final Set<String> unfinished = new TreeSet<>();

  private Register(RecordFolder networkRecords, RecordFolder attachmentRecords) {
    this.networkRecords = networkRecords;
    this.attachmentRecords = attachmentRecords;
  }

  static Register open(Path folder, Names names, boolean withIpv6) throws IOException {
    var register =
        new Register(
            RecordFolder.open(folder.resolve("networks"), Lasting.PROGRAM),
            RecordFolder.open(folder.resolve("attachments"), Lasting.PROGRAM));
    register.readNetworks();
    register.readAttachments(names, withIpv6);
    return register;
  }

  private void readNetworks() throws IOException {
    for (var id : networkRecords.names()) {
      try {
        networks.put(
            id, NetworkDefinition.of(networkRecords.read(id).orElse(Map.<String, String>of())));
      } catch (IllegalArgumentException e) {
        LOG.log(
            Level.WARNING, "record of network {0} is damaged, forgotten: {1}", id, e.getMessage());
        networkRecords.delete(id);
      }
    }
  }

  private void readAttachments(Names names, boolean withIpv6) throws IOException {
    for (var gwid : attachmentRecords.names()) {
      var fields = attachmentRecords.read(gwid).orElse(Map.of());
      var address = Ipv4.parse(fields.getOrDefault("ipv4", ""));
      var user = fields.getOrDefault("user", "");
      if (address.isEmpty() || !user.matches("\\d{1,18}")) {
        LOG.log(Level.WARNING, "record of attachment {0} is damaged, forgotten", gwid);
        attachmentRecords.delete(gwid);
        continue;
      }
      var network = fields.getOrDefault("network", "");
      attachments.put(
          gwid, Attachment.of(names, withIpv6, gwid, Long.parseLong(user), network, address.get()));
      if (!fields.containsKey(FINISHED)) {
        unfinished.add(gwid);
      }
    }
  }

  Collection<NetworkDefinition> networks() {
    return List.copyOf(networks.values());
  }

  Optional<NetworkDefinition> network(long user, String name) {
    return Optional.ofNullable(networks.get(Names.networkId(user, name)))
        .filter(network -> network.isOf(user, name));
  }

  void put(NetworkDefinition network) throws IOException {
    networkRecords.write(network.id(), network.fields());
    networks.put(network.id(), network);
  }

  void remove(NetworkDefinition network) throws IOException {
    networks.remove(network.id());
    networkRecords.delete(network.id());
  }

  Collection<Attachment> attachments() {
    return List.copyOf(attachments.values());
  }

  Optional<Attachment> attachment(String gwid) {
    return Optional.ofNullable(attachments.get(gwid));
  }

  /// @throws NetworkException if somebody has the address in the network
  void checkFree(NetworkDefinition network, Ipv4 address) throws NetworkException {
    for (var holder : attachments.values()) {
      if (holder.isIn(network) && holder.address().equals(address)) {
        throw new NetworkException(
            "IP address %s of network %s is taken by %s; choose another"
                .formatted(address, network.name(), holder.gwid()));
      }
    }
  }

  /// @return those whose making was cut short
  Set<String> unfinished() {
    return Set.copyOf(unfinished);
  }

  void begin(Attachment attachment) throws IOException {
    attachmentRecords.write(attachment.gwid(), fields(attachment));
    attachments.put(attachment.gwid(), attachment);
    unfinished.add(attachment.gwid());
  }

  void finish(Attachment attachment) throws IOException {
    var fields = new HashMap<>(fields(attachment));
    fields.put(FINISHED, "yes");
    attachmentRecords.write(attachment.gwid(), fields);
    unfinished.remove(attachment.gwid());
  }

  void remove(Attachment attachment) throws IOException {
    attachments.remove(attachment.gwid());
    unfinished.remove(attachment.gwid());
    attachmentRecords.delete(attachment.gwid());
  }

  private static Map<String, String> fields(Attachment attachment) {
    return Map.of(
        "user", Long.toString(attachment.user()),
        "network", attachment.network(),
        "ipv4", attachment.ipv4());
  }
}
