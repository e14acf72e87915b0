package io.coredeck.model.fit;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.rule.Ipv4Range;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What is wrong with a node's part of a network by itself.
final class NetworkShape {
  private static final int PART_PREFIX = 24;
  private static final int KEY_BYTES = 32;
  private static final int LARGEST_PORT = 65_535;

  private final NetworkResource network;
  private final List<Finding> found = new ArrayList<>();

  NetworkShape(NetworkResource network) {
    this.network = network;
  }

  List<Finding> findings() {
    if (network.name().isEmpty()) {
      add(Code.NO_NAME, "name", "is empty", "must be the network's name", "");
    }
    ranges();
    if (network.wireguardPrivateKeyEncrypted().isEmpty()) {
      add(
          Code.BAD_KEY,
          "wireguard_private_key_encrypted",
          "is empty",
          "must hold the key sealed for the node",
          "");
    }
    key("wireguard_public_key", network.wireguardPublicKey());
    if (network.wireguardListenPort() < 1 || network.wireguardListenPort() > LARGEST_PORT) {
      add(
          Code.BAD_PORT,
          "wireguard_listen_port",
          "is " + network.wireguardListenPort(),
          "must be from 1 to " + LARGEST_PORT,
          "");
    }
    for (int i = 0; i < network.peers().size(); i++) {
      peer("peers[" + i + "].", network.peers().get(i));
    }
    return List.copyOf(found);
  }

  private void add(Code code, String path, String is, String mustBe, String toDo) {
    if (found.size() < Shape.MOST_FAULTS) {
      found.add(Finding.of(code, path, is, mustBe, toDo));
    }
  }

  private void ranges() {
    var whole = range("network_iprange", network.networkIprange());
    var part = range("iprange", network.iprange());
    if (whole.isPresent() && !whole.get().isPrivate()) {
      add(
          Code.BAD_RANGE,
          "network_iprange",
          "is %s, which is not private".formatted(whole.get()),
          "must be of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
          "");
    }
    if (part.isPresent() && part.get().prefix() != PART_PREFIX) {
      add(
          Code.BAD_PART,
          "iprange",
          "is " + part.get(),
          "must be a /24, like %s/24".formatted(part.get().first()),
          "");
    } else if (part.isPresent() && whole.isPresent() && !whole.get().contains(part.get())) {
      add(
          Code.BAD_PART,
          "iprange",
          "is " + part.get(),
          "must be inside network_iprange " + whole.get(),
          "");
    }
  }

  private Optional<Ipv4Range> range(String path, String text) {
    var range = Ipv4Range.parse(text);
    if (range.isEmpty()) {
      add(
          Code.BAD_RANGE,
          path,
          text.isEmpty() ? "is empty" : "is '" + text + "'",
          "must be a range like 172.24.0.0/16",
          "");
    }
    return range;
  }

  private void peer(String path, NetworkResource.Peer peer) {
    key(path + "public_key", peer.publicKey());
    range(path + "iprange", peer.iprange());
    if (peer.allowedIpranges().isEmpty()) {
      add(
          Code.BAD_RANGE,
          path + "allowed_iprange",
          "is empty",
          "must name the ranges behind the peer",
          "");
    }
    peer.allowedIpranges().stream()
        .filter(text -> text.indexOf(':') < 0) // IPv6 is for the tunnel to understand
        .forEach(text -> range(path + "allowed_iprange", text));
  }

  private void key(String path, String base64) {
    int length;
    try {
      length = Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException _) {
      length = 0;
    }
    if (length != KEY_BYTES) {
      add(Code.BAD_KEY, path, "is no key", "must be a WireGuard key, 32 bytes in base64", "");
    }
  }
}
