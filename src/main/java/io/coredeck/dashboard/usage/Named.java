package io.coredeck.dashboard.usage;

import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What people call things.
public final class Named {

  private static final int SHORT_ID = 12;

  private Named() {}

  public static String of(Node node) {
    return node.hostname().isBlank() ? shortened(node.nodeId()) : node.hostname();
  }

  /// @return by node id
  public static Map<String, String> of(List<Node> nodes) {
    var names = new HashMap<String, String>();
    nodes.forEach(node -> names.put(node.nodeId(), of(node)));
    return names;
  }

  /// @param names of nodes
  /// @return what a node is called, even if it has left the grid
  public static String node(Map<String, String> names, String nodeId) {
    return names.getOrDefault(nodeId, shortened(nodeId));
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }

  public static String of(Reservation reservation) {
    var name = WorkloadName.of(reservation);
    if (!name.isEmpty()) {
      return name;
    }
    return switch (reservation.workload()) {
      case Container container -> ImageName.of(container.flist());
      case NetworkResource network -> network.name();
      default ->
          reservation.description().isBlank() ? reservation.gwid() : reservation.description();
    };
  }

  /// @return whether it is on its node, will be, or is being taken down
  public static boolean isLive(Reservation reservation) {
    return reservation.nextAction() == NextAction.DEPLOY
        || reservation.nextAction() == NextAction.DELETE;
  }
}
