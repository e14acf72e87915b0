package io.coredeck.model.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A range of IPv4 addresses, `172.24.1.0/24`.
///
/// @param first its first address, the network's own
/// @param prefix how many leading bits all its addresses share, 0 to 32
public record Ipv4Range(Ipv4 first, int prefix) {
  private static final int BITS = 32;

  /// A smaller range has no address for a container.
  private static final int LONGEST_WITH_HOSTS = 30;

  /// Network, node and broadcast.
  private static final int NOT_HOSTS = 3;

  /// Addresses that nobody on the Internet has; RFC 1918.
  private static final List<Ipv4Range> PRIVATE =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
          .map(text -> parse(text).orElseThrow())
          .toList();

  public Ipv4Range {
    if (prefix < 0 || prefix > BITS) {
      throw new IllegalArgumentException("prefix is " + prefix + "; it must be from 0 to 32");
    }
    first = new Ipv4(first.bits() & mask(prefix));
  }

  /// @param text CIDR; bits behind the prefix are dropped: `10.1.2.3/24` is `10.1.2.0/24`
  /// @return empty if the text is something else
  public static Optional<Ipv4Range> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d?")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return prefix > BITS
        ? Optional.empty()
        : Ipv4.parse(text.substring(0, slash)).map(address -> new Ipv4Range(address, prefix));
  }

  public boolean contains(Ipv4 address) {
    return ((address.bits() ^ first.bits()) & mask(prefix)) == 0;
  }

  public boolean contains(Ipv4Range other) {
    return other.prefix >= prefix && contains(other.first);
  }

  public boolean overlaps(Ipv4Range other) {
    return contains(other) || other.contains(this);
  }

  public boolean isPrivate() {
    return PRIVATE.stream().anyMatch(range -> range.contains(this));
  }

  /// @param index 0 is the first
  /// @return an address of it
  public Ipv4 address(int index) {
    return new Ipv4(first.bits() + index);
  }

  public Ipv4 last() {
    return new Ipv4(first.bits() | ~mask(prefix));
  }

  /// @return the address of the node itself in its part of a network
  public Ipv4 gateway() {
    return address(1);
  }

  /// @return whether a container may have that address: inside, and neither the network's own, nor
  ///   the node's, nor the broadcast address
  public boolean isHost(Ipv4 address) {
    return contains(address)
        && !address.equals(first)
        && !address.equals(gateway())
        && !address.equals(last());
  }

  /// @return the first address a container may have
  public Ipv4 firstHost() {
    return address(2);
  }

  /// @return the last address a container may have
  public Ipv4 lastHost() {
    return new Ipv4(last().bits() - 1);
  }

  /// @param taken addresses in use, as text
  /// @return the first address for a container that is not in use; empty if all are, or the range
  ///   is too small for any
  public Optional<Ipv4> nextFree(Set<String> taken) {
    var hosts = prefix > LONGEST_WITH_HOSTS ? 0 : (1L << (BITS - prefix)) - NOT_HOSTS;
    return LongStream.range(0, hosts)
        .mapToObj(number -> address((int) number + 2))
        .filter(address -> !taken.contains(address.toString()))
        .findFirst();
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (BITS - prefix);
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
