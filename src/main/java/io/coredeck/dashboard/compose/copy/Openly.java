package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import java.util.List;

/// A draft without anything that must not be seen.
final class Openly {

  private Openly() {}

  static Draft of(Draft draft) {
    var open = draft;
    for (var name : draft.secretNames()) {
      open = open.withSecret(name, null);
    }
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var stream : List.of("stdout", "stderr")) {
        open = without(open, "/logs/" + i + "/data/" + stream);
      }
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      open = without(open, "/stats/" + i + "/data/endpoint");
    }
    return open;
  }

  private static Draft without(Draft draft, String pointer) {
    var url = draft.text(pointer);
    return DraftReservation.hasPassword(url)
        ? draft.with(pointer, url.replaceFirst("//.*@", "//"))
        : draft;
  }
}
