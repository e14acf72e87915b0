package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Reading.KeptAnswer;
import io.coredeck.explorer.store.Reading.TokenEntry;
import io.coredeck.explorer.store.database.Counters;
import io.coredeck.explorer.store.find.Conditions;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.NextAction;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Account.Standing;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Accounts, tokens, what people did, and what repeated calls are answered, as rows.
final class PeopleTables implements Writing.PeopleWriting {

  /// Answers between two looks at those that are too old or too many.
  private static final int BETWEEN_LOOKS = 64;

  private final Handle handle;
  private final Counters counters;
  private final AuditTable audit;

  /// Accounts by their users, as this transaction has seen them: each call asks for its own again
  /// and again.
  private final Map<Long, Optional<AccountEntry>> seen = new HashMap<>();

  PeopleTables(Handle handle, Counters counters) {
    this.handle = handle;
    this.counters = counters;
    audit = new AuditTable(handle);
  }

  /// @return whether something was added to what people did
  boolean hasAudit() {
    return audit.hasGrown();
  }

  Optional<AccountEntry> accountOf(long tid) {
    return seen.computeIfAbsent(tid, user -> accounts("tid = ?", user).findFirst());
  }

  /// @param condition SQL with one parameter
  Stream<AccountEntry> accounts(String condition, Object parameter) {
    return handle
        .select("SELECT * FROM accounts WHERE " + condition + " ORDER BY name", parameter)
        .map((row, _) ->
            new AccountEntry(
                new Account(
                    row.getString("name"),
                    Role.valueOf(row.getString("role")),
                    row.getLong("tid"),
                    row.getLong("created"),
                    new Standing(
                        row.getBoolean("disabled"),
                        row.getBoolean("must_change"),
                        row.getLong("last_sign_in"),
                        row.getLong("generation"),
                        row.getString("password").isEmpty(),
                        row.getBoolean("lapsed"),
                        row.getBoolean("key_out"))),
                row.getString("password"),
                row.getString("sealed_key")))
        .list()
        .stream();
  }

  void put(AccountEntry entry) {
    seen.clear(); // also of the user it may have belonged to
    var account = entry.account();
    handle.execute(
        """
        INSERT INTO accounts
          (name, tid, role, created, password, sealed_key,
           disabled, must_change, last_sign_in, generation, lapsed, key_out)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET
          tid = excluded.tid, role = excluded.role, password = excluded.password,
          sealed_key = excluded.sealed_key, disabled = excluded.disabled,
          must_change = excluded.must_change, last_sign_in = excluded.last_sign_in,
          generation = excluded.generation, lapsed = excluded.lapsed,
          key_out = excluded.key_out
        """,
        account.name(),
        account.tid(),
        account.role().name(),
        account.created(),
        entry.password(),
        entry.sealedKey(),
        account.standing().isDisabled() ? 1 : 0,
        account.standing().mustChangePassword() ? 1 : 0,
        account.standing().lastSignIn(),
        account.standing().generation(),
        account.standing().isLapsed() ? 1 : 0,
        account.standing().isKeyOut() ? 1 : 0);
  }

  void removeAccount(String name) {
    seen.clear();
    handle.execute("DELETE FROM account_links WHERE name = ?", name);
    handle.execute("DELETE FROM accounts WHERE name = ?", name);
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
    var numbered = token.withId(counters.next("token"));
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
  public long workloadsOf(long tid, Set<NextAction> actions) {
    return new Conditions()
        .and(true, "customer_tid =", tid)
        .isAnyOf("next_action", actions.stream().map(NextAction::code).toList())
        .count(handle, "workloads");
  }

  @Override
  public boolean isBarred(long tid) {
    return new Conditions().and(true, "tid =", tid).count(handle, "barred_users") > 0;
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
    return audit.page(filter, skip, size);
  }

  @Override
  public List<AuditEntry> audit(List<Long> ids) {
    return audit.entries(ids);
  }

  @Override
  public AuditEntry add(AuditEntry entry) {
    return audit.add(entry.withId(counters.next("audit")));
  }

  @Override
  public void pruneAudit(long before, long most, long mostCheap, long mostOfOne) {
    audit.prune(before, most, mostCheap, mostOfOne);
  }

  @Override
  public Optional<KeptAnswer> answerTo(long tid, String place, String key) {
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

  @Override
  public void keep(long tid, String place, String key, KeptAnswer kept, long before, long most) {
    // Those of strangers are counted down, so that they never push out what callers may ask for.
    var isStranger = tid == 0;
    var number = counters.next(isStranger ? "stranger-repeat" : "repeat");
    var id = isStranger ? -number : number;
    Object[] row = {id, tid, place, key, kept.fingerprint(), kept.status(), kept.text(), kept.at()};
    handle.execute(
        """
        INSERT INTO repeats (id, tid, place, name, fingerprint, status, answer, kept)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tid, place, name) DO UPDATE SET
          id = excluded.id, fingerprint = excluded.fingerprint, status = excluded.status,
          answer = excluded.answer, kept = excluded.kept
        """,
        row);
    if (number % BETWEEN_LOOKS == 0) {
      var first = isStranger ? most - number : 1;
      var last = isStranger ? -1 : number - most;
      handle.execute(
          "DELETE FROM repeats WHERE kept < ? OR id BETWEEN ? AND ?", before, first, last);
    }
  }
}
