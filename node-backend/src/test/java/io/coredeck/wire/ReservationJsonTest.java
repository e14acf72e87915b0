package io.coredeck.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Result;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.WorkloadType;
import io.coredeck.testkit.Vectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the wire promises about reservations.
class ReservationJsonTest {

  static Stream<JsonValue> signed() {
    return Vectors.read("workload_signatures.json", "cases");
  }

  static Stream<JsonValue> flavours() {
    return Vectors.read("container_flavours.json", "cases");
  }

  @ParameterizedTest
  @MethodSource("signed")
  void what_is_stored_is_written_with_the_members_and_values_of_the_original_explorer(
      JsonValue one) {
    var expected = new LinkedHashMap<>(explorersForm(one).members());
    if (expected.containsKey("stats_aggregator")) {
      // The original writes null here, which its own clients stumble over.
      expected.put("stats_aggregator", Json.tree("[]"));
    }
    var written = Json.tree(Json.write(Json.reservation(one.member("stored").json())));
    assertThat(written.members()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static JsonValue explorersForm(JsonValue one) {
    return one.member("explorer").member("encoded_stored");
  }

  @ParameterizedTest
  @MethodSource("signed")
  void what_is_written_reads_as_the_same_reservation(JsonValue one) {
    var first = Json.reservation(explorersForm(one).json());
    assertThat(Json.reservation(Json.write(first))).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("signed")
  void the_sdks_own_text_reads_as_the_parsed_body(JsonValue one) {
    assertThat(Json.reservation(one.member("post_body_text").text()))
        .isEqualTo(Json.reservation(one.member("post_body").json()));
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void both_dialects_of_a_container_mean_the_same(JsonValue one) {
    var written = Json.tree(Json.write(Json.reservation(one.member("body").json())));
    var canonical = one.member("canonical");
    var connection = written.member("network_connection").items().getFirst();
    assertThat(written.member("stats")).isEqualTo(canonical.member("stats"));
    assertThat(written.member("secret_environment"))
        .isEqualTo(canonical.member("secret_environment"));
    assertThat(connection.member("public_ip6")).isEqualTo(canonical.member("public_ip6"));
    assertThat(connection.member("yggdrasil_ip")).isEqualTo(canonical.member("yggdrasil_ip"));
    assertThat(written.member("capacity").member("disk_type"))
        .isEqualTo(canonical.member("disk_type"));
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void stats_aggregator_goes_out_again_where_it_came_in(JsonValue one) {
    var written = Json.tree(Json.write(Json.reservation(one.member("body").json())));
    var cameIn = one.member("body").member("stats_aggregator").isPresent();
    assertThat(written.members().containsKey("stats_aggregator")).isEqualTo(cameIn);
    if (cameIn) {
      assertThat(written.member("stats_aggregator")).isEqualTo(written.member("stats"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,HDD", "1,SSD", "\"0\",HDD", "\"1\",SSD", "\"ssd\",SSD", "\"Hdd\",HDD", "null,HDD"})
  void a_disk_type_is_a_number_its_digits_or_a_name(String json, DiskType expected) {
    assertThat(container("\"capacity\":{\"disk_type\":" + json + "}").capacity().diskType())
        .isEqualTo(expected);
  }

  @Test
  void an_unknown_disk_type_is_refused_by_its_place() {
    assertThatThrownBy(() -> container("\"capacity\":{\"disk_type\":\"NVME\"}"))
        .isInstanceOf(WireException.class)
        .hasMessage("capacity.disk_type is NVME; it must be 0 (HDD) or 1 (SSD)");
  }

  @Test
  void one_stats_or_logs_object_is_a_list_of_one() {
    var container =
        container(
            """
            "stats":{"type":"redis","data":{"endpoint":"redis://h/c"}},
            "logs":{"type":"redis","data":{"stdout":"redis://h/o"}}\
            """);
    assertThat(container.stats()).singleElement().extracting("endpoint").isEqualTo("redis://h/c");
    assertThat(container.logs()).singleElement().extracting("stdout").isEqualTo("redis://h/o");
  }

  @Test
  void the_first_list_of_stats_that_is_not_empty_counts() {
    var container =
        container(
            """
            "stats":[],"stats_aggregator":[{"type":"redis","data":{"endpoint":"redis://h/c"}}]\
            """);
    assertThat(container.stats()).hasSize(1);
    assertThat(container.statsAlias()).isTrue();
  }

  @Test
  void data_of_other_types_is_kept_as_it_came() {
    var written =
        Json.write(
            reservation("\"stats\":[{\"type\":\"other\",\"data\":{\"port\": 1.50,\"x\":[]}}]"));
    assertThat(written).contains("{\"type\":\"other\",\"data\":{\"port\": 1.50,\"x\":[]}}");
  }

  @Test
  void a_storage_url_that_says_something_is_kept_and_the_public_default_is_not() {
    assertThat(Json.write(reservation("\"storage_url\":\"zdb://mine:9900\"")))
        .contains("zdb://mine:9900");
    assertThat(Json.write(reservation("\"storage_url\":\"zdb://hub.grid.tf:9900\"")))
        .doesNotContain("storage_url");
  }

  @Test
  void the_empty_container_has_zero_values_and_is_written_without_null() {
    var written = Json.write(Json.reservation("{\"workload_type\":1}"));
    assertThat(written.replace("\"data_json\":null", "")).doesNotContain("null");
  }

  @Test
  void null_is_the_zero_value_of_every_member() {
    var nothing = new StringBuilder("{\"workload_type\":1");
    Json.tree(Json.write(reservation("\"x\":1"))).members().keySet().stream()
        .filter(name -> !name.equals("workload_type"))
        .forEach(name -> nothing.append(",\"").append(name).append("\":null"));
    assertThat(Json.reservation(nothing.append('}').toString()))
        .isEqualTo(Json.reservation("{\"workload_type\":1}"));
  }

  @Test
  void unknown_members_are_ignored() {
    assertThat(reservation("\"nobody\":{\"knows\":[1,null]}")).isEqualTo(reservation("\"a\":1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1606000671 | 1606000671",
        "1606000671.9 | 1606000671",
        "1.606000671e9 | 1606000671",
        "\"\" | 0",
        "\"2020/11/21\" | 1605916800",
        "\"21/11/2020\" | 1605916800",
        "\"2020/11/21 23:17\" | 1606000620",
        "\"21/11/2020 11pm:17\" | 1606000620",
      })
  void a_timestamp_is_a_number_or_a_date(String json, long seconds) {
    assertThat(reservation("\"epoch\":" + json).epoch()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"epoch\":\"soon\" | epoch is 'soon'",
        "\"pool_id\":1.5 | pool_id is 1.5; it must be a whole number",
        "\"pool_id\":1e30 | pool_id is 1e30; it must fit 64 bits",
        "\"pool_id\":1e99999999999 | exponent",
        "\"pool_id\":\"7\" | pool_id is text; it must be a number",
        "\"capacity\":{\"cpu\":-1} | capacity.cpu is -1; it must be from 0",
        "\"capacity\":{\"memory\":-1} | capacity.memory is -1; it must be from 0",
        "\"environment\":{\"A\":1} | environment.A is a number; it must be text",
        "\"volumes\":[{},{\"mountpoint\":[]}] | volumes[1].mountpoint is a list; it must be text",
        "\"interactive\":\"yes\" | interactive is text; it must be true or false",
        "\"next_action\":8 | next_action is 8",
      })
  void a_wrong_value_is_refused_by_its_place(String member, String message) {
    assertThatThrownBy(() -> reservation(member))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "3", "{} x", "{\"a\":}"})
  void a_text_that_is_no_object_is_refused(String text) {
    assertThatThrownBy(() -> Json.reservation(text)).isInstanceOf(WireException.class);
  }

  @Test
  void a_whole_number_may_have_a_fraction_of_nothing() {
    assertThat(reservation("\"pool_id\":7.0").poolId()).isEqualTo(7);
  }

  @Test
  void a_kind_that_nobody_runs_is_read_with_the_reason() {
    var read = Json.reservation("{\"id\":3,\"workload_type\":4,\"size\":true}");
    assertThat(read.workload())
        .isEqualTo(
            new Unsupported(
                WorkloadType.KUBERNETES,
                "workload_type is 4 (kubernetes); it must be a container, volume or"
                    + " network_resource"));
  }

  @Test
  void a_broken_entry_does_not_spoil_the_list() {
    var list =
        Json.reservations(
            """
            [{"id":1,"workload_id":1,"workload_type":2,"size":"big"},
             {"id":2,"workload_id":1,"workload_type":99},
             {"id":3,"workload_id":1,"workload_type":2,"epoch":{},"node_id":"n","next_action":4},
             {"id":"?"},
             {"id":5,"workload_id":1,"workload_type":2,"size":1}]\
            """);
    assertThat(list).extracting("id").containsExactly(1L, 2L, 3L, 5L);
    assertThat(list.get(0).workload())
        .isEqualTo(new Unsupported(WorkloadType.VOLUME, "[0].size is text; it must be a number"));
    assertThat(list.get(1).workload()).isInstanceOf(Unsupported.class);
    assertThat(list.get(2).nodeId()).isEqualTo("n");
    assertThat(list.get(2).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(list.get(3).workload().type()).isEqualTo(WorkloadType.VOLUME);
  }

  @Test
  void the_answer_of_a_poll_may_be_null() {
    assertThat(Json.reservations("null")).isEmpty();
  }

  @Test
  void a_list_that_is_written_reads_the_same() {
    var list = signed().map(one -> Json.reservation(one.member("stored").json())).toList();
    assertThat(Json.reservations(Json.writeReservations(list)))
        .extracting("workload.type", "id", "customerSignature")
        .containsExactlyElementsOf(
            list.stream()
                .map(one ->
                    org.assertj.core.api.Assertions.tuple(
                        one.workload().type(), one.id(), one.customerSignature()))
                .toList());
  }

  @Test
  void an_answer_keeps_its_data_to_the_byte() {
    var text =
        "{\"category\":1,\"workload_id\":\"3-1\",\"data_json\":{ \"ipv4\":\"\\u0031\", \"n\":1.50},"
            + "\"signature\":\"ab\",\"state\":1,\"message\":\"\",\"epoch\":0,\"node_id\":\"\"}";
    var result = Json.result(text);
    assertThat(result.dataJson()).isEqualTo("{ \"ipv4\":\"\\u0031\", \"n\":1.50}");
    assertThat(Json.write(result)).isEqualTo(text);
  }

  @Test
  void no_answer_is_written_as_the_original_writes_it() {
    assertThat(Json.tree(Json.write(Result.NONE)))
        .isEqualTo(
            Json.tree(
                """
                {"category":0,"workload_id":"","data_json":null,"signature":"","state":0,
                 "message":"","epoch":0,"node_id":""}\
                """));
  }

  @Test
  void a_tree_is_written_from_plain_values() {
    assertThat(Json.writeTree(Map.of("n", java.util.List.of(1, 2.5, 4.0, "ü", true))))
        .isEqualTo("{\"n\":[1,2.5,4,\"ü\",true]}");
  }

  private static io.coredeck.model.Reservation reservation(String members) {
    return Json.reservation("{\"workload_type\":1," + members + "}");
  }

  private static Container container(String members) {
    return (Container) reservation(members).workload();
  }
}
