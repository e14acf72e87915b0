package io.coredeck.dashboard.container;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The tabs of a container's page, in their order. Each has a text `tab-` and its path.
enum Tab {
  CONSOLE,
  LOGS,
  METRICS,
  DEFINITION,
  EVENTS;

  /// @return as it stands in an address
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return the key that leads there
  String key() {
    return Integer.toString(ordinal() + 1);
  }

  static Optional<Tab> of(String path) {
    return Arrays.stream(values()).filter(tab -> tab.path().equals(path)).findFirst();
  }
}
