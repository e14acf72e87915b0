package io.coredeck.dashboard.networks;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse.Attached;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.TableCard;
import io.coredeck.model.rule.Ipv4;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A container in a network; ordered by address.
///
/// @param id of its reservation
/// @param gwid of its workload
/// @param look its state
/// @param name what its owner calls it
/// @param address in the network
/// @param node what people call it
record AttachedRow(long id, String gwid, Look look, String name, String address, String node)
    implements Comparable<AttachedRow> {

  private static final Texts TEXTS = Texts.of(AttachedRow.class);

  static AttachedRow of(Attached one, Map<String, String> nodes) {
    var container = one.container();
    return new AttachedRow(
        container.id(),
        container.gwid(),
        Look.of(container),
        Named.of(container),
        one.address(),
        Named.node(nodes, container.nodeId()));
  }

  static TableCard<AttachedRow> card() {
    return new TableCard<>(
        TEXTS.get("attached"),
        TEXTS.get("attached.none"),
        List.of(
            Column.<AttachedRow>of(
                    "address", TEXTS.get("address"), Cell.mono(AttachedRow::address), 120)
                .sortedBy(Comparator.naturalOrder()),
            Column.<AttachedRow>of(
                    "name",
                    TEXTS.get("container"),
                    Cell.name(
                        AttachedRow::name, row -> "containers/" + row.id(), AttachedRow::gwid),
                    140)
                .growing(1)
                .sortedBy(Comparator.comparing(AttachedRow::name)),
            Column.of(
                "state",
                TEXTS.get("state"),
                Cell.state(row -> row.look().kind(), row -> row.look().text()),
                106)));
  }

  @Override
  public int compareTo(AttachedRow other) {
    return Comparator.comparingLong(AttachedRow::number)
        .thenComparing(AttachedRow::address)
        .thenComparingLong(AttachedRow::id)
        .compare(this, other);
  }

  private long number() {
    return Ipv4.parse(address).map(one -> Integer.toUnsignedLong(one.bits())).orElse(0L);
  }
}
