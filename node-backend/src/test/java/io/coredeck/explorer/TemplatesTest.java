package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about templates.
class TemplatesTest {
  private static final String WISH = "{\"name\":\"%s\",\"shared\":%s,\"draft\":%s}";
  private static final String DRAFT = "{\"flist\":\"http://h/a.flist\"}";

  /// Drafts and, after a bar, why each is refused.
  private static final List<String> REFUSED =
      List.of(
          "{}|has neither flist",
          "{\"flist\":\"\"}|flist is empty",
          "{\"flist\":\"http://h/f\",\"node_id\":\"n\"}|draft.node_id is of one place",
          "{\"flist\":\"http://h/f\",\"pool_id\":1}|draft.pool_id is of one place",
          "{\"flist\":\"http://h/f\",\"network_connection\":{\"ipaddress\":\"1.2.3.4\"}}|ipaddress is of one container",
          "{\"flist\":\"http://h/f\",\"secret_environment\":{\"P\":\"s3cr3t\"}}|has a value for one",
          "{\"flist\":\"http://h/f\",\"secret_environment_plain\":{\"P\":\"s3cr3t\"}}|is secret",
          "{\"flist\":\"http://h/f\",\"logs\":[{\"type\":\"redis\",\"data\":{\"stdout\":\"redis://:s3cr3t@h/c\"}}]}|has a password",
          "{\"flist\":\"http://h/f\",\"logs\":[{\"type\":\"redis\",\"data\":{\"secret_stdout_plain\":\"s3cr3t\"}}]}|is secret",
          "{\"flist\":\"http://h/f\",\"stats\":[{\"type\":\"redis\",\"data\":{\"endpoint\":\"redis://:s3cr3t@h/c\"}}]}|has a password",
          "{\"flist\":\"http://h/f\",\"volumes\":[{\"volume_id\":\"1-1\",\"mountpoint\":\"/a\"}]}|is a volume of one place",
          "{\"flist\":\"http://h/f\",\"volumes\":[{\"mountpoint\":\"/\"}]}|volumes[0].mountpoint is '/'",
          "{\"flist\":\"http://h/f\",\"volumes\":[{\"mountpoint\":\"/a\"},{\"mountpoint\":\"/a/\"}]}|where volumes[0] is mounted too",
          "{\"flist\":\"http://h/f\",\"capacity\":{\"memory\":7}}|capacity.memory is 7 MiB",
          "{\"flist\":\"http://h/f\",\"capacity\":{\"cpu\":\"two\"}}|capacity.cpu is text",
          "{\"flist\":\"http://h/f\",\"password\":\"s3cr3t\"}|draft.password is nothing",
          "{\"flist\":\"http://h/f\",\"logs\":[{\"type\":\"redis\",\"data\":{\"stdout\":\"redis://:s3cr3t(hidden)@h/c\"}}]}|has a password",
          "{\"flist\":\"http://h/f\",\"logs\":[{\"type\":\"other\",\"data\":{\"key\":\"s3cr3t\"}}]}|type must be redis",
          "{\"flist\":\"http://h/f\",\"customer_signature\":\"00\",\"secret_environment\":{\"P\":\"s3cr3t\"}}|is secret",
          "{\"size\":0}|size is 0",
          "{\"name\":\"n\",\"iprange\":\"x\"}|must be a range",
          "{\"flist\":\"f\"}|draft.flist is 'f'",
          "{\"flist\":\"http://h/f\",\"volumes\":[{\"mountpoint\":\"/a\",\"create\":{\"disk_type\":\"ssd\"}}]}|draft.volumes[0].create.size is 0",
          "{\"flist\":\"http://h/f\",\"volumes\":[{\"mountpoint\":\"/a\",\"create\":{\"size\":1,\"disk_type\":\"tape\"}}]}|draft.volumes[0].create.disk_type",
          "{\"flist\":\"http://h/f\",\"network_connection\":[{\"network_id\":\"n\",\"create\":{\"network_iprange\":\"172.24.0.0/16\",\"iprange\":\"10.1.1.0/24\"}}]}|must be inside network_iprange",
          "{\"flist\":\"http://u:s3cr3t@h/f\"}|draft.flist names a user",
          "{\"flist\":\"http://h/f\",\"hub_url\":\"zdb://u:s3cr3t@h:9900\"}|draft.hub_url names a user",
          "{\"flist\":\"http://h/f\",\"storage_url\":\"zdb://:s3cr3t@h:9900\"}|draft.storage_url names a user",
          "[]|is missing",
          "{\"flist\":\"http://h/f\",\"workload_type\":5}|workload_type is");

  @TempDir private Path folder;
  private TestPeople people;
  private Person ines;
  private Person otto;
  private Person opal;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
    ines = people.make("ines", Role.USER);
    otto = people.make("otto", Role.USER);
    opal = people.make("opal", Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private Reply call(Person as, String method, String path, String body) throws Exception {
    return call(as, method, path, body, Map.of());
  }

  private Reply call(Person as, String method, String path, String body, Map<String, String> more)
      throws Exception {
    var headers = new HashMap<>(people.grid.explorer.headers(as));
    headers.putAll(more);
    return people.grid.explorer.call(method, path, body, headers);
  }

  private long make(Person as, String name, boolean isShared) throws Exception {
    var made = call(as, "POST", "/templates", WISH.formatted(name, isShared, DRAFT));
    return expect(201, made).json().member("id").integer();
  }

  @Test
  void ones_own_are_seen_by_oneself_and_shared_ones_by_all() throws Exception {
    var own = make(ines, "web", false);
    var shared = make(opal, "web", true);
    var seen = expect(200, call(ines, "GET", "/templates", "")).json().items();
    assertThat(seen).extracting(one -> one.member("id").integer()).containsExactly(own, shared);
    assertThat(seen).extracting(one -> one.member("owner").text()).containsExactly("ines", "opal");
    assertThat(seen).extracting(one -> one.member("kind").text()).containsOnly("container");
    assertThat(seen).extracting(one -> one.member("image").text()).containsOnly("http://h/a.flist");
    assertThat(call(otto, "GET", "/templates", "").json().items()).hasSize(1);
    assertThat(call(otto, "GET", "/templates/" + shared, "").json().member("draft"))
        .isEqualTo(Json.tree(DRAFT));
    expect(403, call(otto, "GET", "/templates/" + own, ""));
    expect(403, call(opal, "GET", "/templates/" + own, ""));
  }

  @Test
  void only_who_looks_after_everybody_shares_and_changes_what_is_shared() throws Exception {
    expect(403, call(ines, "POST", "/templates", WISH.formatted("a", true, DRAFT)));
    var own = make(ines, "a", false);
    expect(403, call(ines, "PUT", "/templates/" + own, WISH.formatted("a", true, DRAFT)));
    var shared = make(opal, "a", true);
    expect(403, call(ines, "PUT", "/templates/" + shared, WISH.formatted("b", true, DRAFT)));
    expect(403, call(ines, "DELETE", "/templates/" + shared, ""));
    people.alice.setRole("opal", Role.USER);
    var demoted = people.signIn("opal", TestPeople.OWN);
    expect(403, call(demoted, "PUT", "/templates/" + shared, WISH.formatted("b", true, DRAFT)));
    expect(403, call(demoted, "DELETE", "/templates/" + shared, ""));
  }

  @Test
  void a_name_is_there_once_for_each_and_what_is_changed_meanwhile_is_not_changed()
      throws Exception {
    var one = make(ines, "a", false);
    make(ines, "b", false);
    make(otto, "a", false);
    assertThat(
            expect(409, call(ines, "POST", "/templates", WISH.formatted("a", false, DRAFT)))
                .error())
        .contains("'a' already");
    expect(409, call(ines, "PUT", "/templates/" + one, WISH.formatted("b", false, DRAFT)));
    var tag = call(ines, "GET", "/templates/" + one, "").header("ETag");
    people.grid.explorer.pass(java.time.Duration.ofSeconds(2));
    var changed =
        call(
            ines,
            "PUT",
            "/templates/" + one,
            WISH.formatted("c", false, DRAFT),
            Map.of("If-Match", tag));
    assertThat(expect(200, changed).header("ETag")).isNotEqualTo(tag);
    assertThat(call(ines, "GET", "/templates/" + one, "").header("ETag"))
        .isEqualTo(changed.header("ETag"));
    expect(
        412,
        call(
            ines,
            "PUT",
            "/templates/" + one,
            WISH.formatted("d", false, DRAFT),
            Map.of("If-Match", tag)));
    expect(412, call(ines, "DELETE", "/templates/" + one, "", Map.of("If-Match", tag)));
    expect(200, call(ines, "DELETE", "/templates/" + one, ""));
    expect(404, call(ines, "GET", "/templates/" + one, ""));
  }

  @Test
  void what_could_not_run_or_is_of_one_place_or_secret_is_refused() throws Exception {
    for (var row : REFUSED) {
      var bar = row.indexOf('|');
      var draft = row.substring(0, bar);
      var wish = WISH.formatted("a", false, draft);
      var refused = expect(400, call(ines, "POST", "/templates", wish));
      assertThat(refused.error())
          .as(draft)
          .contains(row.substring(bar + 1))
          .doesNotContain("s3cr3t");
    }
  }

  @Test
  void variables_have_a_usual_value_with_which_the_draft_could_run() throws Exception {
    var body =
        "{\"name\":\"a\",\"variables\":[{\"name\":\"memory\",\"default\":%s}],\"draft\":{\"flist\":\"http://h/f\",\"capacity\":{\"memory\":\"${memory}\"},\"entrypoint\":\"echo ${HOME}\"}}";
    expect(201, call(ines, "POST", "/templates", body.formatted("2048")));
    assertThat(expect(400, call(ines, "POST", "/templates", body.formatted("\"much\""))).error())
        .contains("capacity.memory is text");
    expect(400, call(ines, "POST", "/templates", body.formatted("{}")));
    expect(400, call(ines, "POST", "/templates", body.formatted("null")));
    expect(400, call(ines, "POST", "/templates", body.formatted("1e999999999")));
    var often =
        "{\"name\":\"a\",\"variables\":[{\"name\":\"x\",\"default\":\"%s\"}],\"draft\":{\"flist\":\"http://h/f\",\"entrypoint\":\"%s\"}}"
            .formatted("y".repeat(1000), "${x}".repeat(100));
    assertThat(expect(400, call(ines, "POST", "/templates", often)).error())
        .contains("in places of variables");
  }

  @Test
  void there_is_a_bound_to_their_number_and_their_size() throws Exception {
    for (var i = 0; i < 100; i++) {
      make(ines, "t" + i, false);
    }
    assertThat(
            expect(409, call(ines, "POST", "/templates", WISH.formatted("one more", false, DRAFT)))
                .error())
        .contains("100 templates");
    var long32 = "{\"flist\":\"http://h/f\",\"entrypoint\":\"" + "x".repeat(33_000) + "\"}";
    expect(413, call(otto, "POST", "/templates", WISH.formatted("a", false, long32)));
  }

  @Test
  void they_go_with_the_account_but_for_what_is_shared() throws Exception {
    make(opal, "private", false);
    var shared = make(opal, "shared", true);
    people.alice.remove("opal");
    var left = call(ines, "GET", "/templates", "").json().items();
    assertThat(left).extracting(one -> one.member("id").integer()).containsExactly(shared);
  }
}
