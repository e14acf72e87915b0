package io.coredeck.explorer.webhook.send;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A range of addresses, IPv4 or IPv6.
///
/// @param text as it was written
/// @param first its address, whatever stands behind the prefix
/// @param bits how many leading bits all its addresses share
record Cidr(String text, InetAddress first, int bits) {

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /// @param text e.g. `10.0.0.0/8` or `fd00::/8`; without a slash one address
  /// @throws IllegalArgumentException if it is no range
  static Cidr of(String text) {
    var parts = text.split("/", 2);
    try {
      if (!parts[0].contains(":") && !IPV4.matcher(parts[0]).matches()) {
        throw new IllegalArgumentException("short forms mean what nobody expects");
      }
      var address = InetAddress.ofLiteral(parts[0]);
      var most = address.getAddress().length * Byte.SIZE;
      var bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("prefix of " + bits);
      }
      return new Cidr(text, address, bits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no range of addresses; it must be like 10.0.0.0/8 or fd00::/8".formatted(text),
          e);
    }
  }

  boolean contains(InetAddress address) {
    var mine = first.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
