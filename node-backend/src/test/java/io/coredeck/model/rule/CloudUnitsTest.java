package io.coredeck.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.testkit.Vectors;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a workload costs a second, to the original explorer's last digit.
class CloudUnitsTest {

  static Stream<JsonValue> cases() {
    return Vectors.read("cloud_units.json", "cases");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_workload_costs_what_the_original_explorer_says(JsonValue vector) {
    var expected = vector.member("explorer");
    assertThat(CloudUnits.of(workload(vector)))
        .isEqualTo(
            new CloudUnits(expected.member("cu").decimal(), expected.member("su").decimal()));
  }

  static Stream<JsonValue> signed() {
    return Vectors.read("workload_signatures.json", "cases");
  }

  @ParameterizedTest
  @MethodSource("signed")
  void a_workload_of_the_sdk_costs_what_the_original_explorer_says(JsonValue vector) {
    var expected = vector.member("explorer");
    assertThat(CloudUnits.of(Json.reservation(vector.member("stored").json()).workload()))
        .isEqualTo(
            new CloudUnits(expected.member("cu").decimal(), expected.member("su").decimal()));
  }

  private static Workload workload(JsonValue vector) {
    return switch (vector.member("kind").text()) {
      case "container" -> container(vector.member("capacity"));
      case "volume" ->
          new Volume(
              Bytes.ofGiB(vector.member("size").integer()), disk(vector.member("type").integer()));
      default -> throw new AssertionError("unknown kind in " + vector);
    };
  }

  private static Container container(JsonValue capacity) {
    return new Container(
        "",
        "",
        "",
        Map.of(),
        Map.of(),
        "",
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Container.Capacity(
            capacity.member("cpu").integer(),
            Bytes.ofMiB(capacity.member("memory").integer()),
            Bytes.ofMiB(capacity.member("disk_size").integer()),
            disk(capacity.member("disk_type").integer())),
        false);
  }

  private static DiskType disk(long code) {
    return DiskType.values()[(int) code];
  }
}
