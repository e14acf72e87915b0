package io.coredeck.node.reach;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A range of addresses, IPv4 or IPv6, and which of their ports.
///
/// @param first its address, whatever stands behind the prefix
/// @param bits how many leading bits all its addresses share
/// @param port 1 to 65535, or 0 for every port
public record AddressRange(InetAddress first, int bits, int port) {
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d{1,2}))?(?::(\\d{1,5}))?");
  private static final Pattern IPV6 =
      Pattern.compile("([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");
  private static final Pattern IPV6_PORT = Pattern.compile("\\[(.*)\\]:(\\d{1,5})");

  /// @param text e.g. `10.0.0.0/8`, `10.1.2.3:6379`, `10.0.0.0/8:6379`, `fd00::/8`,
  ///   `[fd00::/8]:6379`; without a slash one address, without a port every one
  /// @throws IllegalArgumentException if it is none
  public static AddressRange parse(String text) {
    try {
      var ipv4 = IPV4.matcher(text);
      if (ipv4.matches()) {
        return of(ipv4.group(1), ipv4.group(2), ipv4.group(3));
      }
      var withPort = IPV6_PORT.matcher(text);
      var ipv6 = IPV6.matcher(withPort.matches() ? withPort.group(1) : text);
      if (ipv6.matches()) {
        return of(ipv6.group(1), ipv6.group(2), withPort.matches() ? withPort.group(2) : null);
      }
      throw new IllegalArgumentException("neither IPv4 nor IPv6");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          ("'%s' is no range of addresses; it must be like 10.0.0.0/8, 10.1.2.3:6379, fd00::/8 or"
                  + " [fd00::1]:6379")
              .formatted(text),
          e);
    }
  }

  /// @param text ranges with commas between; empty for none
  /// @throws IllegalArgumentException if one of them is none
  public static List<AddressRange> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(AddressRange::parse)
        .toList();
  }

  private static AddressRange of(
      String literal,
      @org.jspecify.annotations.Nullable String prefix,
      @org.jspecify.annotations.Nullable String portText) {
    var address = InetAddress.ofLiteral(literal);
    var most = address.getAddress().length * Byte.SIZE;
    var bits = prefix == null ? most : Integer.parseInt(prefix);
    var port = portText == null ? 0 : Integer.parseInt(portText);
    if (bits > most || port > LARGEST_PORT || (portText != null && port == 0)) {
      throw new IllegalArgumentException("prefix or port");
    }
    return new AddressRange(address, bits, port);
  }

  /// @return e.g. `10.0.0.0/8`
  public String cidr() {
    return first.getHostAddress() + "/" + bits;
  }

  /// @return whether it is a single address
  public boolean isOneAddress() {
    return bits == first.getAddress().length * Byte.SIZE;
  }

  /// @return whether the address is in it, whatever the port
  public boolean contains(InetAddress address) {
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

  boolean contains(InetAddress address, int somePort) {
    return (port == 0 || port == somePort) && contains(address);
  }
}
