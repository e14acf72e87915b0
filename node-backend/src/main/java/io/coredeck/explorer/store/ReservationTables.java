package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading.ChangeEntry;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.find.Conditions;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.store.find.Finder;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.LateRows;
import io.coredeck.explorer.store.find.Words;
import io.coredeck.explorer.store.find.WorkloadIndex;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Pools, workloads and the nodes' queues as rows.
final class ReservationTables {
  private static final RowMapper<NodeEntry> ENTRY =
      (row, _) ->
          new NodeEntry(row.getLong("id"), row.getLong("position"), row.getString("document"));

  private final Handle handle;
  private final WorkloadIndex index;
  private final Finder finder;

  ReservationTables(Handle handle) {
    this.handle = handle;
    index = new WorkloadIndex(handle);
    finder = new Finder(handle);
  }

  Optional<Pool> pool(long id) {
    return handle
        .select("SELECT document FROM pools WHERE id = ?", id)
        .mapTo(String.class)
        .findOne()
        .map(Json::pool);
  }

  List<Pool> poolsOf(long customerTid, long after) {
    return pools("customer_tid =", customerTid, after);
  }

  List<Pool> poolsEmptyBy(long time, long after) {
    return pools("empty_at <=", time, after);
  }

  private List<Pool> pools(String comparison, long value, long after) {
    var fits = new Conditions().and(true, comparison, value).and(true, "id >", after);
    var rows =
        handle
            .createQuery("SELECT document FROM pools%s ORDER BY id".formatted(fits.where()))
            .bindMap(fits.values())
            .setFetchSize(Conditions.ROWS_AT_ONCE)
            .mapTo(String.class);
    return Conditions.first(rows, Function.identity()).stream().map(Json::pool).toList();
  }

  Optional<PoolOrder> poolOrder(long id) {
    return handle
        .select("SELECT document FROM pool_orders WHERE id = ?", id)
        .mapTo(String.class)
        .findOne()
        .map(Json::poolOrder);
  }

  Optional<String> workloadText(long id) {
    return handle
        .select("SELECT document FROM workloads WHERE id = ?", id)
        .mapTo(String.class)
        .findOne();
  }

  Page<NodeEntry> workloads(Filter.Workloads filter, Slice slice) {
    var fits = fitting(filter);
    return new Page<>(
        some(fits, slice.offset(), slice.wanted()), fits.count(handle, "workload_index"));
  }

  List<NodeEntry> workloadsAfter(Filter.Workloads filter, long after, int limit) {
    return some(fitting(filter).and(true, "id >", after), 0, limit);
  }

  private static Conditions fitting(Filter.Workloads filter) {
    return new Conditions()
        .and(filter.customerTid() != 0, "customer_tid =", filter.customerTid())
        .and(filter.nextAction() >= 0, "next_action =", filter.nextAction())
        .and(filter.workloadType() >= 0, "workload_type =", filter.workloadType());
  }

  /// Which they are is read from narrow rows: the wide ones before them are not looked at.
  private List<NodeEntry> some(Conditions fits, long offset, int limit) {
    var ids =
        handle
            .createQuery(
                "SELECT id FROM workload_index%s ORDER BY id LIMIT :limit OFFSET :offset"
                    .formatted(fits.where()))
            .bindMap(fits.values())
            .bind("limit", limit)
            .bind("offset", offset)
            .mapTo(Long.class)
            .list();
    return finder.first(
        Kind.WORKLOADS, ids, (id, document) -> new NodeEntry(id, 0, document), NodeEntry::text);
  }

  List<NodeEntry> deployingFrom(long poolId, Load wanted, long after, int limit) {
    var rows =
        handle
            .select(
                """
                SELECT id, NULL AS position, document FROM workloads
                WHERE pool_id = ? AND next_action = ? AND id > ?
                  AND (cu > 0 AND ? = 1 OR su > 0 AND ? = 1) ORDER BY id LIMIT ?
                """,
                poolId,
                NextAction.DEPLOY.code(),
                after,
                wanted.cu() > 0 ? 1 : 0,
                wanted.su() > 0 ? 1 : 0,
                limit)
            .setFetchSize(Conditions.ROWS_AT_ONCE)
            .map(ENTRY);
    return Conditions.first(rows, NodeEntry::text);
  }

  Load unansweredFrom(long poolId) {
    return handle
        .select(
            """
            SELECT coalesce(sum(cu), 0) AS cu, coalesce(sum(su), 0) AS su FROM workloads
            WHERE pool_id = ? AND next_action IN (?, ?) AND answered = 0
            """,
            poolId,
            NextAction.DEPLOY.code(),
            NextAction.DELETE.code())
        .map((row, _) -> new Load(row.getDouble("cu"), row.getDouble("su")))
        .one();
  }

  List<NodeEntry> workOf(String nodeId, long from, int limit) {
    var rows =
        handle
            .select(
                """
                SELECT w.id, q.position, w.document
                FROM workloads w LEFT JOIN node_queue q ON q.workload_id = w.id
                WHERE w.node_id = ? AND w.id >= ? AND w.next_action IN (?, ?) ORDER BY w.id LIMIT ?
                """,
                nodeId,
                from,
                NextAction.DEPLOY.code(),
                NextAction.DELETE.code(),
                limit)
            .setFetchSize(Conditions.ROWS_AT_ONCE)
            .map(ENTRY);
    return Conditions.first(rows, NodeEntry::text);
  }

  List<NodeEntry> queueOf(String nodeId, long after, int limit) {
    var rows =
        handle
            .select(
                """
                SELECT w.id, q.position, w.document
                FROM node_queue q JOIN workloads w ON w.id = q.workload_id
                WHERE q.node_id = ? AND q.position > ? ORDER BY q.position LIMIT ?
                """,
                nodeId,
                after,
                limit)
            .setFetchSize(Conditions.ROWS_AT_ONCE)
            .map(ENTRY);
    return Conditions.first(rows, NodeEntry::text);
  }

  void put(Pool pool) {
    handle.execute(
        """
        INSERT INTO pools (id, customer_tid, empty_at, words, document) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          customer_tid = excluded.customer_tid, empty_at = excluded.empty_at,
          words = excluded.words, document = excluded.document
        """,
        pool.poolId(),
        pool.customerTid(),
        pool.emptyAt(),
        Words.of(pool),
        Json.write(pool));
  }

  void add(long id, PoolOrder order) {
    handle.execute(
        "INSERT INTO pool_orders (id, pool_id, document) VALUES (?, ?, ?)",
        id,
        order.poolId() == 0 ? id : order.poolId(),
        Json.write(order));
  }

  List<ChangeEntry> changedAfter(long change, long endedAfter, int limit, long most) {
    var rows =
        handle
            .select(
                """
                SELECT changed, document FROM workloads
                WHERE changed > ?
                  AND (next_action <> ? OR changed > ? OR id = (SELECT max(id) FROM workloads))
                ORDER BY changed LIMIT ?
                """,
                change,
                NextAction.DELETED.code(),
                endedAfter,
                limit)
            .setFetchSize(Conditions.ROWS_AT_ONCE)
            .map((row, _) -> new ChangeEntry(row.getLong("changed"), row.getString("document")));
    return Conditions.first(rows, ChangeEntry::text, most);
  }

  void add(Reservation workload, Load load, long change) {
    handle.execute(
        """
        INSERT INTO workloads
          (id, node_id, pool_id, customer_tid, workload_type, cu, su, next_action, answered,
           document, changed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        workload.id(),
        workload.nodeId(),
        workload.poolId(),
        workload.customerTid(),
        workload.workload().type().code(),
        load.cu(),
        load.su(),
        workload.nextAction().code(),
        answered(workload),
        Json.write(workload),
        change);
    index.put(workload, change);
  }

  void put(Reservation workload, long change) {
    handle.execute(
        """
        UPDATE workloads SET next_action = ?, answered = ?, document = ?, changed = ? WHERE id = ?
        """,
        workload.nextAction().code(),
        answered(workload),
        Json.write(workload),
        change,
        workload.id());
    index.put(workload, change);
  }

  /// Makes what is searched of pools that were written without it.
  ///
  /// @param most at once
  /// @return how many there were
  int catchUp(int most) {
    return LateRows.again(handle, "pools", most, Json::pool, this::put);
  }

  WorkloadIndex index() {
    return index;
  }

  private static int answered(Reservation workload) {
    return workload.result().isAnswered() ? 1 : 0;
  }

  void enqueue(long position, String nodeId, long workloadId) {
    handle.execute(
        """
        INSERT INTO node_queue (workload_id, node_id, position) VALUES (?, ?, ?)
        ON CONFLICT (workload_id) DO UPDATE SET position = excluded.position
        """,
        workloadId,
        nodeId,
        position);
  }

  /// @return the node it was queued for; empty if it was not
  Optional<String> dequeue(long workloadId) {
    return handle
        .select("DELETE FROM node_queue WHERE workload_id = ? RETURNING node_id", workloadId)
        .mapTo(String.class)
        .findOne();
  }
}
