package io.coredeck.dashboard.reservations.rows;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.sdk.workload.WorkloadName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// One reservation as the list shows it, the same for everybody who looks.
///
/// @param id of the reservation
/// @param gwid of its workload
/// @param kind what it is
/// @param look its state
/// @param name what its owner calls it, else its image, network or number
/// @param what image, size or range
/// @param node where it runs, as people call the node
/// @param network the one it is in, or that it is; empty for none
/// @param address first address in its networks, or empty
/// @param cpus cores it may use; 0 if that means nothing
/// @param tid whose it is
/// @param reserved seconds since 1970
/// @param trouble why it does not run, as {@link NodeReason} reads it; or empty
/// @param console its CoreX page, if it has one and runs
/// @param found everything a search looks at, in lower case
/// @param addressOrder the address as a number, for sorting
public record Row(
    long id,
    String gwid,
    Kind kind,
    Look look,
    String name,
    String what,
    String node,
    String network,
    String address,
    long cpus,
    long tid,
    long reserved,
    String trouble,
    Optional<URI> console,
    String found,
    long addressOrder) {

  private static final int CONSOLE_PORT = 7681;

  /// The three kinds, each a tab.
  public enum Kind {
    CONTAINERS,
    VOLUMES,
    NETWORKS;

    /// @return as it stands in an address, and as its texts are called
    public String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param look its state
  /// @param node as people call it
  /// @return empty for kinds that have no tab
  public static Optional<Row> of(Reservation reservation, Look look, String node) {
    return switch (reservation.workload()) {
      case Container container -> Optional.of(container(reservation, look, container, node));
      case Volume volume ->
          Optional.of(
              row(
                  reservation,
                  look,
                  Kind.VOLUMES,
                  reservation.gwid(),
                  size(volume),
                  node,
                  "",
                  "",
                  0));
      case NetworkResource network ->
          Optional.of(
              row(
                  reservation,
                  look,
                  Kind.NETWORKS,
                  network.name(),
                  network.iprange(),
                  node,
                  network.name(),
                  network.networkIprange(),
                  0));
      default -> Optional.empty();
    };
  }

  private static Row container(
      Reservation reservation, Look look, Container container, String node) {
    var connection = container.networkConnections().stream().findFirst();
    return row(
        reservation,
        look,
        Kind.CONTAINERS,
        ImageName.of(container.flist()),
        ImageName.withRepository(container.flist()),
        node,
        connection.map(one -> one.networkId()).orElse(""),
        connection.map(one -> one.ipaddress()).orElse(""),
        container.capacity().cpu());
  }

  private static Row row(
      Reservation reservation,
      Look look,
      Kind kind,
      String usualName,
      String what,
      String node,
      String network,
      String address,
      long cpus) {
    var given = WorkloadName.of(reservation);
    var name = given.isEmpty() ? usualName : given;
    var found = String.join(" ", name, reservation.gwid(), what, node, network, address);
    return new Row(
        reservation.id(),
        reservation.gwid(),
        kind,
        look,
        name,
        what,
        node,
        network,
        address,
        cpus,
        reservation.customerTid(),
        reservation.epoch(),
        look == Look.FAILED ? Look.said(reservation) : "",
        console(reservation, look, address),
        found.toLowerCase(Locale.ROOT),
        order(address));
  }

  private static Optional<URI> console(Reservation reservation, Look look, String address) {
    var has =
        look.isUp()
            && reservation.workload() instanceof Container container
            && container.interactive();
    return has && Ipv4.parse(address).isPresent()
        ? Optional.of(URI.create("http://%s:%d/".formatted(address, CONSOLE_PORT)))
        : Optional.empty();
  }

  /// @return an address so that its parts sort as numbers; other texts come first
  private static long order(String address) {
    return Ipv4.parse(address.replaceFirst("/.*", ""))
        .map(found -> Integer.toUnsignedLong(found.bits()))
        .orElse(-1L);
  }

  private static String size(Volume volume) {
    return "%d GiB %s"
        .formatted(volume.size().toGiB(), volume.diskType() == DiskType.SSD ? "SSD" : "HDD");
  }
}
