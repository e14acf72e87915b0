package io.coredeck.testkit;

import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.reach.Reach;
import java.util.List;

/// The servers of tests are on this machine, where a node connects to for nobody.
public final class Loopback {

  /// As an operator names it, `reach.allow`.
  public static final String ALLOWED = "127.0.0.0/8";

  /// What a node has that may reach them; never closed, all tests share it.
  public static final Reach REACH = new Reach(AddressRange.list(ALLOWED), List::of);

  private Loopback() {}
}
