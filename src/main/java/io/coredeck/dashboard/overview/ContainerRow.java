package io.coredeck.dashboard.overview;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import java.net.URI;
import java.util.Optional;

/// One container as the overview shows it.
///
/// @param gwid of its workload
/// @param image file name of its image without the ending
/// @param look its state
/// @param address the first in its networks, or empty
/// @param console its CoreX page, if it has one and runs
/// @param trouble why it does not run, or empty
record ContainerRow(
    String gwid, String image, Look look, String address, Optional<URI> console, String trouble) {

  private static final int CONSOLE_PORT = 7681;

  /// @return the row of a reservation; nothing if it is no container
  static Optional<ContainerRow> of(Reservation reservation) {
    return reservation.workload() instanceof Container container
        ? Optional.of(of(reservation, container))
        : Optional.empty();
  }

  private static ContainerRow of(Reservation reservation, Container container) {
    var look = Look.of(reservation);
    var address =
        container.networkConnections().stream().findFirst().map(one -> one.ipaddress()).orElse("");
    var console =
        look == Look.RUNNING && container.interactive() && !address.isEmpty()
            ? Optional.of(URI.create("http://%s:%d/".formatted(bracketed(address), CONSOLE_PORT)))
            : Optional.<URI>empty();
    return new ContainerRow(
        reservation.gwid(),
        ImageName.of(container.flist()),
        look,
        address,
        console,
        look == Look.FAILED ? reservation.result().message() : "");
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
