package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.store.find.Field;
import io.coredeck.explorer.store.find.Keys;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.find.Query.Part;
import io.coredeck.explorer.store.find.Query.Position;
import io.coredeck.explorer.store.find.Query.Wish;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.User;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every store promises about lists that are searched, filtered and sorted.
abstract class FindStoreContract extends OpenStore {
  private static final Query ALL_WORKLOADS = query(Kind.WORKLOADS, "");

  /// @return where {@link #open} keeps the records
  abstract String url();

  private static Query query(Kind kind, String text, Wish... wishes) {
    return new Query(kind, text, List.of(wishes), kind.id(), false, false);
  }

  private static Query sorted(Kind kind, String field, boolean isDescending) {
    return new Query(kind, "", List.of(), field(kind, field), isDescending, false);
  }

  private static Field field(Kind kind, String name) {
    return kind.field(name).orElseThrow();
  }

  private static Wish is(Kind kind, String name, Object... values) {
    return new Wish(field(kind, name), Query.Test.IS, List.of(values));
  }

  private static Wish word(String name, String word) {
    return is(
        Kind.WORKLOADS,
        name,
        Objects.requireNonNull(field(Kind.WORKLOADS, name).words().get(word)));
  }

  private static Container container(String flist, boolean interactive) {
    return new Container(
        flist,
        "",
        "",
        Map.of("PASSWORD", "in-the-environment"),
        Map.of("SECRET", "00ff"),
        "/bin/an-entrypoint",
        interactive,
        List.of(),
        List.of(new NetworkConnection("back", "172.24.1.10", false, false)),
        List.of(),
        List.of(),
        new Capacity(1, Bytes.ofMiB(64), Bytes.ofMiB(64), DiskType.SSD),
        false);
  }

  private long add(Reservation one) throws Exception {
    return store.write(w -> w.add(one, LOAD)).id();
  }

  private Keys find(Query query, Part part) throws Exception {
    return store.read(r -> r.find(query, part));
  }

  private List<Long> ids(Query query) throws Exception {
    return find(query, new Part(Optional.empty(), 0, 100, false)).ids();
  }

  private List<Long> searched(String text) throws Exception {
    return ids(query(Kind.WORKLOADS, text));
  }

  @ParameterizedTest
  @CsvSource({
    "WEB-Shop",
    "für alle",
    "FÜR ALLE",
    "hub.example.org/redis",
    "n0de",
    "172.24.1.10",
    "fd00::7",
    "1-1",
    "back",
    "50%_off!"
  })
  void a_workload_is_found_by_name_description_image_node_address_and_number(String text)
      throws Exception {
    var one =
        volume("n0de", 1)
            .withWorkload(container("http://hub.example.org/redis.flist", false))
            .withTexts("Für alle: 50%_off!", "{\"name\":\"web-shop\"}")
            .withResult(
                new Result(1, "1-1", "{\"ipv6\":\"fd00::7\"}", "", Result.State.OK, "", 1, "n0de"));
    add(one);
    store.write(w -> w.add(volume("other", 1), LOAD));
    assertThat(searched(text)).containsExactly(1L);
  }

  @Test
  void what_is_searched_is_no_pattern_and_no_secret() throws Exception {
    add(volume("n", 1).withWorkload(container("http://h/a.flist", false)));
    for (var text : List.of("%", "_", "h%a", "!", "'", "\\", "\"; DROP TABLE workloads; --")) {
      assertThat(searched(text)).as(text).isEmpty();
    }
    for (var secret : List.of("in-the-environment", "PASSWORD", "00ff", "an-entrypoint")) {
      assertThat(searched(secret)).as(secret).isEmpty();
    }
    assertThat(searched("a\0b")).isEmpty();
  }

  @Test
  void only_the_beginning_of_long_texts_is_searched() throws Exception {
    add(volume("n", 1).withTexts("begin " + "x".repeat(60_000) + " end", ""));
    assertThat(searched("begin")).hasSize(1);
    assertThat(searched("end")).isEmpty();
  }

  @Test
  void filters_are_about_state_kind_place_owner_time_and_hold_all_together() throws Exception {
    var wanted = volume("n1", 4).withNextAction(NextAction.DEPLOY).withEpoch(100);
    add(wanted);
    add(wanted.withPlace("n2", 5, 9).withEpoch(200));
    var shell = wanted.withWorkload(container("http://h/a.flist", true)).withEpoch(300);
    var runs = new Result(1, "3-1", "null", "", Result.State.OK, "", 1, "n1");
    add(shell.withResult(runs));
    add(shell.withNextAction(NextAction.DELETED));
    var w = Kind.WORKLOADS;
    assertThat(ids(query(w, "", word("state", "running")))).containsExactly(3L);
    assertThat(ids(query(w, "", word("state", "deploying")))).containsExactly(1L, 2L);
    assertThat(ids(query(w, "", word("next_action", "deleted")))).containsExactly(4L);
    assertThat(ids(query(w, "", word("result", "none")))).containsExactly(1L, 2L, 4L);
    assertThat(ids(query(w, "", word("type", "container")))).containsExactly(3L, 4L);
    assertThat(ids(query(w, "", is(w, "interactive", 1)))).containsExactly(3L, 4L);
    assertThat(ids(query(w, "", is(w, "node", "n2")))).containsExactly(2L);
    assertThat(ids(query(w, "", is(w, "pool", 4L, 5L)))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ids(query(w, "", is(w, "customer", 9L)))).containsExactly(2L);
    var created = field(w, "created");
    var from = new Wish(created, Query.Test.FROM, List.of(200L));
    var before = new Wish(created, Query.Test.BEFORE, List.of(300L));
    assertThat(ids(query(w, "", from, before))).containsExactly(2L);
    assertThat(ids(query(w, "h/a", from, word("state", "running")))).containsExactly(3L);
    store.write(records -> {
      records.put(shell.withId(3).withResult(runs).withNextAction(NextAction.DELETE));
      return 0;
    });
    assertThat(ids(query(w, "", word("state", "deleting")))).containsExactly(3L);
  }

  @ParameterizedTest
  @CsvSource({"name,false,1 3 2 4", "name,true,4 2 3 1", "pool,false,3 1 2 4", "id,true,4 3 2 1"})
  void lists_are_sorted_with_the_number_last_and_walked_through_in_parts(
      String by, boolean isDescending, String wanted) throws Exception {
    for (var one : List.of("a 2", "c 2", "b 1", "c 2")) {
      var name = "{\"name\":\"" + one.charAt(0) + "\"}";
      add(volume("n", one.charAt(2) - '0').withTexts("", name));
    }
    var query = sorted(Kind.WORKLOADS, by, isDescending);
    var walked = new ArrayList<Long>();
    Optional<Position> after = Optional.empty();
    do {
      var keys = find(query, new Part(after, 0, 1, false));
      walked.addAll(keys.ids());
      after = keys.next();
    } while (after.isPresent());
    assertThat(walked).isEqualTo(ids(query));
    assertThat(walked.toString().replaceAll("[,\\[\\]]", "")).isEqualTo(wanted);
  }

  @Test
  void a_walk_meets_each_record_once_while_others_come_and_go() throws Exception {
    for (var i = 0; i < 4; i++) {
      add(volume("n", 1));
    }
    var query = query(Kind.WORKLOADS, "", word("next_action", "create"));
    var first = find(query, new Part(Optional.empty(), 0, 2, true));
    assertThat(first.ids()).containsExactly(1L, 2L);
    assertThat(first.total()).hasValue(4);
    store.write(w -> {
      w.put(volume("n", 1).withId(1).withNextAction(NextAction.DELETED));
      return w.add(volume("n", 1), LOAD);
    });
    var rest = find(query, new Part(first.next(), 0, 10, false));
    assertThat(rest.ids()).containsExactly(3L, 4L, 5L);
    assertThat(rest.next()).isEmpty();
    assertThat(rest.total()).isEmpty();
  }

  @Test
  void pages_leave_out_what_comes_before_and_documents_keep_the_order() throws Exception {
    for (var i = 0; i < 5; i++) {
      add(volume("n", 1));
    }
    var page = find(ALL_WORKLOADS, new Part(Optional.empty(), 4, 2, true));
    assertThat(page.ids()).containsExactly(5L);
    assertThat(page.total()).hasValue(5);
    var behind = find(ALL_WORKLOADS, new Part(Optional.empty(), 9, 2, true));
    assertThat(behind.ids()).isEmpty();
    assertThat(behind.total()).hasValue(5);
    assertThat(store.<List<String>>read(r -> r.documents(Kind.WORKLOADS, List.of(3L, 99L, 1L))))
        .containsExactly(
            store.<Optional<String>>read(r -> r.workloadText(3)).orElseThrow(),
            store.<Optional<String>>read(r -> r.workloadText(1)).orElseThrow());
  }

  @Test
  void users_are_found_by_their_key_and_by_their_email_only_for_who_is_known() throws Exception {
    store.write(w -> {
      w.add(new User(0, "ann", "ann@hidden.example", "AB12", "", "sells fish", List.of(), false));
      return w.add(user("bob"));
    });
    assertThat(store.<List<User>>read(r -> r.usersWithKey("aB12"))).hasSize(1);
    assertThat(ids(query(Kind.USERS, "FISH"))).containsExactly(1L);
    assertThat(ids(query(Kind.USERS, "hidden"))).isEmpty();
    var id = Kind.USERS.id();
    assertThat(ids(new Query(Kind.USERS, "hidden", List.of(), id, false, true)))
        .containsExactly(1L);
    var email = field(Kind.USERS, "email");
    assertThatThrownBy(() -> new Query(Kind.USERS, "", List.of(), email, false, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ids(new Query(Kind.USERS, "", List.of(), email, true, true)))
        .containsExactly(2L, 1L);
  }

  @Test
  void what_people_did_is_found_by_all_its_texts_and_sorted_by_any_of_them() throws Exception {
    for (var actor : List.of("ann", "bob")) {
      var entry =
          new AuditEntry(
              0, 7, 1, actor, "key", "10.0.0.1", "pool.create", "pool 1", AuditEntry.Result.OK, "");
      store.write(w -> w.people().add(entry));
    }
    assertThat(ids(query(Kind.AUDIT, "POOL.c"))).containsExactly(1L, 2L);
    assertThat(ids(query(Kind.AUDIT, "", is(Kind.AUDIT, "result", "refused")))).isEmpty();
    var other =
        new AuditEntry(
            0, 7, 1, "Ärger", "key", "10.0.0.1", "a.b", "", AuditEntry.Result.REFUSED, "");
    store.write(w -> w.people().add(other));
    assertThat(ids(query(Kind.AUDIT, "ÄRger"))).containsExactly(3L);
    assertThat(ids(sorted(Kind.AUDIT, "actor", true))).containsSubsequence(2L, 1L);
    assertThat(store.<List<AuditEntry>>read(r -> r.people().audit(List.of(2L, 1L))))
        .extracting(AuditEntry::actor)
        .containsExactly("bob", "ann");
  }

  @Test
  void every_kind_can_be_sorted_by_each_of_its_fields_either_way() throws Exception {
    for (var kind : Kind.values()) {
      for (var field : kind.fields()) {
        for (var isDescending : List.of(true, false)) {
          var query = new Query(kind, "x", List.of(), field, isDescending, true);
          Object key = field.isText() ? "x" : field.form() == Field.Form.AMOUNT ? 0.5 : (Object) 1L;
          var place = Optional.of(new Position(key, 1));
          assertThat(find(query, new Part(place, 0, 9, true)).ids()).isEmpty();
        }
      }
    }
  }

  @Test
  void what_an_older_version_wrote_is_found_after_the_next_start() throws Exception {
    store.write(w -> {
      w.put(pool(3, 1));
      w.add(user("ann"));
      w.add(volume("n1", 1), LOAD);
      return w.add(volume("n2", 1), LOAD);
    });
    store.close();
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE users SET words = NULL, pubkey = ''");
      statement.execute("UPDATE pools SET words = NULL");
      statement.execute("UPDATE workload_index SET words = '', changed = 0 WHERE id = 1");
      statement.execute("DELETE FROM workload_index WHERE id = 2");
    }
    store = open();
    assertThat(ids(query(Kind.USERS, "ann"))).hasSize(1);
    assertThat(ids(query(Kind.POOLS, "n1"))).containsExactly(3L);
    assertThat(searched("n1")).containsExactly(1L);
    assertThat(searched("n2")).containsExactly(2L);
  }

  @Test
  void what_nobody_can_read_keeps_nothing_else_from_being_found() throws Exception {
    store.write(w -> {
      w.put(pool(3, 1));
      w.put(pool(4, 1));
      w.add(user("ann"));
      w.add(user("bob"));
      w.add(volume("n1", 1), LOAD);
      return w.add(volume("n2", 1), LOAD);
    });
    store.close();
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE users SET words = NULL");
      statement.execute("UPDATE users SET document = '{' WHERE name = 'ann'");
      statement.execute("UPDATE pools SET words = NULL");
      statement.execute("UPDATE pools SET document = '{' WHERE id = 3");
      statement.execute("DELETE FROM workload_index");
      statement.execute("UPDATE workloads SET document = '{' WHERE id = 1");
    }
    store = open();
    assertThat(ids(query(Kind.USERS, "bob"))).hasSize(1);
    assertThat(ids(query(Kind.POOLS, "n1"))).containsExactly(4L);
    assertThat(ids(ALL_WORKLOADS)).containsExactly(2L);
  }
}
