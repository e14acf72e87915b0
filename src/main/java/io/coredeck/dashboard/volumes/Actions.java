package io.coredeck.dashboard.volumes;

import java.util.function.Consumer;

/// What can be done with a volume in its row.
final class Actions {

  private final boolean mayChange;
  private Consumer<VolumeRow> delete = _ -> {};

  /// @param mayChange whether the person may change anything
  Actions(boolean mayChange) {
    this.mayChange = mayChange;
  }

  boolean mayChange() {
    return mayChange;
  }

  void onDelete(Consumer<VolumeRow> action) {
    delete = action;
  }

  void delete(VolumeRow row) {
    if (mayChange && row.isDeletable()) {
      delete.accept(row);
    }
  }
}
