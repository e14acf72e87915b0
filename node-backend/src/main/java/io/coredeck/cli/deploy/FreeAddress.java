package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.util.Set;

/// The next address of a network that nobody has.
final class FreeAddress {

  /// A network smaller than this has no address for a container.
  private static final int LONGEST_PREFIX = 30;

  private FreeAddress() {}

  /// @param iprange CIDR, IPv4
  /// @param taken addresses in use
  /// @throws CliException if all are taken, or the range is none
  static String of(String iprange, Set<String> taken) throws CliException {
    var range =
        Ipv4Range.parse(iprange)
            .filter(found -> found.prefix() >= 1 && found.prefix() <= LONGEST_PREFIX)
            .orElseThrow(() -> notARange(iprange));
    return range
        .nextFree(taken)
        .map(Ipv4::toString)
        .orElseThrow(() ->
            new CliException(
                ExitCode.FAILED,
                iprange + " has no free address; delete a container or use another network"));
  }

  private static CliException notARange(String iprange) {
    return new CliException(
        ExitCode.NO_PLATFORM,
        "iprange in endpoints.json is '"
            + iprange
            + "'; it must be like 172.24.1.0/24, or give the container a network_connection");
  }
}
