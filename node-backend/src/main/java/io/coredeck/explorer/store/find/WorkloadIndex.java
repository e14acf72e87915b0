package io.coredeck.explorer.store.find;

import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.WorkloadState;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// What workloads are searched and sorted by: a narrow row beside each, written with it. All of it
/// can be made from the workloads again.
public final class WorkloadIndex {

  /// What a node said, by its word; {@link #NOT_ANSWERED} if it said nothing.
  static final Map<String, Object> RESULTS = results();

  private static final int NOT_ANSWERED = -1;

  private final Handle handle;

  public WorkloadIndex(Handle handle) {
    this.handle = handle;
  }

  private static Map<String, Object> results() {
    var results = new LinkedHashMap<String, Object>();
    results.put("none", NOT_ANSWERED);
    for (var state : Result.State.values()) {
      results.put(state.name().toLowerCase(Locale.ROOT), state.ordinal());
    }
    return results;
  }

  /// Adds or replaces a workload's row.
  ///
  /// @param change the number of the workload's last change
  public void put(Reservation one, long change) {
    var result = one.result();
    handle.execute(
        """
        INSERT INTO workload_index
          (id, changed, name, created, node_id, pool_id, customer_tid, workload_type,
           state, next_action, result, interactive, words)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          changed = excluded.changed, name = excluded.name, created = excluded.created,
          state = excluded.state, next_action = excluded.next_action, result = excluded.result,
          words = excluded.words
        """,
        one.id(),
        change,
        Words.first(WorkloadName.of(one), Words.LONGEST_PART),
        one.epoch(),
        one.nodeId(),
        one.poolId(),
        one.customerTid(),
        one.workload().type().code(),
        WorkloadState.of(one).code(),
        one.nextAction().code(),
        result.isAnswered() ? result.state().ordinal() : NOT_ANSWERED,
        one.workload() instanceof Container container && container.interactive() ? 1 : 0,
        Words.of(one));
  }

  /// Makes rows that are missing or older than their workloads: those of before there was this
  /// table, and those that an explorer of an older version has changed meanwhile.
  ///
  /// @param after workloads with larger numbers
  /// @param most at once, fewer if they would have more than {@link Conditions#MOST_CHARACTERS}
  /// @return the number of the last one; empty if none is left
  public OptionalLong catchUp(long after, int most) {
    var late =
        Conditions.first(
            handle
                .select(
                    """
                    SELECT w.id, w.changed, w.document FROM workloads w
                    LEFT JOIN workload_index i ON i.id = w.id
                    WHERE w.id > ? AND (i.id IS NULL OR i.changed <> w.changed)
                    ORDER BY w.id LIMIT ?
                    """,
                    after,
                    most)
                .setFetchSize(Conditions.ROWS_AT_ONCE)
                .map((row, _) ->
                    new Late(
                        row.getLong("changed"),
                        new LateRows.Row(row.getLong("id"), row.getString("document")))),
            one -> one.row().document());
    for (var one : late) {
      LateRows.read("workloads", one.row(), Json::reservation)
          .ifPresent(workload -> put(workload, one.change()));
    }
    return late.isEmpty() ? OptionalLong.empty() : OptionalLong.of(late.getLast().row().id());
  }

  /// A workload whose row is missing or old.
  ///
  /// @param change the number of its last change
  private record Late(long change, LateRows.Row row) {}
}
