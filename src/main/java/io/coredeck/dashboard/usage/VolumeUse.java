package io.coredeck.dashboard.usage;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.Made;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A volume and the containers that mount it.
///
/// @param reservation of the volume
/// @param mounts who mounts it and where
public record VolumeUse(Reservation reservation, Volume volume, List<Mount> mounts) {

  public VolumeUse {
    mounts = List.copyOf(mounts);
  }

  /// A container with the volume in it.
  ///
  /// @param point path in the container
  public record Mount(Reservation container, String point) {}

  private static final Made<List<VolumeUse>> ALL = new Made<>(VolumeUse::all);

  /// @return all volumes, oldest first; made once for all who look
  public static List<VolumeUse> of(GridView view) {
    return view.once(ALL);
  }

  private static List<VolumeUse> all(Reservations reservations) {
    var mounts = new HashMap<String, List<Mount>>();
    for (var one : reservations.list()) {
      if (one.workload() instanceof Container container && Named.isLive(one)) {
        container
            .volumes()
            .forEach(mount ->
                mounts
                    .computeIfAbsent(mount.volumeId(), _ -> new ArrayList<>())
                    .add(new Mount(one, mount.mountpoint())));
      }
    }
    var all = new ArrayList<VolumeUse>();
    for (var one : reservations.list()) {
      if (one.workload() instanceof Volume volume) {
        all.add(new VolumeUse(one, volume, mounts.getOrDefault(one.gwid(), List.of())));
      }
    }
    return List.copyOf(all);
  }

  public boolean isUsed() {
    return !mounts.isEmpty();
  }
}
