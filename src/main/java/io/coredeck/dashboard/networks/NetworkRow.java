package io.coredeck.dashboard.networks;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse;
import java.util.Map;
import java.util.stream.Collectors;

/// A network as the list shows it.
///
/// @param id number of its page
/// @param gwid of its oldest part
/// @param look of its oldest part
/// @param name what its owner calls it
/// @param range of the whole network
/// @param parts ranges on nodes
/// @param nodes names of the nodes it is on
/// @param containers how many are in it
/// @param free addresses nobody has
/// @param size addresses for containers
/// @param ports of WireGuard
record NetworkRow(
    long id,
    String gwid,
    Look look,
    String name,
    String range,
    String parts,
    String nodes,
    int containers,
    long free,
    long size,
    String ports) {

  static NetworkRow of(NetworkUse use, Map<String, String> nodes) {
    var oldest = use.parts().getFirst().reservation();
    return new NetworkRow(
        use.id(),
        oldest.gwid(),
        Look.of(oldest),
        use.name(),
        use.range(),
        use.parts().stream()
            .map(part -> part.network().iprange())
            .collect(Collectors.joining(", ")),
        use.parts().stream()
            .map(part -> Named.node(nodes, part.reservation().nodeId()))
            .distinct()
            .collect(Collectors.joining(", ")),
        use.attached().size(),
        use.free(),
        use.size(),
        use.parts().stream()
            .map(part -> Long.toString(part.network().wireguardListenPort()))
            .collect(Collectors.joining(", ")));
  }
}
