package io.coredeck.node.reach;

import java.io.IOException;

/// A host has no address that this node connects to for who asks.
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What is said of every such address; which it is, and what is there, is nobody's business.
  public static final String WORDS =
      "this node does not connect to its address for you; it must be a public or private address"
          + " outside of this node, or in a network of yours (or be named in the node's reach.allow)";

  RefusedAddressException() {
    super(WORDS);
  }
}
