package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Set;

/// The next address of a network that nobody has.
final class FreeAddress {
  private static final int ADDRESS_BITS = 32;

  /// A network smaller than this has no address for a container.
  private static final int LONGEST_PREFIX = 30;

  /// The network itself is 0, the node has 1.
  private static final long FIRST_HOST = 2;

  private FreeAddress() {}

  /// @param iprange CIDR, IPv4
  /// @param taken addresses in use
  /// @throws CliException if all are taken, or the range is none
  static String of(String iprange, Set<String> taken) throws CliException {
    var slash = iprange.indexOf('/');
    long base;
    int prefix;
    try {
      base = number(iprange.substring(0, Math.max(slash, 0)));
      prefix = Integer.parseInt(iprange.substring(slash + 1));
    } catch (IllegalArgumentException _) {
      throw notARange(iprange);
    }
    if (prefix < 1 || prefix > LONGEST_PREFIX) {
      throw notARange(iprange);
    }
    var size = 1L << (ADDRESS_BITS - prefix);
    var network = base / size * size;
    for (var host = FIRST_HOST; host < size - 1; host++) {
      var address = text(network + host);
      if (!taken.contains(address)) {
        return address;
      }
    }
    throw new CliException(
        ExitCode.FAILED,
        iprange + " has no free address; delete a container or use another network");
  }

  private static CliException notARange(String iprange) {
    return new CliException(
        ExitCode.NO_PLATFORM,
        "iprange in endpoints.json is '"
            + iprange
            + "'; it must be like 172.24.1.0/24, or give the container a network_connection");
  }

  private static long number(String address) {
    return Integer.toUnsignedLong(
        ByteBuffer.wrap(Inet4Address.ofLiteral(address).getAddress()).getInt());
  }

  private static String text(long number) {
    return "%d.%d.%d.%d"
        .formatted(number >> 24 & 0xff, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
  }
}
