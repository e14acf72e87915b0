package io.coredeck.dashboard.reservations.rows;

import com.vaadin.flow.server.VaadinService;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of everything reserved, one index for all pages of a server. After a change only the
/// rows that are not as they were are made anew, once, however many look.
public final class Index {

  private static final int SHORT_ID = 12;

  // Guarded by this.
  private List<Reservation> seen = List.of();
  private Map<String, String> names = Map.of();
  private Map<Long, Known> known = Map.of();
  private Snapshot newest = new Snapshot(List.of());

  private record Known(Reservation reservation, Row row) {}

  /// @return the one of the server that shows the current page
  public static Index current() {
    var context = VaadinService.getCurrent().getContext();
    return context.getAttribute(Index.class, Index::new);
  }

  /// @return the rows of a view; the same object as long as nothing in it changes
  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  public synchronized Snapshot of(GridView view) {
    var named = names(view.nodes());
    if (view.live() != seen || !named.equals(names)) { // the list itself: equal ones take long
      var fresh = new HashMap<Long, Known>(view.live().size() * 2);
      var rows = new ArrayList<Row>(view.live().size());
      for (var reservation : view.live()) {
        row(reservation, Look.of(reservation, view), named)
            .ifPresent(row -> {
              rows.add(row);
              fresh.put(reservation.id(), new Known(reservation, row));
            });
      }
      seen = view.live();
      names = named;
      known = fresh;
      newest = new Snapshot(rows);
    }
    return newest;
  }

  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  private Optional<Row> row(Reservation reservation, Look look, Map<String, String> named) {
    var node = named.getOrDefault(reservation.nodeId(), shortened(reservation.nodeId()));
    var before = known.get(reservation.id());
    return before != null
            && before.reservation() == reservation // the watch makes a new one for every change
            && before.row().look() == look
            && before.row().node().equals(node)
        ? Optional.of(before.row())
        : Row.of(reservation, look, node);
  }

  private static Map<String, String> names(List<Node> nodes) {
    var names = new HashMap<String, String>();
    for (var node : nodes) {
      if (!node.hostname().isBlank()) {
        names.put(node.nodeId(), node.hostname());
      }
    }
    return names;
  }

  private static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }
}
