package io.coredeck.dashboard.images;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.Made;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.model.Container;
import java.util.HashMap;
import java.util.Map;

/// How many containers run which image.
final class Users {

  private static final Made<Map<String, Long>> ALL = new Made<>(Users::all);

  private Users() {}

  /// @return by image URL; made once for all who look
  static Map<String, Long> of(GridView view) {
    return view.once(ALL);
  }

  private static Map<String, Long> all(Reservations all) {
    var users = new HashMap<String, Long>();
    for (var one : all.list()) {
      if (one.workload() instanceof Container container && Named.isLive(one)) {
        users.merge(container.flist(), 1L, Long::sum);
      }
    }
    return Map.copyOf(users);
  }
}
