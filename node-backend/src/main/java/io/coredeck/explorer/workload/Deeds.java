package io.coredeck.explorer.workload;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;

/// What it is called, in what people did, to ask for a workload or for its end.
final class Deeds {

  private Deeds() {}

  static String ofCreating(Reservation reservation) {
    return reservation.workload() instanceof Container
        ? "container.deploy"
        : kind(reservation.workload()) + ".create";
  }

  static String ofDeleting(Reservation reservation) {
    return kind(reservation.workload()) + ".delete";
  }

  static String ofAgreeing(Reservation reservation) {
    return kind(reservation.workload()) + ".agree";
  }

  private static String kind(Workload workload) {
    return switch (workload) {
      case Container _ -> "container";
      case Volume _ -> "volume";
      case NetworkResource _ -> "network";
      case Workload.Unsupported _ -> "workload";
    };
  }

  /// @return the name its owner gave it and what it is made of
  static String detail(Reservation reservation) {
    var made =
        switch (reservation.workload()) {
          case Container container -> container.flist().replaceFirst("//[^/@]*@", "//");
          case Volume volume -> "%d GiB %s".formatted(volume.size().toGiB(), volume.diskType());
          case NetworkResource network -> network.name();
          case Workload.Unsupported _ -> "";
        };
    return (name(reservation) + " " + made).strip();
  }

  private static String name(Reservation reservation) {
    try {
      var metadata = Json.tree(reservation.metadata());
      return metadata.isObject() ? metadata.member("name").text() : "";
    } catch (WireException _) {
      return ""; // others write there what they like
    }
  }
}
