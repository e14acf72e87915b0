package io.coredeck.sdk.workload;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.util.Map;

/// The name a person gave a workload. The grid knows no names: it stands in the reservation's
/// metadata, as `{"name": "web"}`.
public final class WorkloadName {

  private static final String NAME = "name";

  private WorkloadName() {}

  /// @return what its owner calls it; empty if it has no name
  public static String of(Reservation reservation) {
    try {
      var metadata = Json.tree(reservation.metadata());
      return metadata.isObject() ? metadata.member(NAME).text() : "";
    } catch (WireException _) {
      return ""; // others write there what they like
    }
  }

  /// @param name may be empty
  /// @return the metadata that says so
  public static String metadata(String name) {
    return name.isEmpty() ? "" : Json.writeTree(Map.of(NAME, name));
  }
}
