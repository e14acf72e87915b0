package io.coredeck.node.reach;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// IPv4 addresses inside of IPv6 ones: a translator or tunnel on the way would lead to them.
///
/// Java itself makes an IPv4 address of a mapped one, `::ffff:127.0.0.1`. Sources: RFC 4291 2.5.5
/// (compatible), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 5214 (ISATAP), RFC 2765 (translated).
final class Embedded {
  private static final int LENGTH = 4;
  private static final int AT_END = 12;
  private static final int AFTER_6TO4 = 2;
  private static final int ISATAP_START = 8;

  private static final byte[] COMPATIBLE = new byte[AT_END];
  private static final byte[] TRANSLATED = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0};
  private static final byte[] NAT64 = {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
  private static final byte[] ISATAP = {0, 0, 0x5e, -2};
  private static final byte[] ISATAP_PUBLIC = {2, 0, 0x5e, -2};

  private Embedded() {}

  /// @return the address inside, if there is one
  static Optional<InetAddress> of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return Optional.empty();
    }
    var bytes = address.getAddress();
    if (hasAt(bytes, 0, COMPATIBLE)
        || hasAt(bytes, 0, TRANSLATED)
        || hasAt(bytes, 0, NAT64)
        || hasAt(bytes, ISATAP_START, ISATAP)
        || hasAt(bytes, ISATAP_START, ISATAP_PUBLIC)) {
      return Optional.of(ipv4(bytes, AT_END));
    }
    return hasAt(bytes, 0, SIX_TO_FOUR) ? Optional.of(ipv4(bytes, AFTER_6TO4)) : Optional.empty();
  }

  private static boolean hasAt(byte[] bytes, int start, byte[] wanted) {
    return Arrays.equals(bytes, start, start + wanted.length, wanted, 0, wanted.length);
  }

  private static InetAddress ipv4(byte[] bytes, int start) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, start, start + LENGTH));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
