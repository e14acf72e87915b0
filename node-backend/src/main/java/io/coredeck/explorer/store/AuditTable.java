package io.coredeck.explorer.store;

import io.coredeck.explorer.store.find.Conditions;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.store.find.Finder;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What people did, as rows.
final class AuditTable {

  /// What people can make any number of without changing anything here.
  private static final List<String> CHEAP =
      List.of(
          "result = 'refused'",
          "action IN ('container.upload', 'container.download', 'container.recording')",
          "action IN ('sign-in', 'sign-out', 'sign-out.everywhere', 'audit.export')");

  private final Handle handle;
  private boolean hasGrown;

  AuditTable(Handle handle) {
    this.handle = handle;
  }

  /// @return whether something was added
  boolean hasGrown() {
    return hasGrown;
  }

  Page<AuditEntry> page(Filter.Audit filter, long skip, int size) {
    var isPart = filter.action().endsWith(".");
    var fits =
        new Conditions()
            .and(filter.after() >= 0, "id >", filter.after())
            .and(filter.tid() > 0, "tid =", filter.tid())
            .contains("actor", filter.actor())
            .begins(isPart, "action", filter.action())
            .and("action =", isPart ? "" : filter.action())
            .contains("object", filter.object())
            .and("result =", filter.result())
            .and(filter.from() > 0, "happened >=", filter.from())
            .and(filter.until() > 0, "happened <", filter.until());
    var total = fits.count(handle, "audit");
    var order = filter.after() >= 0 ? "ASC" : "DESC";
    var entries =
        handle
            .createQuery(
                "SELECT * FROM audit%s ORDER BY id %s LIMIT :size OFFSET :skip"
                    .formatted(fits.where(), order))
            .bindMap(fits.values())
            .bind("size", size)
            .bind("skip", skip)
            .map((row, _) -> entry(row))
            .list();
    return new Page<>(entries, total);
  }

  List<AuditEntry> entries(List<Long> ids) {
    return new Finder(handle)
        .rows(Kind.AUDIT, ids, (row, _) -> Map.entry(row.getLong("id"), entry(row)));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getLong("happened"),
        row.getLong("tid"),
        row.getString("actor"),
        row.getString("via"),
        row.getString("address"),
        row.getString("action"),
        row.getString("object"),
        "ok".equals(row.getString("result")) ? Result.OK : Result.REFUSED,
        row.getString("detail"));
  }

  /// @param entry with its number
  /// @return the same
  AuditEntry add(AuditEntry entry) {
    handle.execute(
        """
        INSERT INTO audit
          (id, happened, tid, actor, via, address, action, object, result, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entry.id(),
        entry.at(),
        entry.tid(),
        entry.actor(),
        entry.via(),
        entry.address(),
        entry.action(),
        entry.object(),
        entry.result().word(),
        entry.detail());
    hasGrown = true;
    return entry;
  }

  /// @see Writing.PeopleWriting#pruneAudit
  void prune(long before, long most, long mostCheap, long mostOfOne) {
    // The triggers of the table let nothing go that the retention has not announced.
    handle.execute("UPDATE audit_retention SET upto = (SELECT coalesce(max(id), 0) FROM audit)");
    handle.execute("DELETE FROM audit WHERE happened < ?", before);
    for (var cheap : CHEAP) {
      handle.execute(
          """
          DELETE FROM audit WHERE %1$s AND id <=
            (SELECT id FROM audit WHERE %1$s ORDER BY id DESC LIMIT 1 OFFSET ?)
          """
              .formatted(cheap),
          mostCheap);
    }
    pruneBusiest(most, mostOfOne);
    handle.execute(
        "DELETE FROM audit WHERE id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ?)",
        most);
    handle.execute("UPDATE audit_retention SET upto = 0");
  }

  /// As long as there is room, nobody's deeds go.
  private void pruneBusiest(long most, long mostOfOne) {
    var tooMany = handle.select("SELECT count(*) FROM audit").mapTo(Long.class).one() - most;
    if (tooMany > 0) {
      handle.execute(
          """
          DELETE FROM audit WHERE id IN (
            SELECT id FROM (
              SELECT id, row_number() OVER (PARTITION BY tid ORDER BY id DESC) AS place FROM audit
            ) AS placed WHERE place > ? ORDER BY id LIMIT ?)
          """,
          mostOfOne,
          tooMany);
    }
  }
}
