package io.coredeck.explorer.webhook.send;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// To which addresses deliveries may go: to public ones over TLS, and however people like to those
/// that an admin has named. So nobody reaches through the explorer what only its machine reaches.
///
/// What is not public: the special-purpose registries of IANA (RFC 6890), of IPv6 all but global
/// unicast, with what carries an IPv4 address inside (6to4, Teredo, NAT64), and addresses of this
/// machine itself.
public final class Networks {

  private static final List<Cidr> CLOSED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10", // carriers' NAT, and metadata of Alibaba
              "127.0.0.0/8",
              "168.63.129.16/32", // metadata of Azure, a public address that only guests reach
              "169.254.0.0/16", // link-local, and metadata of most clouds
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Cidr::of)
          .toList();

  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");

  /// None but the public ones.
  public static final Networks PUBLIC = new Networks(List.of());

  private final List<Cidr> named;

  private Networks(List<Cidr> named) {
    this.named = List.copyOf(named);
  }

  /// @param text ranges with commas between, e.g. `10.0.0.0/8, fd00::/8`; empty for none
  /// @throws IllegalArgumentException if one of them is none
  public static Networks of(String text) {
    return new Networks(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .map(Cidr::of)
            .toList());
  }

  /// @return whether an admin has named any
  public boolean areNamed() {
    return !named.isEmpty();
  }

  /// @return whether an admin has named the address
  boolean isNamed(InetAddress address) {
    return named.stream().anyMatch(range -> range.contains(address));
  }

  /// @param isEncrypted whether the connection will be over TLS
  /// @return whether it may be connected to
  public boolean mayReach(InetAddress address, boolean isEncrypted) {
    return isNamed(address) || (isEncrypted && isPublic(address));
  }

  private static boolean isPublic(InetAddress address) {
    return CLOSED.stream().noneMatch(range -> range.contains(address))
        && (!(address instanceof Inet6Address) || GLOBAL_UNICAST.contains(address))
        && !isThisMachines(address);
  }

  /// What is shut to others may be open to this machine.
  private static boolean isThisMachines(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return true; // nobody knows
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Networks networks && named.equals(networks.named);
  }

  @Override
  public int hashCode() {
    return named.hashCode();
  }

  @Override
  public String toString() {
    return named.toString();
  }
}
