package io.coredeck.model.rule;

import io.coredeck.model.Bytes;

/// The numbers a container must keep to on any node.
public final class ContainerRules {

  /// Less memory is refused, as the original does.
  public static final Bytes LEAST_MEMORY = Bytes.ofMiB(1024);

  /// Fewer CPUs are refused.
  public static final long LEAST_CPUS = 1;

  /// What a node gives a container that asks for a disk of size 0.
  public static final Bytes DEFAULT_DISK = Bytes.ofMiB(256);

  /// Longest text of a reservation's metadata, in bytes of UTF-8.
  public static final int LONGEST_METADATA = 1024;

  /// Kept for the machine itself.
  private static final long SYSTEM_GIB = 2;

  private ContainerRules() {}

  /// @param machine memory of a node
  /// @return what all its containers together may use: rounded up to GiB, less what it needs itself
  public static Bytes usableMemory(Bytes machine) {
    var gib = (machine.count() + Bytes.GIB - 1) / Bytes.GIB;
    return Bytes.ofGiB(Math.max(0, gib - SYSTEM_GIB));
  }
}
