package io.coredeck.dashboard.compose.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.wire.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What can be copied, and what never is.
class CopyAsTest {

  private static final URI EXPLORER = URI.create("http://127.0.0.1:8090/api/v1");

  private final Draft draft =
      Draft.empty()
          .with("/flist", "http://hub/demo/busybox.flist")
          .with("/name", "web")
          .with("/node_id", "node1id")
          .with(Draft.variablePointer("QUOTE"), "it's \"so\" $HOME `x`\nEOF")
          .withSecret("KEY", "sesame")
          .with("/logs/0/type", "redis")
          .with("/logs/0/data/stdout", "redis://me:hunter2@h/out")
          .with("/stats/0/type", "redis")
          .with("/stats/0/data/endpoint", "redis://:hunter2@h/stats")
          .with("/volumes/0/create/size", 2)
          .with("/volumes/0/mountpoint", "/data")
          .with("/volumes/1/volume_id", "5-1")
          .with("/volumes/1/mountpoint", "/old");

  @ParameterizedTest
  @EnumSource(CopyAs.class)
  void no_form_has_a_secret_in_it_and_every_form_names_image_and_secret(CopyAs form) {
    assertThat(form.of(draft, EXPLORER, 7))
        .contains("http://hub/demo/busybox.flist")
        .contains("KEY")
        .doesNotContain("sesame")
        .doesNotContain("hunter2");
  }

  @Test
  void the_command_line_gets_a_list_with_the_new_volume_before_the_container() {
    var text = CopyAs.COMMAND_LINE.of(draft, EXPLORER, 7);
    assertThat(text).startsWith("./coredeck deploy - <<'EOF'\n").endsWith("\nEOF\n");
    var entries = Json.tree(text.substring(text.indexOf('\n'), text.lastIndexOf("EOF"))).items();
    assertThat(entries.getFirst().member("size").integer()).isEqualTo(2);
    var volumes = entries.getLast().member("volumes").items();
    assertThat(volumes.getFirst().member("volume_id").text()).isEqualTo("#1");
    assertThat(volumes.getFirst().member("create").isPresent()).isFalse();
    assertThat(volumes.getLast().member("volume_id").text()).isEqualTo("5-1");
    assertThat(entries.getLast().member("environment").member("QUOTE").text())
        .isEqualTo("it's \"so\" $HOME `x`\nEOF");
  }

  @Test
  void json_and_yaml_can_be_opened_again() throws Exception {
    for (var format : DraftFormat.values()) {
      var copied = CopyAs.valueOf(format.name()).of(draft, EXPLORER, 7);
      var again = format.parse(copied, Draft.empty()).draft();
      assertThat(again.environment()).isEqualTo(draft.environment());
      assertThat(again.secretNames()).containsExactly("KEY");
      assertThat(again.secret("KEY")).isEmpty();
    }
  }
}
