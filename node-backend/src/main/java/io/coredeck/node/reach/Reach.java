package io.coredeck.node.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Where this node connects to because a tenant says so: for an image, its blocks, lines,
/// statistics, or to try whether something is there.
///
/// The node stands inside of walls that tenants are kept out of, so it goes nowhere for them where
/// their own containers could not: not to itself, not to link-local addresses and those where
/// clouds keep secrets, not to the networks of others on this node, nor to those that end on this
/// machine (docker, libvirt, …). What the node's configuration names is open, with the ports it
/// names, unless it is one of the networks of others or where clouds keep secrets: a wide range of
/// addresses is easily named, and who names it has something else in mind.
///
/// Safe for several threads.
public final class Reach implements AutoCloseable {

  /// Addresses of one host that are tried one after the other.
  private static final int MOST_ADDRESSES = 3;

  /// Where clouds tell their guests secrets: closed to containers, too.
  public static final List<AddressRange> METADATA =
      ranges(
          "169.254.0.0/16", // link-local, and most clouds
          "100.100.100.200", // Alibaba
          "168.63.129.16", // Azure, public, but only guests reach it
          "192.0.0.192", // Oracle
          "fd00:ec2::254", // Amazon
          "fd20:ce::254"); // Google

  private static final List<AddressRange> CLOSED =
      ranges(
          "0.0.0.0/8",
          "127.0.0.0/8",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::",
          "::1",
          "fe80::/10",
          "ff00::/8",
          "64:ff9b:1::/48", // NAT64 of whoever set it up, RFC 8215: leads anywhere
          "2001::/32"); // Teredo

  private final List<AddressRange> named;
  private final Set<Integer> ownPorts;
  private final Supplier<? extends Collection<TenantRange>> networks;
  private final Lookups lookups;

  /// How names become addresses.
  @FunctionalInterface
  public interface Names {
    /// @throws UnknownHostException if it has none
    InetAddress[] all(String host) throws UnknownHostException;
  }

  /// @param named what is open also on this node itself
  /// @param networks the ranges of tenants on this node, asked each time; must not wait
  public Reach(List<AddressRange> named, Supplier<? extends Collection<TenantRange>> networks) {
    this(named, Set.of(), networks);
  }

  /// @param ownPorts TCP ports that are open by every address this node itself has at that time
  public Reach(
      List<AddressRange> named,
      Set<Integer> ownPorts,
      Supplier<? extends Collection<TenantRange>> networks) {
    this(named, ownPorts, networks, InetAddress::getAllByName);
  }

  /// @param names in place of the system's
  public Reach(
      List<AddressRange> named,
      Set<Integer> ownPorts,
      Supplier<? extends Collection<TenantRange>> networks,
      Names names) {
    this.named = List.copyOf(named);
    this.ownPorts = Set.copyOf(ownPorts);
    this.networks = networks;
    this.lookups = new Lookups(names);
  }

  /// @param port TCP port
  /// @param tenant id of the user for whom it would be
  /// @return whether this node connects there
  public boolean allows(InetAddress address, int port, long tenant) {
    if (isWalledOff(address, tenant)) {
      return false;
    }
    if (named.stream().anyMatch(range -> range.contains(address, port))) {
      return true;
    }
    if (isThisNodes(address)) {
      return ownPorts.contains(port);
    }
    return CLOSED.stream().noneMatch(range -> range.contains(address))
        && (isInNetworkOf(address, tenant) || !HostBridges.lead(address))
        && Embedded.of(address).map(inside -> allows(inside, port, tenant)).orElse(true);
  }

  private boolean isInNetworkOf(InetAddress address, long tenant) {
    return networks.get().stream()
        .anyMatch(one -> one.tenant() == tenant && one.range().contains(address));
  }

  /// @return whether it is not to be named either
  private boolean isWalledOff(InetAddress address, long tenant) {
    return METADATA.stream().anyMatch(range -> range.contains(address))
        || networks.get().stream()
            .anyMatch(one -> one.tenant() != tenant && one.range().contains(address))
        || Embedded.of(address).map(inside -> isWalledOff(inside, tenant)).orElse(false);
  }

  /// @return whether the address is one of this machine itself
  public static boolean isThisNodes(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return true; // nobody knows
    }
  }

  /// Looks a host up, once. Only what is returned may be connected to: the name may stand for
  /// something else a moment later.
  ///
  /// @param host name or address, IPv6 without brackets
  /// @param tenant id of the user for whom it is
  /// @return one address or more, with the port
  /// @throws UnknownHostException if it has no address
  /// @throws RefusedAddressException if it has none that this node connects to
  /// @throws IOException if the lookup failed otherwise
  public List<InetSocketAddress> addresses(String host, int port, long tenant)
      throws IOException, InterruptedException {
    var allowed =
        lookups.all(host, tenant).stream()
            .filter(address -> allows(address, port, tenant))
            .limit(MOST_ADDRESSES)
            .map(address -> new InetSocketAddress(address, port))
            .toList();
    if (allowed.isEmpty()) {
      throw new RefusedAddressException();
    }
    return allowed;
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::parse).toList();
  }

  /// Lets go of lookups under way. Calling it again does nothing.
  @Override
  public void close() {
    lookups.close();
  }
}
