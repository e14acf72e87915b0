package io.coredeck.sdk.search;

import io.coredeck.model.Reservation;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.User;
import io.coredeck.wire.Json;
import io.coredeck.wire.account.AuditMessages;
import java.util.List;
import java.util.function.Function;

/// What there are lists of. Which parameters each takes stands in docs/formats/explorer.md.
///
/// @param <T> the entries
public final class Listed<T> {

  /// Workloads of all customers.
  public static final Listed<Reservation> WORKLOADS =
      new Listed<>("/reservations/workloads/search", Json::reservations);

  public static final Listed<Pool> POOLS = new Listed<>("/reservations/pools/search", Json::pools);

  /// Nodes; those taken off the grid with `deleted` only.
  public static final Listed<Node> NODES = new Listed<>("/nodes/search", Json::nodes);

  public static final Listed<Farm> FARMS = new Listed<>("/farms/search", Json::farms);

  public static final Listed<User> USERS = new Listed<>("/users/search", Json::users);

  /// What people did: everything for admins and operators, for others what they did themselves.
  public static final Listed<AuditEntry> AUDIT =
      new Listed<>("/audit/search", AuditMessages::entries);

  private final String path;
  private final Function<String, List<T>> read;

  private Listed(String path, Function<String, List<T>> read) {
    this.path = path;
    this.read = read;
  }

  String path() {
    return path;
  }

  Function<String, List<T>> read() {
    return read;
  }
}
