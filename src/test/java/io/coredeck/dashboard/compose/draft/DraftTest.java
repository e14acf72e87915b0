package io.coredeck.dashboard.compose.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Container;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a draft promises, and what becomes of it.
class DraftTest {

  @Test
  void a_change_makes_another_draft_and_what_is_around_it() {
    var changed = Draft.empty().with("/logs/0/data/stdout", "redis://h/c").with("/x/y", 1);
    assertThat(changed.text("/logs/0/data/stdout")).isEqualTo("redis://h/c");
    assertThat(changed.number("/x/y")).isEqualTo(1);
    assertThat(Draft.empty().size("/logs")).isZero();
    assertThat(changed.without("/logs/0").without("/x")).isEqualTo(Draft.empty());
    assertThat(changed.without("/nowhere/else")).isEqualTo(changed);
  }

  @Test
  void names_of_variables_may_hold_slashes_and_tildes() {
    var draft = Draft.empty().with(Draft.variablePointer("a/b~c"), "1");
    assertThat(draft.environment()).containsExactly(Map.entry("a/b~c", "1"));
  }

  @Test
  void a_secret_without_a_value_is_a_name() {
    var draft = Draft.empty().withSecret("KEY", null);
    assertThat(draft.secretNames()).containsExactly("KEY");
    assertThat(draft.secret("KEY")).isEmpty();
    assertThat(draft.withSecret("KEY", "x").withoutSecret("KEY")).isEqualTo(Draft.empty());
  }

  @Test
  void the_reservation_has_what_the_draft_says_secrets_encrypted_and_nothing_of_the_composer() {
    var draft =
        Draft.empty()
            .with("/flist", "http://hub/a/b.flist")
            .with("/name", "web")
            .with("/environment/A", "1")
            .withSecret("KEY", "sesame")
            .with("/volumes/0/create/size", 2)
            .with("/volumes/0/mountpoint", "/data")
            .with("/network_connection/0/network_id", "net")
            .with("/network_connection/0/ipaddress", "10.1.1.2")
            .with("/logs/0/type", "redis")
            .with("/logs/0/data/stdout", "redis://:pw@h/out")
            .with("/logs/0/data/stderr", "redis://h/err")
            .with("/unheard", true);
    var asked = DraftReservation.of(draft, List.of("7-1"), plain -> "<" + plain.length() + ">");
    assertThat(WorkloadName.of(asked)).isEqualTo("web");
    var container = (Container) asked.workload();
    assertThat(container.secretEnvironment()).containsExactly(Map.entry("KEY", "<6>"));
    assertThat(container.volumes()).containsExactly(new Container.VolumeMount("7-1", "/data"));
    assertThat(container.logs().getFirst().stdout()).isEmpty();
    assertThat(container.logs().getFirst().secretStdout()).isEqualTo("<17>");
    assertThat(container.logs().getFirst().stderr()).isEqualTo("redis://h/err");
  }

  @Test
  void what_was_asked_for_once_becomes_a_draft_again_without_its_secrets() {
    var draft =
        Draft.empty()
            .with("/flist", "http://hub/a/b.flist")
            .with("/name", "web")
            .with("/environment/A", "1")
            .withSecret("KEY", "sesame");
    var again = DraftReservation.from(DraftReservation.of(draft, List.of(), plain -> "c0de"), 99);
    assertThat(again.text("/name")).isEqualTo("web");
    assertThat(again.environment()).containsExactly(Map.entry("A", "1"));
    assertThat(again.secretNames()).containsExactly("KEY");
    assertThat(again.secret("KEY")).isEmpty();
    assertThat(again.toString()).doesNotContain("c0de");
  }

  @Test
  void the_same_person_keeps_what_only_the_node_can_read_and_sends_it_as_it_was() {
    var draft =
        Draft.empty()
            .with("/flist", "http://hub/a/b.flist")
            .with("/node_id", "node1")
            .withSecret("KEY", "sesame")
            .with("/logs/0/type", "redis")
            .with("/logs/0/data/stdout", "redis://:pw@h/out");
    var stored =
        DraftReservation.of(draft, List.of(), plain -> "c0de" + plain.length())
            .withPlace("node1", 1, 7)
            .asReceived();
    var again = DraftReservation.from(stored, 7);
    assertThat(again.secret("KEY")).isEmpty();
    assertThat(again.sealed("KEY")).contains("c0de6");
    assertThat(again.sealedFor()).isEqualTo("node1");
    assertThat(again.renamedSecret("KEY", "TOKEN").sealed("TOKEN")).contains("c0de6");
    var asked = (Container) DraftReservation.of(again, List.of(), _ -> "never").workload();
    assertThat(asked.secretEnvironment()).containsExactly(Map.entry("KEY", "c0de6"));
    assertThat(asked.logs().getFirst().secretStdout()).isEqualTo("c0de17");
    assertThat(DraftReservation.from(stored, 8).sealed("KEY")).isEmpty();
    assertThat(DraftReservation.from(stored, 8).has("/logs/0/data/secret_stdout")).isFalse();
  }

  @Test
  void the_password_of_an_endpoint_is_hidden_and_still_known() {
    var at = "/logs/0/data/stdout";
    var draft = Draft.empty().with(at, "redis://me:pw@h/out");
    assertThat(draft.text(at)).isEqualTo("redis://me:(hidden)@h/out");
    assertThat(draft.url(at)).contains("redis://me:pw@h/out");
    assertThat(draft.toString()).doesNotContain("pw");
    var moved = draft.with(at, "redis://me:(hidden)@other/out");
    assertThat(moved.url(at)).contains("redis://me:pw@other/out");
    assertThat(draft.withoutValues().url(at)).isEmpty();
    assertThat(Draft.empty().with(at, "redis://me@h/out").text(at)).isEqualTo("redis://me@h/out");
  }

  @Test
  void a_hidden_password_stays_known_through_the_text() throws Exception {
    var at = "/stats/0/data/endpoint";
    var draft = Draft.empty().with(at, "redis://:pw@h/stats");
    for (var format : DraftFormat.values()) {
      var read = format.parse(format.print(draft), draft).draft();
      assertThat(read.url(at)).contains("redis://:pw@h/stats");
    }
  }
}
