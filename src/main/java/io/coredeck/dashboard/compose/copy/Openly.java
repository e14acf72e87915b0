package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import java.util.List;

/// A draft without anything that must not be seen.
final class Openly {

  private Openly() {}

  static Draft of(Draft draft) {
    var open = draft.withoutValues();
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var stream : List.of("stdout", "stderr")) {
        open = without(open, "/logs/" + i + "/data/" + stream);
        open = open.without("/logs/" + i + "/data/secret_" + stream);
      }
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      open = without(open, "/stats/" + i + "/data/endpoint");
    }
    return open;
  }

  private static Draft without(Draft draft, String pointer) {
    return draft.hasPassword(pointer)
        ? draft.with(pointer, draft.text(pointer).replaceFirst("//.*@", "//"))
        : draft;
  }
}
