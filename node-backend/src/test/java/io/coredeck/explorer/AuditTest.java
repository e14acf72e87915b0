package io.coredeck.explorer;

import static io.coredeck.explorer.TestPeople.OWN;
import static io.coredeck.explorer.TestPeople.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.account.AuditMessages.Kind;
import io.coredeck.wire.account.AuditMessages.Transfer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises to remember of what people did.
class AuditTest {
  private static final String SECRET = "the secret of this test";

  @TempDir private Path folder;
  private TestPeople people;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private List<AuditEntry> all() throws Exception {
    try (var audit = people.audit()) {
      return audit.newest(Filter.ALL, 0, AuditClient.MOST).entries().reversed();
    }
  }

  @Test
  void everything_people_do_is_remembered_with_who_from_where_and_how_it_went() throws Exception {
    people.make("omar", Role.USER);
    var made = people.alice.createToken("alice", wish("ci")).token();
    people.alice.revokeToken("alice", made.id());
    people.alice.setRole("omar", Role.OPERATOR);
    people.alice.setDisabled("omar", true);
    people.alice.setDisabled("omar", false);
    people.alice.resetPassword("omar");
    var id = people.grid.deploy(TestGrid.container(1, 1024));
    people.grid.signDelete(id);
    var volume = people.grid.deploy(TestGrid.volume());
    people.grid.explorer.pool(
        people.grid.alice, people.grid.aliceId, people.grid.poolId, 7, people.grid.node.nodeId());
    people.alice.signOut(false);
    people.alice.remove("omar");
    assertThat(all())
        .extracting(AuditEntry::action)
        .containsExactly(
            "pool.create",
            "account.create",
            "account.create",
            "sign-in",
            "password.change",
            "token.create",
            "token.revoke",
            "account.role",
            "account.disable",
            "account.enable",
            "password.reset",
            "container.deploy",
            "container.delete",
            "volume.create",
            "pool.extend",
            "sign-out",
            "account.delete");
    var role = only("account.role");
    assertThat(role.detail()).isEqualTo("user → operator");
    assertThat(role.actor()).isEqualTo("alice");
    assertThat(role.object()).isEqualTo("omar");
    assertThat(role.address()).isEqualTo("127.0.0.1");
    assertThat(role.via()).isEqualTo("key");
    assertThat(role.result()).isEqualTo(Result.OK);
    assertThat(only("container.deploy").object()).isEqualTo(id + "-1");
    assertThat(only("volume.create").object()).isEqualTo(volume + "-1");
    assertThat(only("volume.create").detail()).matches("(.+ )?\\d+ GiB (SSD|HDD)");
    assertThat(only("container.delete").object()).isEqualTo(id + "-1");
    assertThat(only("sign-in").via()).isEqualTo("password");
  }

  private AuditEntry only(String action) throws Exception {
    return all().stream().filter(one -> one.action().equals(action)).findFirst().orElseThrow();
  }

  private static io.coredeck.wire.account.TokenMessages.Wish wish(String name) {
    return new io.coredeck.wire.account.TokenMessages.Wish(name, Scope.READ, 7);
  }

  @Test
  void files_moved_past_the_explorer_are_told_by_who_moved_them() throws Exception {
    people.make("omar", Role.USER);
    var id = people.grid.deploy(TestGrid.container(1, 1024));
    var gwid = id + "-1";
    try (var alice = people.audit()) {
      alice.add(new Transfer(gwid, Kind.UPLOAD, "/etc/motd", 1234, "done"));
      alice.add(new Transfer(gwid, Kind.DOWNLOAD, "/a", 0, "refused: 403"));
      var unknown = new Transfer(id + "-2", Kind.UPLOAD, "/a", 1, "done");
      refused(404, () -> alice.add(unknown));
    }
    var upload = only("container.upload");
    assertThat(upload.actor()).isEqualTo("alice");
    assertThat(upload.object()).isEqualTo(gwid);
    assertThat(upload.detail()).isEqualTo("1234 bytes, /etc/motd");
    assertThat(only("container.download").detail()).isEqualTo("refused: 403, 0 bytes, /a");
    assertThat(only("container.download").result()).isEqualTo(Result.REFUSED);
    var path = "/audit/transfers";
    var body =
        "{\"gwid\":\"%s\",\"kind\":\"upload\",\"what\":\"/a\",\"bytes\":1,\"outcome\":\"done\"}"
            .formatted(gwid);
    var explorer = people.grid.explorer;
    assertThat(explorer.post(path, body).status()).isEqualTo(401);
    var stranger = explorer.signed(people.grid.bob, people.grid.bobId, "POST", path, body);
    assertThat(stranger.status()).isEqualTo(404);
    var wrong = body.replace("upload", "theft");
    var asked = explorer.signed(people.grid.alice, people.grid.aliceId, "POST", path, wrong);
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.text()).contains("it must be upload, download or recording");
  }

  @Test
  void failed_sign_ins_are_remembered_but_not_what_was_typed_as_a_name_nobody_has()
      throws Exception {
    refused(401, () -> signInFrom("alice", SECRET, "203.0.113.9"));
    refused(401, () -> people.signIn(SECRET, "x"));
    var entries = all();
    var last = entries.getLast();
    assertThat(last.actor()).isEqualTo("(unknown name)");
    assertThat(last.result()).isEqualTo(Result.REFUSED);
    var before = entries.get(entries.size() - 2);
    assertThat(before.actor()).isEqualTo("alice");
    assertThat(before.address()).isEqualTo("203.0.113.9");
    assertThat(before.result()).isEqualTo(Result.REFUSED);
  }

  private AccountClient.Person signInFrom(String name, String password, String address)
      throws Exception {
    return AccountClient.signIn(people.grid.explorer.uri(), name, password, address);
  }

  @Test
  void what_was_refused_is_remembered_with_the_reason_and_changed_nothing() throws Exception {
    var omar = people.make("omar", Role.USER);
    try (var calls = people.calls(omar)) {
      refused(403, () -> calls.setRole("alice", Role.VIEWER));
      refused(403, () -> calls.remove("alice"));
    }
    var last = all().getLast();
    assertThat(last.actor()).isEqualTo("omar");
    assertThat(last.action()).isEqualTo("account.delete");
    assertThat(last.result()).isEqualTo(Result.REFUSED);
    assertThat(last.detail()).contains("only an admin");
  }

  @Test
  void admins_and_operators_see_everything_and_others_what_they_did_themselves() throws Exception {
    var olga = people.make("olga", Role.OPERATOR);
    var omar = people.make("omar", Role.USER);
    var vera = people.make("vera", Role.VIEWER);
    try (var audit = people.audit(olga)) {
      assertThat(audit.newest(Filter.ALL, 0, 100).entries()).hasSize(all().size());
    }
    for (var person : List.of(omar, vera)) {
      try (var audit = people.audit(person)) {
        assertThat(audit.newest(Filter.ALL, 0, 100).entries())
            .isNotEmpty()
            .allMatch(entry -> entry.tid() == person.account().tid());
        assertThat(audit.newest(filter("alice", "", ""), 0, 100).entries()).isEmpty();
        assertThat(audit.after(Filter.ALL, 0, Duration.ZERO).entries())
            .allMatch(entry -> entry.tid() == person.account().tid());
      }
    }
    assertThat(people.grid.explorer.get("/audit").status()).isEqualTo(401);
  }

  private void signed(String method, String path, String body) throws Exception {
    var reply =
        people.grid.explorer.signed(people.grid.alice, people.grid.aliceId, method, path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private static Filter filter(String actor, String action, String object) {
    return new Filter(actor, action, object, "", Optional.empty(), Optional.empty());
  }

  @Test
  void a_filter_asks_for_person_action_object_result_and_time() throws Exception {
    people.make("omar", Role.USER);
    refused(401, () -> people.signIn("omar", "not the password"));
    people.grid.explorer.pass(Duration.ofHours(2));
    var later = people.grid.explorer.now().minusSeconds(60);
    signed("PUT", "/accounts/omar", "{\"role\":\"viewer\"}");
    people.grid.explorer.setTime(Instant.now());
    try (var audit = people.audit()) {
      assertThat(audit.newest(filter("OMA", "", ""), 0, 100).entries())
          .extracting(AuditEntry::actor)
          .containsOnly("omar");
      assertThat(audit.newest(filter("", "account.", ""), 0, 100).entries())
          .extracting(AuditEntry::action)
          .containsExactly("account.role", "account.create", "account.create");
      assertThat(audit.newest(filter("", "account.role", "oma"), 0, 100).total()).isEqualTo(1);
      assertThat(audit.newest(filter("%", "", ""), 0, 100).total()).isZero();
      var since = new Filter("", "", "", "", Optional.of(later), Optional.empty());
      assertThat(audit.newest(since, 0, 100).total()).isEqualTo(1);
      var refusals = new Filter("", "", "", "refused", Optional.empty(), Optional.empty());
      assertThat(audit.newest(refusals, 0, 100).total()).isEqualTo(1);
      var all = audit.newest(Filter.ALL, 0, 100).entries();
      assertThat(audit.newest(Filter.ALL, 2, 3).entries()).isEqualTo(all.subList(2, 5));
    }
  }

  @Test
  void who_waits_is_told_at_once() throws Exception {
    var last = all().getLast().id();
    try (var audit = people.audit()) {
      assertThat(audit.after(Filter.ALL, last, Duration.ZERO).entries()).isEmpty();
      var waited =
          CompletableFuture.supplyAsync(() -> {
            try {
              return audit.after(Filter.ALL, last, Duration.ofSeconds(30)).entries();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      people.alice.create("omar", Role.USER, OWN);
      assertThat(waited.get(10, TimeUnit.SECONDS))
          .extracting(AuditEntry::action)
          .containsExactly("account.create");
    }
  }

  @Test
  void what_is_too_old_is_forgotten() throws Exception {
    assertThat(all()).anyMatch(entry -> entry.action().equals("pool.create"));
    people.grid.explorer.pass(Duration.ofDays(31));
    for (var i = 0; i < 64; i++) {
      signed("POST", "/accounts/sign-out", "{}");
    }
    people.grid.explorer.setTime(Instant.now());
    assertThat(all()).noneMatch(entry -> entry.action().equals("pool.create"));
  }

  @Test
  void who_has_no_account_signs_out_without_a_trace() throws Exception {
    var grid = people.grid;
    grid.explorer.signed(grid.bob, grid.bobId, "POST", "/accounts/sign-out", "{}");
    assertThat(all()).noneMatch(entry -> entry.action().startsWith("sign-out"));
  }

  @Test
  void who_is_refused_again_and_again_does_not_push_out_what_was_done() throws Exception {
    var omar = people.make("omar", Role.USER);
    try (var calls = people.calls(omar)) {
      for (var i = 0; i < 256; i++) {
        refused(403, () -> calls.remove("alice"));
      }
    }
    var entries = all();
    assertThat(entries).anyMatch(entry -> entry.action().equals("pool.create"));
    assertThat(entries).filteredOn(entry -> entry.result() == Result.REFUSED).hasSizeLessThan(130);
  }

  private TestExplorer.Reply export(String query) throws Exception {
    return people.grid.explorer.signed(
        people.grid.alice, people.grid.aliceId, "GET", "/audit/export?" + query, "");
  }

  @Test
  void all_that_fits_comes_as_json_lines_and_as_csv_oldest_first() throws Exception {
    var entries = all();
    var lines = export("format=jsonl").text().lines().toList();
    assertThat(lines).hasSize(entries.size() + 1);
    assertThat(lines.getFirst()).contains("\"id\":" + entries.getFirst().id() + ",");
    assertThat(lines.getLast()).contains("audit.export");
    var csv = export("format=csv&action=pool.create").text();
    assertThat(csv).startsWith("id,time,user,who,via,address,action,object,result,detail\r\n");
    assertThat(csv.lines().skip(1)).allMatch(line -> line.contains(",pool.create,"));
    assertThat(export("format=xml").status()).isEqualTo(400);
    assertThat(people.grid.explorer.get("/audit/export?format=csv").status()).isEqualTo(401);
  }

  @Test
  void an_export_of_many_entries_leaves_none_out_and_may_be_made_again() throws Exception {
    var uri = people.grid.explorer.uri();
    try (var grid = GridClient.withToken(uri, people.token("ci", Scope.WRITE, 7))) {
      var alice = grid.user(grid.tid());
      for (var i = 0; i < 200; i++) {
        grid.updateUser(alice);
      }
    }
    for (var i = 0; i < 3; i++) {
      var ids = export("format=csv").text().lines().skip(1).map(line -> line.split(",", 2)[0]);
      assertThat(ids.toList())
          .isEqualTo(all().stream().map(entry -> Long.toString(entry.id())).toList());
    }
  }

  @Test
  void others_export_what_they_did_themselves() throws Exception {
    var omar = people.make("omar", Role.USER);
    var reply = people.grid.explorer.signed(omar, "GET", "/audit/export?format=csv", "");
    assertThat(reply.text().lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.split(",", -1)[3].equals("omar"));
  }
}
