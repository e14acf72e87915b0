package io.coredeck.sdk.zos;

import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;

/// Storage that outlives containers: `zos.volume()`.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="volume"}
public final class Volumes {

  Volumes() {}

  /// @param nodeId base58
  /// @param poolId a pool of one's own with that node
  /// @param size whole GiB
  /// @return what is to be asked for
  public Reservation create(String nodeId, long poolId, Bytes size, DiskType type) {
    return Workloads.wish(nodeId, poolId, new Volume(size, type));
  }

  /// @param volume one that was deployed on the container's node
  /// @param mountPoint absolute path in the container
  /// @return the container with it
  public ContainerWish attach(ContainerWish container, WorkloadId volume, String mountPoint) {
    return attachExisting(container, volume.gwid(), mountPoint);
  }

  /// @param volumeId of one's own volume on the container's node, e.g. `2-1`
  /// @param mountPoint absolute path in the container
  /// @return the container with it
  public ContainerWish attachExisting(ContainerWish container, String volumeId, String mountPoint) {
    return container.mounting(volumeId, mountPoint);
  }
}
