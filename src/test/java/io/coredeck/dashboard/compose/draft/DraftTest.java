package io.coredeck.dashboard.compose.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Container;
import io.coredeck.sdk.WorkloadName;
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
    var again = DraftReservation.from(DraftReservation.of(draft, List.of(), plain -> "c0de"));
    assertThat(again.text("/name")).isEqualTo("web");
    assertThat(again.environment()).containsExactly(Map.entry("A", "1"));
    assertThat(again.secretNames()).containsExactly("KEY");
    assertThat(again.secret("KEY")).isEmpty();
    assertThat(again.toString()).doesNotContain("c0de");
  }
}
