package io.coredeck.dashboard.images;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.model.Container;
import java.util.HashMap;
import java.util.Map;

/// How many containers run which image.
final class Users {

  private Users() {}

  /// @return by image URL
  static Map<String, Long> of(GridView view) {
    var users = new HashMap<String, Long>();
    for (var one : view.live()) {
      if (one.workload() instanceof Container container && Named.isLive(one)) {
        users.merge(container.flist(), 1L, Long::sum);
      }
    }
    return users;
  }
}
