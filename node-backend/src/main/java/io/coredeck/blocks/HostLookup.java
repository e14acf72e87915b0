package io.coredeck.blocks;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Finds the address of a host for each connection, or refuses it.
@FunctionalInterface
public interface HostLookup {

  /// @param host name or address
  /// @param port 1 to 65535
  /// @return what is connected to, resolved
  /// @throws IOException if there is no such host, or it may not be connected to; the message says
  ///   why
  InetSocketAddress find(String host, int port) throws IOException, InterruptedException;
}
