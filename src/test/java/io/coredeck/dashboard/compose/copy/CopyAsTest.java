package io.coredeck.dashboard.compose.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What can be copied, and what never is. That it runs is CopiesRunIT's promise.
class CopyAsTest {

  private static final URI EXPLORER = URI.create("http://127.0.0.1:8090/api/v1");

  private final Draft draft =
      Draft.empty()
          .with("/flist", "http://hub/demo/busybox.flist")
          .with("/hub_url", "zdb://blocks:9900")
          .with("/name", "web")
          .with("/description", "the shop's front")
          .with("/node_id", "node1id")
          .with("/pool_id", 4)
          .with(Draft.variablePointer("QUOTE"), "it's \"so\" $HOME `x`\nEOF \"\"\" \\u0041")
          .withSecret("KEY", "sesame")
          .with("/logs/0/type", "redis")
          .with("/logs/0/data/stdout", "redis://me:hunter2@h/out")
          .with("/logs/0/data/stderr", "redis://h/err")
          .with("/logs/1/type", "redis")
          .with("/logs/1/data/secret_stdout", "c0ffee")
          .with("/stats/0/type", "redis")
          .with("/stats/0/data/endpoint", "redis://:hunter2@h/stats")
          .with("/volumes/0/create/size", 2)
          .with("/volumes/0/create/disk_type", "hdd")
          .with("/volumes/0/mountpoint", "/data")
          .with("/volumes/1/volume_id", "5-1")
          .with("/volumes/1/mountpoint", "/old");

  private final Draft networked =
      draft
          .with("/network_connection/0/network_id", "backend")
          .with("/network_connection/0/ipaddress", "172.25.1.2")
          .with("/network_connection/0/yggdrasil_ip", true)
          .with("/network_connection/0/create/network_iprange", "172.25.0.0/16")
          .with("/network_connection/0/create/iprange", "172.25.1.0/24");

  private static String copy(CopyAs form, Draft draft) {
    return form.of(draft, EXPLORER, 7);
  }

  @ParameterizedTest
  @EnumSource(CopyAs.class)
  void no_form_has_a_secret_in_it_and_every_form_names_image_and_secret(CopyAs form) {
    assertThat(copy(form, networked))
        .contains("http://hub/demo/busybox.flist")
        .contains("KEY")
        .doesNotContain("sesame")
        .doesNotContain("hunter2")
        .doesNotContain("c0ffee");
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyAs.class,
      names = {"CURL", "COMMAND_LINE", "JAVA", "PYTHON"})
  void every_program_says_which_variables_hold_what_is_not_copied(CopyAs form) {
    assertThat(copy(form, draft))
        .contains("Set these variables first: SECRET_KEY, LOGS_1_STDOUT, LOGS_2_STDOUT, STATS_1")
        .contains("LOGS_1_STDOUT, LOGS_2_STDOUT, STATS_1: a whole address with its password");
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyAs.class,
      names = {"CURL", "COMMAND_LINE", "JAVA", "PYTHON"})
  void no_secret_is_taken_from_a_variable_that_means_something_else(CopyAs form) {
    var secrets = List.of("USER", "HOME", "COREDECK_TOKEN", "node", "explorer", "secret1", "id");
    var named = draft;
    for (var name : secrets) {
      named = named.withSecret(name, "sesame");
    }
    var first =
        copy(form, named)
            .lines()
            .filter(line -> line.contains("Set these variables first: "))
            .findFirst()
            .orElseThrow();
    assertThat(first.replaceFirst(".*first: ", "").split(", "))
        .allMatch(variable -> variable.matches("(SECRET|LOGS|STATS)_.+"))
        .contains("SECRET_USER", "SECRET_node", "SECRET_COREDECK_TOKEN");
    assertThat(copy(form, named)).doesNotContain("{USER:?}").doesNotContain("\"USER\")");
  }

  @Test
  void the_command_line_gets_a_list_with_network_and_new_volume_before_the_container() {
    var text = copy(CopyAs.COMMAND_LINE, networked);
    assertThat(text).contains(" <<'EOF' | ./coredeck deploy -\n").endsWith("\nEOF\n");
    var entries = document(text).items();
    assertThat(entries.getFirst().member("iprange").text()).isEqualTo("172.25.1.0/24");
    assertThat(entries.get(1).member("size").integer()).isEqualTo(2);
    assertThat(entries.get(1).member("type").integer()).isZero();
    assertThat(entries)
        .allSatisfy(one ->
            assertThat(one.member("node_id").text() + one.member("pool_id").integer())
                .isEqualTo("node1id4"));
    var volumes = entries.getLast().member("volumes").items();
    assertThat(volumes.getFirst().member("volume_id").text()).isEqualTo("#2");
    assertThat(volumes.getFirst().member("create").isPresent()).isFalse();
    assertThat(volumes.getLast().member("volume_id").text()).isEqualTo("5-1");
    assertThat(entries.getLast().member("environment").member("QUOTE").text())
        .isEqualTo("it's \"so\" $HOME `x`\nEOF \"\"\" \\u0041");
    assertThat(text)
        .contains("setpath([2,\"secret_environment_plain\",\"KEY\"]; $ENV.SECRET_KEY)")
        .contains("setpath([2,\"logs\",0,\"data\",\"secret_stdout_plain\"]; $ENV.LOGS_1_STDOUT)")
        .contains("setpath([2,\"stats\",0,\"data\",\"endpoint\"]; $ENV.STATS_1)");
  }

  private static JsonValue document(String text) {
    return Json.tree(
        text.substring(text.indexOf("\n", text.indexOf("<<'EOF'")), text.lastIndexOf("EOF")));
  }

  @Test
  void a_container_alone_is_one_plain_command() {
    var plain = Draft.empty().with("/flist", "http://hub/x.flist").with("/node_id", "n");
    assertThat(copy(CopyAs.COMMAND_LINE, plain)).startsWith("./coredeck deploy - <<'EOF'\n{");
    assertThat(copy(CopyAs.CURL, plain))
        .startsWith("# COREDECK_TOKEN")
        .contains("\ncurl -sS")
        .contains(" --data @- 3<<HEADER <<'EOF'\nAuthorization: Bearer $COREDECK_TOKEN\nHEADER\n{")
        .doesNotContain("jq");
  }

  @Test
  void curl_makes_new_volumes_first_and_says_what_makes_the_network() {
    var text = copy(CopyAs.CURL, networked);
    assertThat(text.lines().takeWhile(line -> line.startsWith("#")))
        .anyMatch(line -> line.contains("The network backend must be there first."))
        .anyMatch(line ->
            line.startsWith("# printf %s '{\"workload_type\":10")
                && line.endsWith("}' | ./coredeck deploy -"));
    assertThat(text)
        .contains("volume1=$(up <<'EOF'\n")
        .contains("setpath([\"volumes\",0,\"volume_id\"]; $volume1)");
    assertThat(document(text.substring(text.indexOf("\n)\n"))).member("volumes").items())
        .noneMatch(one -> one.member("create").isPresent());
  }

  @Test
  void java_makes_network_and_new_volumes_itself() {
    assertThat(copy(CopyAs.JAVA, networked))
        .contains("NetworkPart.of(node, \"backend\", \"172.25.0.0/16\", \"172.25.1.0/24\", port)")
        .contains("var volume1 = up(grid,")
        .contains("Json.writeTree(volume1)");
  }

  @Test
  void python_leaves_nothing_out_without_saying_so() {
    assertThat(copy(CopyAs.PYTHON, networked))
        .contains("no field for a Yggdrasil address")
        .contains("Network(\"backend\", \"172.25.0.0/16\")")
        .contains("container.hub_url = \"zdb://blocks:9900\"")
        .contains("container.info.description = \"the shop's front\"")
        .contains("container.info.metadata = \"{\\\"name\\\":\\\"web\\\"}\"")
        .contains("volume.info.metadata = \"{\\\"name\\\":\\\"web-data\\\"}\"")
        .contains("zos.volume.create(node, pool, size=2, type=DiskType.HDD)")
        .contains("zos.volume.attach_existing(container, \"5-1\", \"/old\")")
        .contains("logs.data.stderr = \"redis://h/err\"")
        .contains(
            "logs.data.secret_stdout = zos.container.encrypt_secret(node,"
                + " os.environ[\"LOGS_2_STDOUT\"])")
        .contains("zos.container.add_stats(container, os.environ[\"STATS_1\"])");
    assertThat(copy(CopyAs.PYTHON, draft)).doesNotContain("Yggdrasil");
  }

  @Test
  void json_and_yaml_can_be_opened_again_and_tell_that_passwords_are_missing() throws Exception {
    for (var format : DraftFormat.values()) {
      var copied = copy(CopyAs.valueOf(format.name()), draft);
      var again = format.parse(copied, Draft.empty()).draft();
      assertThat(again.environment()).isEqualTo(draft.environment());
      assertThat(again.secretNames()).containsExactly("KEY");
      assertThat(again.secret("KEY")).isEmpty();
      for (var pointer :
          List.of("/logs/0/data/stdout", "/logs/1/data/stdout", "/stats/0/data/endpoint")) {
        assertThat(again.hasPassword(pointer)).as(pointer).isTrue();
        assertThat(again.url(pointer)).as(pointer).isEmpty();
      }
    }
  }
}
