package io.coredeck.node.work.check;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import java.util.HashMap;
import java.util.Map;

/// The memory of this machine that containers have: what one gets no other can get, also at the
/// same moment. Safe for many threads.
public final class Claims {
  private final Checks checks;

  /// Memory by gwid.
  private final Map<String, Bytes> claimed = new HashMap<>();

  public Claims(Checks checks) {
    this.checks = checks;
  }

  /// Checks a container and takes its memory; what it had before does not count.
  ///
  /// @throws RefusedWorkloadException with a message for the person who asked; then it has none
  public synchronized void claim(String gwid, Container container) throws RefusedWorkloadException {
    claimed.remove(gwid);
    var taken = claimed.values().stream().mapToLong(Bytes::count).sum();
    checks.check(container, new Bytes(taken));
    admit(gwid, container);
  }

  /// Counts a container that is here already.
  public synchronized void admit(String gwid, Container container) {
    claimed.put(gwid, container.capacity().memory());
  }

  /// Gives back what a container has, if it has any.
  public synchronized void release(String gwid) {
    claimed.remove(gwid);
  }
}
