package io.coredeck.testkit;

import io.coredeck.node.host.Host;

/// The fake keeps the contract.
class FakeHostTest extends HostContract {
  private final FakeHost fake = new FakeHost();

  @Override
  protected Host host() {
    return fake;
  }
}
