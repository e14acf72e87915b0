package io.coredeck.node.probe;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/// Which addresses may be tried for somebody who is no admin: not the node itself, no link-local
/// address (clouds keep secrets there), and no private network on the node. A container reaches
/// none of them either, but for its own network.
///
/// @param instance what the names of this node's links begin with
record Reach(String instance) {

  boolean allows(InetAddress address) throws SocketException {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || NetworkInterface.getByInetAddress(address) != null) {
      return false;
    }
    return NetworkInterface.networkInterfaces()
        .filter(link -> link.getName().startsWith(instance + "b"))
        .flatMap(link -> link.getInterfaceAddresses().stream())
        .noneMatch(bridge -> isIn(address, bridge));
  }

  static boolean isIn(InetAddress address, InterfaceAddress bridge) {
    var bytes = address.getAddress();
    var own = bridge.getAddress().getAddress();
    if (bytes.length != own.length) {
      return false;
    }
    var hostBits = bytes.length * Byte.SIZE - bridge.getNetworkPrefixLength();
    return new BigInteger(1, bytes)
        .shiftRight(hostBits)
        .equals(new BigInteger(1, own).shiftRight(hostBits));
  }
}
