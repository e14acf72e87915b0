package io.coredeck.explorer.registry;

import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/// How a farmer connects a node to the internet.
///
/// @param master name of the interface
/// @param ipv4 CIDR
/// @param ipv6 CIDR
/// @param gw4 IP address
/// @param gw6 IP address
record PublicConfig(String master, String ipv4, String ipv6, String gw4, String gw6) {

  private static final int LONGEST_NAME = 16;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /// @throws WireException if a member is missing or wrong
  static PublicConfig read(String text) {
    var from = Json.tree(text);
    var master = from.member("master").text();
    if (master.isEmpty() || master.length() > LONGEST_NAME) {
      throw new WireException(
          "master",
          "is '%s'; it must be an interface's name, 1 to 16 characters".formatted(master));
    }
    if (from.member("type").integer() != 0) {
      throw new WireException("type", "is not 0; only macvlan (0) is possible");
    }
    return new PublicConfig(
        master,
        network("ipv4", from.member("ipv4").text(), IPV4, 32),
        network("ipv6", from.member("ipv6").text(), IPV6, 128),
        address("gw4", from.member("gw4").text(), IPV4),
        address("gw6", from.member("gw6").text(), IPV6));
  }

  private static String network(String member, String text, Pattern address, int mostBits) {
    var parts = text.split("/", -1);
    if (parts.length != 2 || !address.matcher(parts[0]).matches() || !isBits(parts[1], mostBits)) {
      throw new WireException(
          member, "is '%s'; it must be an address and a mask's length".formatted(text));
    }
    return text;
  }

  private static boolean isBits(String text, int most) {
    return text.matches("\\d{1,3}") && Integer.parseInt(text) <= most;
  }

  private static String address(String member, String text, Pattern address) {
    if (!address.matcher(text).matches()) {
      throw new WireException(member, "is '%s'; it must be an address".formatted(text));
    }
    return text;
  }

  /// @param config as {@link #text} wrote it, or `null`
  /// @return its version; 0 if there is none
  static long versionOf(String config) {
    return Json.tree(config).member("version").integer();
  }

  /// @return the wire form
  String text(long version) {
    var members = new LinkedHashMap<String, Object>();
    members.put("master", master);
    members.put("type", 0);
    members.put("ipv4", ipv4);
    members.put("ipv6", ipv6);
    members.put("gw4", gw4);
    members.put("gw6", gw6);
    members.put("version", version);
    return Json.writeTree(members);
  }
}
