package io.coredeck.wire.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Reservation;
import io.coredeck.model.draft.Template;
import io.coredeck.model.draft.Template.Variable;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What drafts promise.
class DraftsTest {
  private static final long SEED = 7;
  private static final int ROUNDS = 500;
  private static final String SEALED = "0f".repeat(50);

  private final Random random = new Random(SEED);

  @Test
  void the_draft_of_what_a_draft_makes_is_that_draft() {
    for (var i = 0; i < ROUNDS; i++) {
      var stored = container();
      var draft = Drafts.of(stored);
      assertThat(DraftForm.plain(draft)).isEqualTo(draft);
      var again = Drafts.of(deployed(draft, stored));
      assertThat(again).as("%s", stored).isEqualTo(draft);
    }
  }

  /// What an explorer keeps when the draft is deployed with all secrets kept.
  private static Reservation deployed(JsonValue draft, Reservation old) {
    var filled = KeptSecrets.of(old, old.nodeId(), old.customerTid()).filledInto(draft);
    var members = new LinkedHashMap<String, Object>(filled.members());
    members.put("workload_type", 1);
    members.put("workload_id", 1);
    members.put("id", 9);
    members.put("version", 2);
    members.put("customer_tid", 7);
    if (filled.member("secret_environment_sealed").isPresent()) {
      members.put("secret_environment", filled.member("secret_environment_sealed"));
    }
    if (filled.member("name").isPresent()) {
      members.put("metadata", Json.writeTree(Map.of("name", filled.member("name"))));
    }
    var capacity = new LinkedHashMap<>(DraftForm.CAPACITY);
    capacity.putAll(filled.member("capacity").members());
    members.put("capacity", capacity);
    return Json.reservation(Json.writeTree(members));
  }

  private Reservation container() {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", 8);
    members.put("workload_type", 1);
    members.put("workload_id", 1);
    members.put("version", 2);
    members.put("customer_tid", 7);
    members.put("node_id", "node");
    members.put("pool_id", 3);
    members.put(
        "metadata", pick("", "{\"name\":\"web\"}", "free text", "{\"name\":\"a\",\"x\":1}"));
    members.put("flist", pick("http://h/a.flist", ""));
    members.put("entrypoint", pick("", "/bin/sh -c 'a b'"));
    members.put("interactive", random.nextBoolean());
    members.put(
        "environment", random.nextBoolean() ? Map.of() : Map.of("A", pick("", "1"), "b.c", "x"));
    members.put("secret_environment", random.nextBoolean() ? Map.of() : Map.of("P", SEALED));
    var capacity = new LinkedHashMap<String, Object>();
    capacity.put("cpu", random.nextInt(3));
    capacity.put("memory", random.nextInt(2) * 1024);
    capacity.put("disk_size", random.nextInt(3) * 512);
    capacity.put("disk_type", random.nextInt(2));
    members.put("capacity", capacity);
    members.put(
        "network_connection", List.of(Map.of("network_id", "net", "ipaddress", "172.24.1.7")));
    var volumes = new ArrayList<>();
    for (var i = random.nextInt(3); i > 0; i--) {
      volumes.add(Map.of("volume_id", i + "-1", "mountpoint", "/d" + i));
    }
    members.put("volumes", volumes);
    members.put("logs", random.nextBoolean() ? List.of() : List.of(log()));
    members.put(
        random.nextBoolean() ? "stats" : "stats_aggregator",
        List.of(
            Map.of(
                "type",
                "redis",
                "data",
                Map.of("endpoint", pick("redis://h/s", "redis://:pw@h/s")))));
    return Json.reservation(Json.writeTree(members));
  }

  private Map<String, Object> log() {
    var data = new LinkedHashMap<String, Object>();
    data.put("stdout", pick("", "redis://h/o"));
    data.put("stderr", pick("redis://:pw@h/e", "redis://user@h/e"));
    if ("".equals(data.get("stdout"))) {
      data.put("secret_stdout", SEALED);
    }
    return Map.of("type", "redis", "data", data);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  @Test
  void no_secret_is_in_a_draft_nor_in_what_is_shown_of_one() {
    for (var i = 0; i < ROUNDS; i++) {
      var stored = container();
      var draft = Drafts.of(stored);
      assertThat(draft.json()).doesNotContain(SEALED, ":pw@");
      var filled = KeptSecrets.of(stored, "node", 7).filledInto(draft);
      assertThat(Drafts.shown(filled, List.of()).json()).doesNotContain(SEALED, ":pw@");
    }
  }

  @Test
  void secrets_are_kept_on_the_same_node_for_the_same_user_only() {
    var stored =
        Json.reservation(
            "{\"id\":1,\"workload_type\":1,\"version\":2,\"node_id\":\"n\",\"customer_tid\":7,\"flist\":\"f\",\"secret_environment\":{\"P\":\""
                + SEALED
                + "\"}}");
    var draft = Drafts.of(stored);
    assertThat(KeptSecrets.of(stored, "n", 7).filledInto(draft).json()).contains(SEALED);
    assertThat(KeptSecrets.of(stored, "m", 7).filledInto(draft)).isEqualTo(draft);
    assertThat(KeptSecrets.of(stored, "n", 8).filledInto(draft)).isEqualTo(draft);
  }

  @Test
  void a_log_does_not_get_what_was_hidden_of_one_that_is_left_out() {
    var log = "{\"type\":\"redis\",\"data\":{\"secret_stdout\":\"%s\"}}";
    var stored =
        Json.reservation(
            "{\"id\":1,\"workload_type\":1,\"version\":2,\"node_id\":\"n\",\"customer_tid\":7,\"flist\":\"f\",\"logs\":[%s,%s]}"
                .formatted(log.formatted("aa11"), log.formatted("bb22")));
    var kept = KeptSecrets.of(stored, "n", 7);
    var draft = Drafts.of(stored);
    assertThat(kept.filledInto(draft).json()).contains("aa11", "bb22");
    var less = DraftPath.parse("logs[0]").with(draft, Optional.empty());
    assertThat(kept.filledInto(less)).isEqualTo(less);
  }

  @Test
  void a_network_is_made_anew_with_keys_of_its_own() {
    var stored =
        Json.reservation(
            "{\"id\":1,\"workload_type\":10,\"name\":\"net\",\"network_iprange\":\"172.24.0.0/16\",\"iprange\":\"172.24.1.0/24\",\"wireguard_private_key_encrypted\":\"aa\",\"wireguard_public_key\":\"k\",\"wireguard_listen_port\":7}");
    assertThat(Drafts.of(stored))
        .isEqualTo(
            Json.tree(
                "{\"name\":\"net\",\"network_iprange\":\"172.24.0.0/16\",\"iprange\":\"172.24.1.0/24\"}"));
  }

  @Test
  void the_older_dialect_means_the_same() {
    var older =
        "{\"flist\":\"f\",\"stats_aggregator\":[{\"type\":\"redis\",\"data\":{\"endpoint\":\"redis://h/s\"}}],\"network_connection\":{\"network_id\":\"n\",\"public_ipv6\":true},\"capacity\":{\"disk_type\":\"HDD\"}}";
    var today =
        "{\"flist\":\"f\",\"stats\":[{\"type\":\"redis\",\"data\":{\"endpoint\":\"redis://h/s\"}}],\"network_connection\":[{\"network_id\":\"n\",\"public_ip6\":true}],\"capacity\":{\"disk_type\":0}}";
    assertThat(DraftForm.plain(Json.tree(older))).isEqualTo(DraftForm.plain(Json.tree(today)));
  }

  @Test
  void a_mark_of_what_is_replaced_is_no_part_of_the_name() {
    var marked = Replaces.marked("{\"name\":\"web\"}", "3-1", "abc");
    assertThat(Replaces.is(marked, "3-1", "abc")).isTrue();
    assertThat(Replaces.is(marked, "3-1")).isTrue();
    assertThat(Replaces.is(marked, "3-11")).isFalse();
    assertThat(Replaces.is(marked, "3-1", "abd")).isFalse();
    assertThat(Replaces.without(marked)).isEqualTo("{\"name\":\"web\"}");
    assertThat(Replaces.without(Replaces.marked("", "3-1", "abc"))).isEmpty();
    assertThat(Replaces.marked("free text", "3-1", "abc")).isEqualTo("free text");
  }

  @Test
  void variables_are_values_where_they_are_all_and_words_in_between() {
    var template =
        Template.wish(
            "t",
            "",
            false,
            List.of(new Variable("m", "2048", ""), new Variable("who", "\"you\"", "")),
            "{\"capacity\":{\"memory\":\"${m}\"},\"entrypoint\":\"echo ${who} ${m} ${HOME} $who\",\"environment\":{\"M\":\"${m}\"}}");
    assertThat(Variables.filled(template, Map.of("who", "$1")))
        .isEqualTo(
            Json.tree(
                "{\"capacity\":{\"memory\":2048},\"entrypoint\":\"echo $1 2048 ${HOME} $who\",\"environment\":{\"M\":\"2048\"}}"));
    assertThatThrownBy(() -> Variables.filled(template, Map.of("m", "much")))
        .hasMessageContaining("it must be a number");
    assertThatThrownBy(() -> Variables.filled(template, Map.of("x", "")))
        .hasMessageContaining("no variable 'x'");
  }
}
