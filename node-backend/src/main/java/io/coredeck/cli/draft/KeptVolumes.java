package io.coredeck.cli.draft;

import io.coredeck.model.Container;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.Reservation;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;

/// What is in the volumes of a container is not left behind unsaid by the one in its place.
final class KeptVolumes {

  private KeptVolumes() {}

  /// @param old a container
  /// @param wanted in its place
  /// @throws WireException if that makes a new volume where the old one has one
  static void require(Reservation old, JsonValue wanted) {
    if (!(old.workload() instanceof Container container)) {
      return;
    }
    for (var mount : wanted.member("volumes").items()) {
      var place = mount.member("mountpoint");
      if (mount.member("create").isPresent() && place.isText()) {
        container.volumes().stream()
            .filter(one -> plain(one.mountpoint()).equals(plain(place.text())))
            .findFirst()
            .ifPresent(one -> refuse(old, one, mount));
      }
    }
  }

  private static String plain(String mountpoint) {
    return mountpoint.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
  }

  private static void refuse(Reservation old, VolumeMount has, JsonValue mount) {
    throw new WireException(
        mount.member("create").path(),
        "makes a new, empty volume at %s, where %s has volume %s; write volume_id: %s in its place to keep what is in it, or use another mountpoint"
            .formatted(has.mountpoint(), old.gwid(), has.volumeId(), has.volumeId()));
  }
}
