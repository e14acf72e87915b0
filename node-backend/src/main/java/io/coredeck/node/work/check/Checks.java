package io.coredeck.node.work.check;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.rule.ContainerRules;
import io.coredeck.model.rule.Mountpoint;
import java.util.HashSet;

/// What must be true of a container reservation before anything is made for it.
///
/// Order and messages are those of the original (docs/formats/container.md), followed by our own.
public final class Checks {

  private static final String INVALID = "container provision schema not valid: ";

  private final int cores;
  private final Bytes machineMemory;

  /// @param cores CPUs of this machine
  /// @param machineMemory its memory
  public Checks(int cores, Bytes machineMemory) {
    this.cores = cores;
    this.machineMemory = machineMemory;
  }

  /// @param taken memory of the containers that are here
  /// @throws RefusedWorkloadException with a message for the person who asked
  public void check(Container container, Bytes taken) throws RefusedWorkloadException {
    var capacity = container.capacity();
    if (taken.count() + capacity.memory().count() > usableMemory().count()) {
      throw new RefusedWorkloadException(
          "failed to apply provision: not enough free resources to support this memory size"
              + " (%d MiB asked, %d MiB free on this node)"
                  .formatted(
                      capacity.memory().toMiB(),
                      Math.max(0, usableMemory().toMiB() - taken.toMiB())));
    }
    checkSchema(container);
    if (capacity.cpu() > cores) {
      throw new RefusedWorkloadException(
          "asked %d CRU while only %d are available".formatted(capacity.cpu(), cores));
    }
    checkMounts(container);
  }

  /// @return the machine's memory rounded up to GiB, less what it needs itself
  public Bytes usableMemory() {
    return ContainerRules.usableMemory(machineMemory);
  }

  private static void checkSchema(Container container) throws RefusedWorkloadException {
    if (container.networkConnections().isEmpty()
        || container.networkConnections().getFirst().networkId().isEmpty()) {
      throw new RefusedWorkloadException(INVALID + "network ID cannot be empty");
    }
    if (container.networkConnections().getFirst().ipaddress().isEmpty()) {
      throw new RefusedWorkloadException(INVALID + "missing container IP address");
    }
    if (container.flist().isEmpty()) {
      throw new RefusedWorkloadException(INVALID + "missing flist url");
    }
    if (container.capacity().memory().compareTo(ContainerRules.LEAST_MEMORY) < 0) {
      throw new RefusedWorkloadException(
          INVALID
              + "amount of memory allocated for the container cannot be lower then 1024 megabytes"
              + " (%d asked)".formatted(container.capacity().memory().toMiB()));
    }
    if (container.capacity().cpu() < ContainerRules.LEAST_CPUS) {
      throw new RefusedWorkloadException(
          INVALID + "cannot create a container with 0 CPU allocated");
    }
  }

  private static void checkMounts(Container container) throws RefusedWorkloadException {
    var seen = new HashSet<Mountpoint>();
    for (var mount : container.volumes()) {
      var point = mountpoint(mount.mountpoint());
      if (!seen.add(point)) {
        throw new RefusedWorkloadException(
            "two volumes are mounted on %s; give each its own mount point".formatted(point));
      }
    }
  }

  private static Mountpoint mountpoint(String text) throws RefusedWorkloadException {
    try {
      return Mountpoint.of(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedWorkloadException(String.valueOf(e.getMessage()), e);
    }
  }
}
