package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.HttpSignature;
import io.coredeck.model.registry.Role;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about its searched lists.
class SearchTest {
  private static final String WORKLOADS = "/reservations/workloads/search";

  /// Queries and, after a bar, what is said of each.
  private static final List<String> REFUSED =
      List.of(
          "colour=red|there is no parameter 'colour'; it must be one of [q, sort, page, size, after, id,",
          "customer_tid=1|there is no parameter 'customer_tid'",
          "state=up|state is 'up'; it must be one of [deploying, running, failed,",
          "state=|state is ''; it must be one of",
          "pool=x|pool is 'x'; it must be a whole number",
          "pool=99999999999999999999|must be a whole number",
          "interactive=yes|interactive is 'yes'; it must be true or false",
          "sort=flist|sort is 'flist'; it must be one of [id, name,",
          "sort=id;DROP|sort is 'id;DROP'; it must be one of",
          "page=0|page is '0'; it must be a whole number from 1 to 2147483647",
          "page=junk|page is 'junk'; it must be a whole number",
          "size=1001|size is '1001'; it must be a whole number from 1 to 1000",
          "after=!!|after is no text of the header Next",
          "after=aWQKOQ|after is no text of the header Next",
          "page=1&after=aWQKOQo5|page and after are both there",
          "sort=name&after=aWQKOQo5|after is of a list sorted by id; it must be of the same sort=name",
          "q=a&q=b|q is there 2 times; it must be there once",
          "created=5|there is no parameter 'created'",
          "created_from=monday|created_from is 'monday'; it must be a whole number");

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private Reply found(String path) throws Exception {
    return TestExplorer.expect(200, grid.explorer.get(path));
  }

  private static List<Long> ids(Reply reply) {
    return reply.json().items().stream().map(one -> one.member("id").integer()).toList();
  }

  private static List<String> names(Reply reply) {
    return reply.json().items().stream().map(one -> one.member("name").text()).toList();
  }

  @Test
  void pages_are_counted_and_cursors_walk_to_the_end() throws Exception {
    for (var i = 0; i < 5; i++) {
      grid.deploy(i % 2 == 0 ? TestGrid.volume() : TestGrid.container(1, 64));
    }
    var page = found(WORKLOADS + "?type=volume,container&sort=-id&size=2&page=2");
    assertThat(ids(page)).containsExactly(3L, 2L);
    assertThat(page.header("Pages")).isEqualTo("3");
    assertThat(page.header("Total")).isEqualTo("5");
    assertThat(page.header("Access-Control-Expose-Headers")).isEqualTo("Pages, Total, Next");
    var walked = new ArrayList<Long>();
    var next = "";
    do {
      var after = next.isEmpty() ? "" : "&after=" + next;
      var part = found(WORKLOADS + "?sort=type&size=2" + after);
      walked.addAll(ids(part));
      next = part.header("Next");
      assertThat(part.header("Total")).isEqualTo(after.isEmpty() ? "5" : "");
    } while (!next.isEmpty());
    assertThat(walked).containsExactly(2L, 4L, 1L, 3L, 5L);
    assertThat(ids(found(WORKLOADS + "?q=HUB/x&interactive=true"))).containsExactly(2L, 4L);
    assertThat(found(WORKLOADS + "?q=nowhere").text()).isEqualTo("[]\n");
  }

  @Test
  void what_is_found_is_what_the_lists_show() throws Exception {
    grid.deploy(TestGrid.volume());
    for (var list :
        List.of(
            List.of(WORKLOADS, "/reservations/workloads"),
            List.of("/nodes/search", "/nodes"),
            List.of("/farms/search", "/farms"),
            List.of("/users/search", "/users"),
            List.of("/reservations/pools/search", "/reservations/pools/owner/" + grid.aliceId))) {
      var shown = found(list.getLast()).text();
      assertThat(shown).isNotEqualTo("[]\n");
      assertThat(found(list.getFirst()).text()).isEqualTo(shown);
    }
  }

  @Test
  void a_damaged_record_is_left_out_and_takes_no_page_away() throws Exception {
    try (var database = DriverManager.getConnection(TestExplorer.database(folder));
        var sql = database.createStatement()) {
      sql.execute("PRAGMA busy_timeout = 10000");
      sql.execute("UPDATE users SET document = '[]' WHERE id = " + grid.bobId);
      for (var table : List.of("farms", "nodes", "pools")) {
        sql.execute("UPDATE %s SET document = '{'".formatted(table));
      }
    }
    assertThat(names(found("/users/search"))).containsExactly("alice");
    for (var list : List.of("/farms/search", "/nodes/search", "/reservations/pools/search")) {
      assertThat(found(list).text()).isEqualTo("[]\n");
    }
  }

  @Test
  void an_answer_longer_than_a_piece_is_whole_and_in_order() throws Exception {
    for (var i = 0; i < 60; i++) {
      var wide = grid.wish(TestGrid.volume()).withTexts("y".repeat(50_000), "");
      TestExplorer.expect(201, grid.ask(wide));
    }
    var all = found(WORKLOADS + "?sort=-id");
    assertThat(all.text().length()).isGreaterThan(3_000_000);
    assertThat(ids(all)).hasSize(60).startsWith(60L, 59L).endsWith(2L, 1L);
  }

  @Test
  void what_is_not_understood_is_refused_with_what_it_must_be() throws Exception {
    for (var row : REFUSED) {
      var bar = row.indexOf('|');
      var refused = grid.explorer.get(WORKLOADS + "?" + row.substring(0, bar));
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.error()).contains(row.substring(bar + 1));
    }
  }

  @Test
  void long_texts_and_many_values_are_refused() throws Exception {
    var tooLong = grid.explorer.get(WORKLOADS + "?q=" + "x".repeat(101));
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.error()).isEqualTo("q has 101 characters; it must have at most 100");
    var tooMany = grid.explorer.get(WORKLOADS + "?pool=1" + ",1".repeat(50));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.error()).contains("pool has 51 values; it must have at most 50");
    var amount = grid.explorer.get("/nodes/search?cru_from=1e9");
    assertThat(amount.error()).contains("cru_from is '1e9'; it must be a number from 0");
  }

  @Test
  void strangers_learn_no_email_by_searching_filtering_or_sorting() throws Exception {
    var known = HttpSignature.headers(grid.bob, "" + grid.bobId, grid.explorer.now());
    assertThat(found("/users/search?q=example.org").text()).isEqualTo("[]\n");
    assertThat(found("/users/search?q=bob").text()).contains("\"email\":\"\"");
    for (var hidden : List.of("sort=email", "sort=-email", "email=bob@example.org")) {
      var refused = grid.explorer.get("/users/search?" + hidden);
      assertThat(refused.status()).as(hidden).isEqualTo(400);
      assertThat(refused.error()).doesNotContain("[id, name, email");
    }
    var seen = grid.explorer.call("GET", "/users/search?q=EXAMPLE.org&sort=-email", "", known);
    assertThat(names(seen)).containsExactly("bob", "alice");
    assertThat(seen.text()).contains("bob@example.org");
    assertThat(names(found("/farms/search?q=farm-ONE"))).containsExactly("farm-one");
  }

  @Test
  void a_place_in_a_list_is_short_however_long_its_names_are() throws Exception {
    var names = List.of("z".repeat(2000) + "a", "z".repeat(2000) + "b", "z".repeat(2000) + "c");
    for (var i = 0; i < names.size(); i++) {
      grid.explorer.user(TestExplorer.keys(50 + i), names.get(i));
    }
    var path = "/users/search?q=zzz&sort=-name&size=1";
    var walked = new ArrayList<String>();
    var next = "";
    do {
      var part = found(path + (next.isEmpty() ? "" : "&after=" + next));
      walked.addAll(names(part));
      next = part.header("Next");
      assertThat(next).hasSizeLessThan(200);
    } while (!next.isEmpty());
    assertThat(walked).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void nodes_are_found_by_place_size_and_age_those_off_the_grid_only_if_asked() throws Exception {
    var id = grid.node.nodeId();
    for (var query :
        List.of("q=ghent", "country=Belgium", "seen_from=1", "cru_from=0", "deleted=false")) {
      assertThat(found("/nodes/search?" + query).text()).as(query).contains(id);
    }
    for (var query : List.of("q=bruges", "cru_from=0.5", "created_to=1", "deleted=true")) {
      assertThat(found("/nodes/search?" + query).text()).as(query).isEqualTo("[]\n");
    }
  }

  @Test
  void in_the_audit_others_find_only_what_they_did_themselves() throws Exception {
    try (var people = new TestPeople(new TestGrid(Files.createTempDirectory(folder, "p")))) {
      var explorer = people.grid.explorer;
      people.grid.deploy(TestGrid.volume());
      var viewer = people.make("the-viewer", Role.VIEWER);
      var operator = people.make("the-operator", Role.OPERATOR);
      var own = explorer.signed(viewer, "GET", "/audit/search?q=alice&size=9", "");
      assertThat(own.text()).isEqualTo("[]\n");
      assertThat(own.header("Total")).isEqualTo("0");
      var others = explorer.signed(viewer, "GET", "/audit/search?user=" + people.grid.aliceId, "");
      assertThat(others.text()).isEqualTo("[]\n");
      var all = explorer.signed(operator, "GET", "/audit/search?q=ALICE&result=ok&sort=-at", "");
      assertThat(all.json().items()).isNotEmpty();
      assertThat(all.json().items().stream().map(one -> one.member("actor").text()))
          .allMatch("alice"::equals);
      assertThat(explorer.get("/audit/search").status()).isEqualTo(401);
    }
  }

  @Test
  void the_original_lists_take_what_they_took() throws Exception {
    grid.deploy(TestGrid.volume());
    var list = found("/reservations/workloads?page=junk&colour=red&q=nothing");
    assertThat(list.json().items().stream().map(JsonValue::json)).hasSize(1);
    assertThat(list.header("Next")).isEmpty();
    assertThat(Json.reservations(list.text())).hasSize(1);
  }
}
