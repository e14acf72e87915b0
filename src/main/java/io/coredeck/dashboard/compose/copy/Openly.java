package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import java.util.List;

/// A draft without anything that must not be seen. Where something is missing it says so when it is
/// opened again.
final class Openly {

  /// In place of an address that only its node can read.
  private static final String UNKNOWN = "redis://:%1$s@%1$s/%1$s".formatted(Draft.HIDDEN);

  private Openly() {}

  static Draft of(Draft draft) {
    var open = draft.withoutValues();
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var stream : List.of("stdout", "stderr")) {
        var at = "/logs/" + i + "/data/";
        if (!draft.text(at + "secret_" + stream).isEmpty()) {
          open = open.without(at + "secret_" + stream).with(at + stream, UNKNOWN);
        }
      }
    }
    return open;
  }
}
