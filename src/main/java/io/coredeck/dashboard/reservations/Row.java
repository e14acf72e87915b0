package io.coredeck.dashboard.reservations;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.sdk.WorkloadName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// One reservation as the list shows it.
///
/// @param id of the reservation
/// @param gwid of its workload
/// @param kind what it is
/// @param look its state
/// @param name what its owner calls it, else its image or network
/// @param what image, size or range
/// @param node where it runs, as people call the node
/// @param address first address in its networks, or empty
/// @param tid whose it is
/// @param reserved seconds since 1970
/// @param trouble why it does not run, or empty
/// @param console its CoreX page, if it has one and runs
record Row(
    long id,
    String gwid,
    Kind kind,
    Look look,
    String name,
    String what,
    String node,
    String address,
    long tid,
    long reserved,
    String trouble,
    Optional<URI> console) {

  private static final int CONSOLE_PORT = 7681;

  /// The three kinds, each a tab.
  enum Kind {
    CONTAINERS("Containers", "container"),
    VOLUMES("Volumes", "volume"),
    NETWORKS("Networks", "network");

    private final String word;
    private final String one;

    Kind(String word, String one) {
      this.word = word;
      this.one = one;
    }

    /// @return what a single one is called
    String one() {
      return one;
    }

    /// @return what several are called
    String many() {
      return word.toLowerCase(Locale.ROOT);
    }

    String word() {
      return word;
    }

    /// @return as it stands in an address
    String path() {
      return many();
    }
  }

  /// @param node as people call it
  /// @return empty for kinds that have no tab
  static Optional<Row> of(Reservation reservation, String node) {
    return switch (reservation.workload()) {
      case Container container -> Optional.of(container(reservation, container, node));
      case Volume volume ->
          Optional.of(
              row(reservation, Kind.VOLUMES, "Volume", size(volume), node, "", Optional.empty()));
      case NetworkResource network ->
          Optional.of(
              row(
                  reservation,
                  Kind.NETWORKS,
                  network.name(),
                  network.iprange() + " of " + network.networkIprange(),
                  node,
                  "",
                  Optional.empty()));
      default -> Optional.empty();
    };
  }

  private static Row container(Reservation reservation, Container container, String node) {
    var address =
        container.networkConnections().stream().findFirst().map(one -> one.ipaddress()).orElse("");
    var hasConsole =
        Look.of(reservation) == Look.RUNNING && container.interactive() && !address.isEmpty();
    var host = address.contains(":") ? "[" + address + "]" : address;
    return row(
        reservation,
        Kind.CONTAINERS,
        ImageName.of(container.flist()),
        ImageName.withRepository(container.flist()),
        node,
        address,
        hasConsole
            ? Optional.of(URI.create("http://%s:%d/".formatted(host, CONSOLE_PORT)))
            : Optional.empty());
  }

  private static Row row(
      Reservation reservation,
      Kind kind,
      String usualName,
      String what,
      String node,
      String address,
      Optional<URI> console) {
    var name = WorkloadName.of(reservation);
    var look = Look.of(reservation);
    return new Row(
        reservation.id(),
        reservation.gwid(),
        kind,
        look,
        name.isEmpty() ? usualName : name,
        what,
        node,
        address,
        reservation.customerTid(),
        reservation.epoch(),
        look == Look.FAILED ? reservation.result().message() : "",
        console);
  }

  private static String size(Volume volume) {
    return "%d GiB %s"
        .formatted(volume.size().toGiB(), volume.diskType() == DiskType.SSD ? "SSD" : "HDD");
  }

  /// @return whether every word of a search is somewhere in what the row shows
  boolean holds(String search) {
    var text =
        String.join(" ", name, gwid, what, node, address, look.word()).toLowerCase(Locale.ROOT);
    for (var word : search.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /// @return whether it can be deleted now
  boolean isDeletable() {
    return look == Look.RUNNING || look == Look.STARTING;
  }
}
