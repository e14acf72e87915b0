package io.coredeck.model;

/// Storage that outlives containers. Containers of the same user on the same node mount it by its
/// {@link Reservation#gwid()}.
///
/// @param size how much it holds
/// @param diskType the kind of disk
public record Volume(Bytes size, DiskType diskType) implements Workload {

  @Override
  public WorkloadType type() {
    return WorkloadType.VOLUME;
  }
}
