package io.coredeck.identity;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload.Unsupported;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What is signed of a reservation: its members one after the other, without anything between them,
/// hashed with SHA-256.
///
/// Addresses are signed as they were sent. Where that does not verify, the same addresses in their
/// canonical spelling are tried, because the original explorer signs those.
public final class Challenges {

  private static final Comparator<String> BY_UTF8_BYTES =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private Challenges() {}

  /// @return the text a customer signs to ask for it
  /// @throws IllegalArgumentException if the workload is of a kind that is not signed here
  public static String create(Reservation reservation) {
    return text(reservation, UnaryOperator.identity());
  }

  /// @param stored as the explorer gave it out
  /// @param tid who signs
  /// @return the text a user signs to have it deleted
  public static String delete(Reservation stored, long tid) {
    return create(stored) + "delete" + tid;
  }

  /// @param stored as the explorer gave it out
  /// @param tid who signs
  /// @return the text a user signs to agree to it
  public static String provision(Reservation stored, long tid) {
    return create(stored) + "provision" + tid;
  }

  /// @return 128 hex characters
  public static String sign(KeyPair keys, String challenge) {
    return keys.signHex(sha256(challenge));
  }

  /// @return whether the owner of the key signed this text
  public static boolean verify(String publicKeyHex, String challenge, String signatureHex) {
    return Signatures.verify(publicKeyHex, sha256(challenge), signatureHex);
  }

  /// @return whether the owner of the key asked for this reservation, by its own signature
  public static boolean isAskedBy(String publicKeyHex, Reservation reservation) {
    return isSigned(publicKeyHex, reservation, "", reservation.customerSignature());
  }

  /// @return whether the owner of the key signed the deletion as user `tid`
  public static boolean isDeletedBy(
      String publicKeyHex, Reservation stored, long tid, String signatureHex) {
    return isSigned(publicKeyHex, stored, "delete" + tid, signatureHex);
  }

  /// @return whether the owner of the key agreed as user `tid`
  public static boolean isProvisionedBy(
      String publicKeyHex, Reservation stored, long tid, String signatureHex) {
    return isSigned(publicKeyHex, stored, "provision" + tid, signatureHex);
  }

  private static boolean isSigned(
      String publicKeyHex, Reservation reservation, String suffix, String signatureHex) {
    var sent = text(reservation, UnaryOperator.identity()) + suffix;
    if (verify(publicKeyHex, sent, signatureHex)) {
      return true;
    }
    var canonical = text(reservation, Addresses::canonical) + suffix;
    return !canonical.equals(sent) && verify(publicKeyHex, canonical, signatureHex);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256; use a complete JDK", e);
    }
  }

  private static String text(Reservation of, UnaryOperator<String> address) {
    var to = new StringBuilder();
    to.append(of.workloadId()).append(of.nodeId()).append(of.poolId()).append(of.reference());
    to.append(of.customerTid()).append(of.workload().type().name()).append(of.epoch());
    to.append(of.description()).append(of.metadata());
    switch (of.workload()) {
      case Container container -> append(to, container, address);
      case Volume volume -> to.append(volume.size().toGiB()).append(volume.diskType().name());
      case NetworkResource network -> append(to, network, address);
      case Unsupported unsupported -> throw new IllegalArgumentException(unsupported.reason());
    }
    return to.toString();
  }

  private static void append(StringBuilder to, Container of, UnaryOperator<String> address) {
    to.append(of.flist()).append(of.hubUrl()).append(of.entrypoint()).append(of.interactive());
    append(to, of.environment());
    append(to, of.secretEnvironment());
    for (var volume : of.volumes()) {
      to.append(volume.volumeId()).append(volume.mountpoint());
    }
    for (var connection : of.networkConnections()) {
      to.append(connection.networkId()).append(address.apply(connection.ipaddress()));
      to.append(connection.publicIp6());
    }
    var capacity = of.capacity();
    to.append(capacity.cpu()).append(capacity.memory().toMiB()).append(capacity.disk().toMiB());
    to.append(capacity.diskType().name().toLowerCase(Locale.ROOT));
  }

  private static void append(StringBuilder to, Map<String, String> environment) {
    environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(BY_UTF8_BYTES))
        .forEach(entry -> to.append(entry.getKey()).append('=').append(entry.getValue()));
  }

  private static void append(StringBuilder to, NetworkResource of, UnaryOperator<String> address) {
    to.append(of.name()).append(address.apply(of.networkIprange()));
    to.append(of.wireguardPrivateKeyEncrypted()).append(of.wireguardPublicKey());
    to.append(of.wireguardListenPort()).append(address.apply(of.iprange()));
    for (var peer : of.peers()) {
      to.append(peer.publicKey()).append(peer.endpoint()).append(address.apply(peer.iprange()));
      peer.allowedIpranges().stream().map(address).forEach(to::append);
    }
  }
}
