package io.coredeck.dashboard.compose.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.coredeck.dashboard.compose.draft.Places.Place;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the text of a draft promises.
class DraftFormatTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "no",
          "yes",
          "null",
          "~",
          "1",
          "1.0",
          "0x1f",
          "true",
          "- a",
          "a: b",
          "#x",
          " a ",
          "line\nline\n",
          "tab\t",
          "\"q\"",
          "it's",
          "{",
          "[",
          "*a",
          "&a",
          "!t",
          "@x",
          "%",
          "ü😀",
          "a #b",
          "2020-01-01",
          "1e3",
          "1_000",
          "0o7",
          ".inf",
          "=",
          "<<",
          "?",
          "|",
          ">",
          ":",
          "\\n");

  @ParameterizedTest
  @EnumSource(DraftFormat.class)
  void the_empty_draft_comes_back_as_it_was(DraftFormat format) throws Exception {
    assertThat(back(format, Draft.empty())).isEqualTo(Draft.empty());
  }

  @ParameterizedTest
  @EnumSource(DraftFormat.class)
  void any_draft_comes_back_as_it_was_with_members_nobody_knows(DraftFormat format)
      throws Exception {
    var random = new Random(20261128);
    for (int round = 0; round < 300; round++) {
      var draft = random(random);
      assertThat(back(format, draft)).as(format.print(draft)).isEqualTo(draft);
    }
  }

  @ParameterizedTest
  @EnumSource(DraftFormat.class)
  void every_member_has_a_place_and_it_is_where_its_name_stands(DraftFormat format)
      throws Exception {
    var draft = Draft.empty().with("/environment/A", "b").with("/volumes/0/mountpoint", "/data");
    var text = format.print(draft);
    var places = format.parse(text, draft).places();
    var lines = text.lines().toList();
    for (var pointer :
        List.of("/flist", "/environment/A", "/capacity/memory", "/volumes/0/mountpoint")) {
      var place = places.of(pointer);
      var rest = lines.get(place.line() - 1).substring(place.column() - 1);
      assertThat(rest.replace("\"", ""))
          .startsWith(pointer.substring(pointer.lastIndexOf('/') + 1));
    }
    assertThat(places.of("/capacity/unheard")).isEqualTo(places.of("/capacity"));
    assertThat(places.of("/unheard/of")).isEqualTo(places.of(""));
  }

  @ParameterizedTest
  @EnumSource(DraftFormat.class)
  void a_secret_is_in_no_text_and_stays_known(DraftFormat format) throws Exception {
    var draft = Draft.empty().withSecret("KEY", "sesame");
    var text = format.print(draft);
    assertThat(text).contains("KEY").contains(Draft.HIDDEN).doesNotContain("sesame");
    assertThat(draft.toString()).doesNotContain("sesame");
    assertThat(format.parse(text, draft).draft().secret("KEY")).contains("sesame");
    assertThat(format.parse(text, Draft.empty()).draft().secret("KEY")).isEmpty();
  }

  @Test
  void a_secret_typed_into_the_text_is_taken_and_hidden() throws Exception {
    var draft =
        DraftFormat.JSON
            .parse(
                "{\"secret_environment\": {\"A\": \"new\"}, \"secret_environment_plain\": {\"B\": \"b\"}}",
                Draft.empty())
            .draft();
    assertThat(draft.secret("A")).contains("new");
    assertThat(draft.secret("B")).contains("b");
    assertThat(DraftFormat.JSON.print(draft)).doesNotContain("new").doesNotContain("plain");
  }

  @Test
  void lists_and_objects_of_json_share_their_brackets() {
    assertThat(DraftFormat.JSON.print(Draft.empty().with("/volumes/0/mountpoint", "/data")))
        .contains(
            "\"volumes\": [{\n    \"mountpoint\": \"/data\"\n  }],\n  \"capacity\": {\n    \"cpu\": 1,");
  }

  @Test
  void in_yaml_a_number_or_flag_may_stand_for_text_as_it_is_written() throws Exception {
    var draft =
        DraftFormat.YAML
            .parse("name: 007\nenvironment:\n  PORT: 8080\n  V: 1.10\n  ON: true\n", Draft.empty())
            .draft();
    assertThat(draft.text("/name")).isEqualTo("007");
    assertThat(draft.environment())
        .containsExactly(entry("PORT", "8080"), entry("V", "1.10"), entry("ON", "true"));
  }

  @Test
  void the_older_dialect_is_understood() throws Exception {
    var draft =
        DraftFormat.JSON
            .parse(
                """
                {"flist": null, "network_connection": {"network_id": "n", "public_ipv6": true},
                 "stats_aggregator": [{"type": "redis", "data": {"endpoint": "redis://h/c"}}],
                 "capacity": {"disk_type": 1}, "volumes": null}
                """,
                Draft.empty())
            .draft();
    assertThat(draft.text("/network_connection/0/network_id")).isEqualTo("n");
    assertThat(draft.flag("/network_connection/0/public_ip6")).isTrue();
    assertThat(draft.text("/stats/0/data/endpoint")).isEqualTo("redis://h/c");
    assertThat(draft.isSsd("/capacity/disk_type")).isTrue();
    assertThat(draft.mounts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JSON | `` | 1 | empty",
        "JSON | [1] | 1 | Begin with {",
        "JSON | `{\n\"flist\": \"a\",\n\"flist\": \"b\"}` | 3 | flist stands here twice",
        "JSON | `{\n\"flist\": \"a\"\n\"name\": \"b\"}` | 3 | This is not JSON",
        "JSON | `{\n\"flist\": \"a\"` | 2 | ends too early",
        "JSON | `{}\n{}` | 2 | goes on after its end",
        "JSON | `{\n\"capacity\": {\n\"memory\": \"much\"}}` | 3 | capacity.memory is the text \"much\"; it must be a whole number",
        "JSON | `{\n\"capacity\": {\n\"cpu\": -1}}` | 3 | capacity.cpu is -1",
        "JSON | `{\n\"capacity\": {\"cpu\": 1.5}}` | 2 | capacity.cpu is 1.5",
        "JSON | `{\n\n\"interactive\": \"yes\"}` | 3 | it must be true or false",
        "JSON | `{\"environment\":\n{\"PORT\": 80}}` | 2 | environment.PORT is 80; it must be text, in quotes",
        "JSON | `{\"volumes\": [\n{}, \n7]}` | 3 | volumes[1] is 7; it must be an object",
        "JSON | `{\"capacity\": {\n\"disk_type\": \"tape\"}}` | 2 | it must be \"ssd\" or \"hdd\"",
        "YAML | `flist: a\nflist: b` | 2 | flist stands here twice",
        "YAML | `- a` | 1 | Begin with flist",
        "YAML | `flist: a\n  name: b` | 2 | This is not YAML",
        "YAML | `a: &x 1\nb: *x` | 2 | References",
        "YAML | `capacity:\n  cpu: many` | 2 | it must be a whole number",
      })
  void a_bad_text_is_refused_with_its_line(
      DraftFormat format, String text, int line, String reason) {
    assertThatThrownBy(() -> format.parse(text, Draft.empty()))
        .isInstanceOfSatisfying(
            DraftTextException.class,
            e -> assertThat(e.place().line()).as(e.reason()).isEqualTo(line))
        .hasMessageContaining(reason);
  }

  @Test
  void a_text_over_one_mebibyte_is_refused() {
    var text = "{\"flist\": \"" + "x".repeat(1 << 20) + "\"}";
    assertThatThrownBy(() -> DraftFormat.JSON.parse(text, Draft.empty()))
        .hasMessageContaining("longer than 1 MiB");
  }

  @Test
  void the_place_of_a_place_is_exact() throws Exception {
    var places =
        DraftFormat.JSON
            .parse("{\n  \"capacity\": {\n    \"cpu\": 1\n  }\n}", Draft.empty())
            .places();
    assertThat(places.of("/capacity/cpu")).isEqualTo(new Place(3, 5));
  }

  private static Draft back(DraftFormat format, Draft draft) throws DraftTextException {
    return format.parse(format.print(draft), draft).draft();
  }

  private static Draft random(Random random) {
    var draft =
        Draft.empty()
            .with("/flist", text(random))
            .with("/capacity/memory", random.nextLong(1L << 40))
            .with("/interactive", random.nextBoolean())
            .with("/volumes/0/mountpoint", text(random))
            .with("/volumes/0/unheard", tree(random, 3))
            .with("/unheard", tree(random, 3))
            .with("/capacity/more", tree(random, 2));
    for (int i = random.nextInt(4); i > 0; i--) {
      draft = draft.with(Draft.variablePointer("V" + i + text(random)), text(random));
      draft = draft.withSecret("S" + i, text(random));
    }
    return draft;
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static JsonNode tree(Random random, int depth) {
    var nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> nodes.stringNode(text(random));
      case 1 -> nodes.numberNode(java.math.BigInteger.valueOf(random.nextLong()));
      case 2 -> nodes.booleanNode(random.nextBoolean());
      case 3 -> nodes.nullNode();
      case 4 -> {
        var list = nodes.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(tree(random, depth - 1));
        }
        yield list;
      }
      default -> {
        var object = nodes.objectNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          object.set("k" + i + text(random), tree(random, depth - 1));
        }
        yield object;
      }
    };
  }
}
