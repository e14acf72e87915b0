package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Reading.TokenEntry;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.store.session.SessionEntry;
import io.coredeck.model.draft.Template;
import io.coredeck.model.draft.Template.Variable;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Role;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every store promises about accounts, tokens and what people did.
abstract class PeopleStoreContract extends OpenStore {

  /// What a database of whatever kind is asked for that would change what people did.
  private static final List<String> FORBIDDEN =
      List.of(
          "UPDATE audit SET actor = 'nobody'",
          "UPDATE audit SET id = 99 WHERE id = 3",
          "DELETE FROM audit",
          "DELETE FROM audit WHERE id = 3",
          "INSERT INTO audit SELECT * FROM audit WHERE id = 2",
          "INSERT INTO audit SELECT * FROM audit WHERE id = 2"
              + " ON CONFLICT (id) DO UPDATE SET actor = 'nobody'",
          "INSERT INTO audit SELECT * FROM audit WHERE id = 2 ON CONFLICT DO NOTHING",
          "DELETE FROM audit_retention",
          "INSERT INTO audit_retention VALUES (99)");

  /// @return where the records are, for JDBC
  abstract String url();

  /// @return statements of this kind of database that it must refuse, too
  abstract List<String> forbidden();

  @Test
  void the_database_refuses_what_changes_what_people_did() throws Exception {
    for (var i = 0; i < 3; i++) {
      var entry = new AuditEntry(0, 5, 1, "ines", "key", "", "do.it", "", AuditEntry.Result.OK, "");
      store.write(w -> w.people().add(entry));
    }
    store.write(w -> {
      w.people().pruneAudit(0, 2, 2, 2);
      return 0;
    });
    try (var database = DriverManager.getConnection(url());
        var sql = database.createStatement()) {
      for (var statement : Stream.concat(FORBIDDEN.stream(), forbidden().stream()).toList()) {
        assertThatThrownBy(() -> sql.execute(statement))
            .as(statement)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("the audit only grows");
        var kept = sql.executeQuery("SELECT count(*) FROM audit WHERE actor = 'ines'");
        assertThat(kept.next()).isTrue();
        assertThat(kept.getInt(1)).as(statement).isEqualTo(2);
      }
    }
  }

  @Test
  void a_token_is_found_by_its_hash_until_it_is_forgotten() throws Exception {
    var token = new ApiToken(0, "ci", Scope.WRITE, 100, 200, 0);
    var kept = store.write(w -> w.people().add(7, token, "hash"));
    assertThat(kept.id()).isEqualTo(1);
    store.close();
    store = open();
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("hash")))
        .contains(new TokenEntry(kept, 7, 0));
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("other"))).isEmpty();
    store.write(w -> {
      w.people().used(kept.id(), 150);
      return 0;
    });
    assertThat(store.<List<ApiToken>>read(r -> r.people().tokensOf(7)))
        .extracting(ApiToken::lastUsed)
        .containsExactly(150L);
    assertThat(store.<Boolean>write(w -> w.people().revoke(8, kept.id(), 160))).isFalse();
    assertThat(store.<Boolean>write(w -> w.people().revoke(7, kept.id(), 160))).isTrue();
    assertThat(store.<Boolean>write(w -> w.people().revoke(7, kept.id(), 170))).isFalse();
    assertThat(store.<List<ApiToken>>read(r -> r.people().tokensOf(7))).isEmpty();
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("hash")).orElseThrow())
        .extracting(TokenEntry::revoked)
        .isEqualTo(160L);
    store.write(w -> {
      w.people().removeTokensEndedBefore(161);
      return 0;
    });
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("hash"))).isEmpty();
  }

  @Test
  void templates_are_seen_by_their_owners_and_shared_ones_by_all() throws Exception {
    var wish = Template.wish("b", "ü", false, List.of(new Variable("m", "7", "")), "{\"size\":1}");
    var own =
        store.write(w ->
            w.templates()
                .add(wish.ownedBy(7, "").changedAt(5).withDraft("volume", "", "{\"size\":2}")));
    var shared = store.write(w -> w.templates().add(own.ownedBy(8, "").withShared(true)));
    store.close();
    store = open();
    assertThat(store.<Optional<Template>>read(r -> r.templates().get(own.id()))).contains(own);
    assertThat(store.<List<Template>>read(r -> r.templates().seenBy(7)))
        .extracting(Template::id)
        .containsExactly(own.id(), shared.id());
    assertThat(store.<List<Template>>read(r -> r.templates().seenBy(9)))
        .extracting(Template::id)
        .containsExactly(shared.id());
    assertThat(store.<Boolean>read(r -> r.templates().isTaken(7, "b", 0))).isTrue();
    assertThat(store.<Boolean>read(r -> r.templates().isTaken(7, "b", own.id()))).isFalse();
    assertThat(store.<Long>read(r -> r.templates().countOf(7))).isEqualTo(1);
    assertThat(store.<Long>read(r -> r.templates().countShared())).isEqualTo(1);
    store.write(w -> {
      w.templates().put(shared.withDraft("volume", "", "{\"size\":3}").changedAt(9));
      w.templates().removePrivateOf(7);
      w.templates().removePrivateOf(8);
      return 0;
    });
    assertThat(store.<Optional<Template>>read(r -> r.templates().get(own.id()))).isEmpty();
    assertThat(store.<Optional<Template>>read(r -> r.templates().get(shared.id())).orElseThrow())
        .isEqualTo(shared.withDraft("volume", "", "{\"size\":3}").changedAt(9));
    store.write(w -> {
      w.templates().remove(shared.id());
      return 0;
    });
    assertThat(store.<List<Template>>read(r -> r.templates().seenBy(8))).isEmpty();
  }

  @Test
  void sessions_are_found_by_their_hash_carried_on_ended_and_bounded() throws Exception {
    for (var i = 1; i <= 4; i++) {
      var session = new SessionEntry(7, 1, 100 + i);
      var hash = "h" + i;
      store.write(w -> {
        w.sessions().add(hash, session, 50, 3);
        w.sessions().add("other" + hash, new SessionEntry(8, 1, 60), 50, 3);
        return 0;
      });
    }
    assertThat(session("h1")).as("the one that ends first gave way").isEmpty();
    assertThat(session("h4")).contains(new SessionEntry(7, 1, 104));
    store.write(w -> {
      w.sessions().carry("h4", 8, 2); // another's
      w.sessions().carry("h3", 7, 2);
      w.sessions().end("h2", 8); // another's
      return 0;
    });
    assertThat(session("h4")).contains(new SessionEntry(7, 1, 104));
    assertThat(session("h3")).contains(new SessionEntry(7, 2, 103));
    assertThat(session("h2")).isPresent();
    store.write(w -> {
      w.sessions().end("h2", 7);
      w.sessions().add("late", new SessionEntry(9, 1, 200), 60, 3);
      return 0;
    });
    assertThat(session("h2")).isEmpty();
    assertThat(session("otherh4")).as("expired").isEmpty();
    store.write(w -> {
      w.sessions().endAllOf(7);
      return 0;
    });
    assertThat(session("h4")).isEmpty();
    assertThat(session("late")).isPresent();
  }

  private Optional<SessionEntry> session(String hash) throws Exception {
    return store.read(r -> r.sessions().find(hash));
  }

  @Test
  void what_people_did_is_found_newest_first_or_after_one_and_pruned() throws Exception {
    for (var i = 1; i <= 10; i++) {
      var entry = deed(i, i % 2 == 0 ? AuditEntry.Result.OK : AuditEntry.Result.REFUSED);
      assertThat(store.write(w -> w.people().add(entry)).id()).isEqualTo(i);
    }
    assertThat(audit(nothing(-1), 2, 3)).extracting(AuditEntry::id).containsExactly(8L, 7L, 6L);
    assertThat(audit(nothing(7), 0, 2)).extracting(AuditEntry::id).containsExactly(8L, 9L);
    var one = new Filter.Audit(-1, 0, "A_B", "do.", "%", "ok", 4, 7);
    assertThat(audit(one, 0, 9)).extracting(AuditEntry::id).containsExactly(6L, 4L);
    assertThat(audit(new Filter.Audit(-1, 99, "", "", "", "", 0, 0), 0, 9)).isEmpty();
    assertThat(audit(new Filter.Audit(-1, 0, "axb", "", "", "", 0, 0), 0, 9)).isEmpty();
    prune(0, 100, 2);
    assertThat(audit(nothing(-1), 0, 99))
        .extracting(AuditEntry::id)
        .containsExactly(10L, 9L, 8L, 7L, 6L, 4L, 2L);
    prune(0, 3, 3);
    assertThat(audit(nothing(-1), 0, 99)).extracting(AuditEntry::id).containsExactly(10L, 9L, 8L);
    prune(10, 3, 3);
    assertThat(audit(nothing(-1), 0, 99)).extracting(AuditEntry::id).containsExactly(10L);
  }

  @Test
  void who_does_most_pushes_out_the_own_deeds_and_signing_in_is_bounded() throws Exception {
    for (var tid : List.of(7, 8, 8, 5, 5, 5, 5, 5, 5)) {
      store.write(w -> w.people().add(deed(tid, "do.it")));
    }
    prune(0, 9, 9);
    assertThat(audit(nothing(-1), 0, 99)).hasSize(9);
    prune(0, 7, 7);
    assertThat(audit(nothing(0), 0, 99))
        .extracting(AuditEntry::id)
        .containsExactly(1L, 2L, 3L, 6L, 7L, 8L, 9L);
    for (var action : List.of("sign-in", "sign-out", "audit.export", "sign-in")) {
      store.write(w -> w.people().add(deed(6, action)));
    }
    prune(0, 99, 2);
    assertThat(audit(nothing(9), 0, 99)).extracting(AuditEntry::id).containsExactly(12L, 13L);
  }

  private static AuditEntry deed(long tid, String action) {
    return new AuditEntry(0, 9, tid, "a_b", "key", "", action, "", AuditEntry.Result.OK, "");
  }

  private static AuditEntry deed(long at, AuditEntry.Result result) {
    return new AuditEntry(
        0, at, 5, "a_b", "key", "127.0.0.1", "do.it", "50% of it", result, "détail");
  }

  private static Filter.Audit nothing(long after) {
    return new Filter.Audit(after, 0, "", "", "", "", 0, 0);
  }

  private List<AuditEntry> audit(Filter.Audit filter, long skip, int size) throws Exception {
    return store.<Page<AuditEntry>>read(r -> r.people().audit(filter, skip, size)).entries();
  }

  private void prune(long before, long most, long refused) throws Exception {
    store.write(w -> {
      w.people().pruneAudit(before, most, refused, 3);
      return 0;
    });
  }

  @Test
  void an_account_is_read_back_as_it_was_put() throws Exception {
    var standing = new Account.Standing(true, true, 77, 3);
    var entry = new AccountEntry(new Account("ines", Role.USER, 5, 66, standing), "h", "k");
    store.write(w -> {
      w.put(entry);
      return 0;
    });
    assertThat(store.<Optional<AccountEntry>>read(r -> r.accountOf(5))).contains(entry);
    var changed = entry.with(entry.account().withStanding(standing.withDisabled(false)));
    store.write(w -> {
      w.put(changed);
      return 0;
    });
    assertThat(store.<Optional<AccountEntry>>read(r -> r.account("ines"))).contains(changed);
  }

  @Test
  void answers_to_strangers_push_out_nobody_elses() throws Exception {
    keep(7, "mine");
    for (var i = 0; i < 64; i++) { // as many as there are between two looks
      keep(0, "s" + i);
    }
    assertThat(isKept(7, "mine")).isTrue();
    assertThat(isKept(0, "s61")).isFalse();
    assertThat(isKept(0, "s62")).isTrue();
    assertThat(isKept(0, "s63")).isTrue();
  }

  @Test
  void an_answer_is_kept_of_the_longest_place_and_key_there_may_be() throws Exception {
    var letters = new Random(1).ints(1024, 'a', 'z' + 1);
    var place = letters.mapToObj(Character::toString).collect(Collectors.joining());
    var key = place.substring(0, 255);
    var answer = new Reading.KeptAnswer("f", 201, "{}", 5);
    store.write(records -> {
      records.people().keep(0, place, key, answer, 0, 2);
      return 0;
    });
    assertThat(store.<Optional<Reading.KeptAnswer>>read(r -> r.people().answerTo(0, place, key)))
        .contains(answer);
  }

  private void keep(long tid, String key) throws Exception {
    store.write(records -> {
      var answer = new Reading.KeptAnswer("f", 201, "{}", 5);
      records.people().keep(tid, "POST /x", key, answer, 0, 2);
      return tid;
    });
  }

  private boolean isKept(long tid, String key) throws Exception {
    return store.read(records -> records.people().answerTo(tid, "POST /x", key).isPresent());
  }
}
