package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Reading.KeptAnswer;
import io.coredeck.explorer.store.Reading.TokenEntry;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/// Tokens, what people did, and what repeated calls are answered, as rows.
final class PeopleTables implements Writing.PeopleWriting {

  /// What people can make any number of without changing anything here.
  private static final List<String> CHEAP =
      List.of(
          "result = 'refused'",
          "action IN ('container.upload', 'container.download', 'container.recording')",
          "action IN ('sign-in', 'sign-out', 'sign-out.everywhere', 'audit.export')");

  private final Handle handle;
  private final ToLongFunction<String> next;
  private boolean hasAudit;

  /// @param next gives the next number of a kind
  PeopleTables(Handle handle, ToLongFunction<String> next) {
    this.handle = handle;
    this.next = next;
  }

  /// @return whether something was added to what people did
  boolean hasAudit() {
    return hasAudit;
  }

  @Override
  public Optional<TokenEntry> token(String hash) {
    return handle
        .select("SELECT * FROM tokens WHERE hash = ?", hash)
        .map((row, _) -> new TokenEntry(token(row), row.getLong("tid"), row.getLong("revoked")))
        .findOne();
  }

  @Override
  public List<ApiToken> tokensOf(long tid) {
    return handle
        .select("SELECT * FROM tokens WHERE tid = ? AND revoked = 0 ORDER BY id", tid)
        .map((row, _) -> token(row))
        .list();
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getLong("id"),
        row.getString("name"),
        Scope.valueOf(row.getString("scope")),
        row.getLong("created"),
        row.getLong("expires"),
        row.getLong("last_used"));
  }

  @Override
  public ApiToken add(long tid, ApiToken token, String hash) {
    var numbered = token.withId(next.applyAsLong("token"));
    handle.execute(
        """
        INSERT INTO tokens (id, tid, name, scope, created, expires, last_used, revoked, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)
        """,
        numbered.id(),
        tid,
        token.name(),
        token.scope().name(),
        token.created(),
        token.expires(),
        token.lastUsed(),
        hash);
    return numbered;
  }

  @Override
  public boolean revoke(long tid, long id, long at) {
    return handle.execute(
            "UPDATE tokens SET revoked = ? WHERE tid = ? AND id = ? AND revoked = 0", at, tid, id)
        > 0;
  }

  @Override
  public void revokeAllOf(long tid, long at) {
    handle.execute("UPDATE tokens SET revoked = ? WHERE tid = ? AND revoked = 0", at, tid);
  }

  @Override
  public void used(long id, long at) {
    handle.execute("UPDATE tokens SET last_used = ? WHERE id = ?", at, id);
  }

  @Override
  public void removeTokensOf(long tid) {
    handle.execute("DELETE FROM tokens WHERE tid = ?", tid);
  }

  @Override
  public void removeTokensEndedBefore(long time) {
    handle.execute(
        "DELETE FROM tokens WHERE expires < ? OR (revoked > 0 AND revoked < ?)", time, time);
  }

  @Override
  public Optional<String> linked(String issuer, String subject) {
    return handle
        .select("SELECT name FROM account_links WHERE issuer = ? AND subject = ?", issuer, subject)
        .mapTo(String.class)
        .findOne();
  }

  @Override
  public void link(String issuer, String subject, String name) {
    handle.execute(
        "INSERT INTO account_links (issuer, subject, name) VALUES (?, ?, ?)",
        issuer,
        subject,
        name);
  }

  @Override
  public boolean hasNodes(long tid) {
    return handle
            .select(
                """
                SELECT count(*) FROM nodes
                WHERE admission = 1 AND farm_id IN (SELECT id FROM farms WHERE threebot_id = ?)
                """,
                tid)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  @Override
  public boolean isBarred(long tid) {
    return handle
        .select("SELECT tid FROM barred_users WHERE tid = ?", tid)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void bar(long tid) {
    handle.execute("INSERT INTO barred_users (tid) VALUES (?) ON CONFLICT (tid) DO NOTHING", tid);
  }

  @Override
  public void unbar(long tid) {
    handle.execute("DELETE FROM barred_users WHERE tid = ?", tid);
  }

  @Override
  public Page<AuditEntry> audit(Filter.Audit filter, long skip, int size) {
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
    var total =
        handle
            .createQuery("SELECT count(*) FROM audit" + fits.where())
            .bindMap(fits.values())
            .mapTo(Long.class)
            .one();
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

  @Override
  public AuditEntry add(AuditEntry entry) {
    var numbered = entry.withId(next.applyAsLong("audit"));
    handle.execute(
        """
        INSERT INTO audit
          (id, happened, tid, actor, via, address, action, object, result, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        numbered.id(),
        entry.at(),
        entry.tid(),
        entry.actor(),
        entry.via(),
        entry.address(),
        entry.action(),
        entry.object(),
        entry.result().word(),
        entry.detail());
    hasAudit = true;
    return numbered;
  }

  @Override
  public void pruneAudit(long before, long most, long mostCheap, long mostOfOne) {
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

  Optional<KeptAnswer> answerTo(long tid, String place, String key) {
    return handle
        .select("SELECT * FROM repeats WHERE tid = ? AND place = ? AND name = ?", tid, place, key)
        .map((row, _) ->
            new KeptAnswer(
                row.getString("fingerprint"),
                row.getInt("status"),
                row.getString("answer"),
                row.getLong("kept")))
        .findOne();
  }

  void keep(long id, long tid, String place, String key, KeptAnswer answer) {
    handle.execute(
        """
        INSERT INTO repeats (id, tid, place, name, fingerprint, status, answer, kept)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tid, place, name) DO UPDATE SET
          id = excluded.id, fingerprint = excluded.fingerprint, status = excluded.status,
          answer = excluded.answer, kept = excluded.kept
        """,
        id,
        tid,
        place,
        key,
        answer.fingerprint(),
        answer.status(),
        answer.text(),
        answer.at());
  }

  /// @param time seconds since 1970; older ones go
  /// @param last the ones up to this number go too
  void forgetAnswers(long time, long last) {
    handle.execute("DELETE FROM repeats WHERE kept < ? OR id <= ?", time, last);
  }
}
