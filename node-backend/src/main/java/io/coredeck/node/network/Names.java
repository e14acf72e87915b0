package io.coredeck.node.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.rule.Ipv4;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What our links, namespaces and tables are called. All begin with the instance and have a fixed
/// length, so that no other instance's names can be taken for ours. Links have at most 15
/// characters, as Linux wants it.
///
/// @param instance 1 to 6 lower-case letters and digits, beginning with a letter
record Names(String instance) {
  /// Where `ip netns` keeps the named namespaces.
  static final Path NAMESPACES = Path.of("/run/netns");

  private static final Pattern INSTANCE = Pattern.compile("[a-z][a-z0-9]{0,5}");
  private static final Pattern GWID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String HASH = "[1-9A-HJ-NP-Za-km-z]{8}";
  private static final int NETWORK_ID_LENGTH = 13;
  private static final int HASH_LENGTH = 8;

  Names {
    if (!INSTANCE.matcher(instance).matches()) {
      throw new IllegalArgumentException(
          "instance '%s' must be 1 to 6 lower-case letters and digits, a letter first"
              .formatted(instance));
    }
  }

  /// @return the first 13 characters of base58(md5(user ‖ name))
  static String networkId(long user, String name) {
    return base58(md5(user + name)).substring(0, NETWORK_ID_LENGTH);
  }

  /// @param gwid checked here, because it becomes part of a path
  static String checkedGwid(String gwid) {
    if (!GWID.matcher(gwid).matches()) {
      throw new IllegalArgumentException(
          "gwid '%s' must be up to 64 letters, digits, '-' or '_'".formatted(gwid));
    }
    return gwid;
  }

  String bridge(NetworkDefinition network) {
    return instance + "b" + network.id().substring(0, HASH_LENGTH);
  }

  boolean isBridge(String link) {
    return link.matches(instance + "b" + HASH);
  }

  String veth(String gwid) {
    return instance + "v" + base58(md5(gwid)).substring(0, HASH_LENGTH);
  }

  boolean isVeth(String link) {
    return link.matches(instance + "v" + HASH);
  }

  String namespace(String gwid) {
    return instance + "-" + gwid;
  }

  boolean isNamespace(String name) {
    return name.startsWith(instance + "-");
  }

  /// @return the namespace's file
  Path path(String gwid) {
    return NAMESPACES.resolve(namespace(gwid));
  }

  String table() {
    return "coredeck_" + instance;
  }

  /// @return a number for links that are to be deleted together, nobody else's; never 0, the group
  ///   of all other links
  int group() {
    return (ByteBuffer.wrap(md5(table())).getInt() & Integer.MAX_VALUE) | 1;
  }

  /// A container that follows another on the same address also has its hardware address: nobody has
  /// to wait until the old one is forgotten.
  ///
  /// @return a locally administered hardware address for an address in a network
  static String mac(String networkId, Ipv4 address) {
    return "02:%02x:%02x:%02x:%02x:%02x"
        .formatted(
            md5(networkId)[0], address.part(0), address.part(1), address.part(2), address.part(3));
  }

  /// The unique local address that goes with an IPv4 address: the network's id gives the prefix,
  /// the third byte of the address the subnet, the fourth the host.
  ///
  /// Source: the original node's rule, digit for digit.
  static String ula(String networkId, Ipv4 address) {
    return "fd%x:%x%x:%x%x:%x::%x"
        .formatted(
            (int) networkId.charAt(0),
            (int) networkId.charAt(1),
            (int) networkId.charAt(2),
            (int) networkId.charAt(3),
            (int) networkId.charAt(4),
            address.part(2),
            address.part(3));
  }

  /// @param mac six bytes in hex joined by colons
  /// @return the link-local address made of it; RFC 4291, appendix A
  static String linkLocal(String mac) {
    var bytes = HexFormat.ofDelimiter(":").parseHex(mac);
    return "fe80::%02x%02x:%02xff:fe%02x:%02x%02x"
        .formatted(bytes[0] ^ 2, bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);
  }

  private static byte[] md5(String text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }

  /// @return in Bitcoin's alphabet, leading zero bytes as `1`
  static String base58(byte[] bytes) {
    var text = new StringBuilder();
    var rest = new BigInteger(1, bytes);
    var base = BigInteger.valueOf(ALPHABET.length());
    while (rest.signum() > 0) {
      var step = rest.divideAndRemainder(base);
      text.append(ALPHABET.charAt(step[1].intValue()));
      rest = step[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      text.append(ALPHABET.charAt(0));
    }
    return text.reverse().toString();
  }
}
