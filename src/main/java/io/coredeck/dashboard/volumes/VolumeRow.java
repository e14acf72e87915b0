package io.coredeck.dashboard.volumes;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.VolumeUse;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.model.DiskType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A volume as the list shows it.
///
/// @param id of its reservation
/// @param gwid by which containers mount it
/// @param look its state
/// @param name what its owner calls it
/// @param gibibytes its size
/// @param type `SSD` or `HDD`
/// @param node what people call it
/// @param users containers that mount it
/// @param created seconds since 1970
/// @param age in the fewest letters
/// @param trouble why it is not there, or empty
record VolumeRow(
    long id,
    String gwid,
    Look look,
    String name,
    long gibibytes,
    String type,
    String node,
    List<User> users,
    long created,
    String age,
    String trouble) {

  static final String USED = "used";
  static final String UNUSED = "unused";

  VolumeRow {
    users = List.copyOf(users);
  }

  /// A container that mounts it.
  ///
  /// @param point where
  record User(long id, String name, String point) {}

  static VolumeRow of(VolumeUse use, Map<String, String> nodes, Instant now) {
    var one = use.reservation();
    var look = Look.of(one);
    return new VolumeRow(
        one.id(),
        one.gwid(),
        look,
        Named.of(one),
        use.volume().size().toGiB(),
        use.volume().diskType() == DiskType.SSD ? "SSD" : "HDD",
        Named.node(nodes, one.nodeId()),
        use.mounts().stream()
            .map(mount ->
                new User(mount.container().id(), Named.of(mount.container()), mount.point()))
            .toList(),
        one.epoch(),
        Amounts.age(Instant.ofEpochSecond(one.epoch()), now),
        look == Look.FAILED ? NodeReason.of(Look.said(one)) : "");
  }

  String use() {
    return users.isEmpty() ? UNUSED : USED;
  }

  /// @return whether it is there and nobody mounts it
  boolean isOrphan() {
    return users.isEmpty() && look == Look.RUNNING;
  }

  boolean isDeletable() {
    return look == Look.RUNNING || look == Look.STARTING;
  }

  String page() {
    return "reservations/volumes?q=" + gwid;
  }

  /// @return what is searched: states in the reader's language, and as they stand in addresses
  String searched() {
    return String.join(
        " ",
        look.text(),
        look.word(),
        name,
        gwid,
        node,
        type,
        users.stream()
            .map(user -> user.name() + " " + user.point())
            .collect(Collectors.joining(" ")));
  }
}
