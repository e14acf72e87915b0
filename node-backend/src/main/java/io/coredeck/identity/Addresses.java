package io.coredeck.identity;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// Addresses and ranges in the spelling of Go's `net` package, which the original explorer signs.
final class Addresses {
  private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
  private static final int GROUPS = 8;

  private Addresses() {}

  /// @return the canonical spelling; a text that is no address or range as it is
  static String canonical(String text) {
    var slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    var length = slash < 0 ? "" : text.substring(slash);
    try {
      return spelled(address) + LEADING_ZEROS.matcher(length).replaceAll("");
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static String spelled(String address) {
    if (address.indexOf(':') < 0) {
      var plain = LEADING_ZEROS.matcher(address).replaceAll("");
      return Inet4Address.ofLiteral(plain).getHostAddress();
    }
    var parsed = InetAddress.ofLiteral(address);
    return parsed instanceof Inet6Address six ? compressed(six) : parsed.getHostAddress();
  }

  /// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups is
  /// `::`.
  private static String compressed(Inet6Address address) {
    var bytes = address.getAddress();
    var groups = new ArrayList<String>();
    for (var i = 0; i < GROUPS; i++) {
      groups.add(
          Integer.toHexString(
              Byte.toUnsignedInt(bytes[2 * i]) << Byte.SIZE
                  | Byte.toUnsignedInt(bytes[2 * i + 1])));
    }
    var start = 0;
    var longest = 1;
    for (var i = 0; i < GROUPS; i++) {
      var run = i;
      while (run < GROUPS && groups.get(run).equals("0")) {
        run++;
      }
      if (run - i > longest) {
        start = i;
        longest = run - i;
      }
    }
    return longest == 1
        ? String.join(":", groups)
        : String.join(":", groups.subList(0, start))
            + "::"
            + String.join(":", groups.subList(start + longest, GROUPS));
  }
}
