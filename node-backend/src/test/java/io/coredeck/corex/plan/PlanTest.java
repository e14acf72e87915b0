package io.coredeck.corex.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be wanted of a process, and what cannot.
class PlanTest {

  private static Launch with(Map<String, String> environment) {
    return new Launch(List.of("true"), environment, Optional.empty(), Optional.empty(), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A=B", "A B", "A\0", "Ä", "A-B"})
  void a_variable_has_a_name_that_is_one(String name) {
    assertThatThrownBy(() -> with(Map.of(name, "x")))
        .hasMessageContaining("is no name; it must be letters, digits and _, no digit first");
  }

  @Test
  void variables_are_bounded_in_number_and_size() {
    var many =
        IntStream.rangeClosed(0, Launch.VARIABLES_LIMIT)
            .boxed()
            .collect(Collectors.toMap(i -> "A" + i, i -> ""));
    assertThatThrownBy(() -> with(many)).hasMessageContaining("257 variables; it must be at most");
    assertThatThrownBy(() -> with(Map.of("A", "x".repeat(Launch.ENVIRONMENT_BYTES))))
        .hasMessageContaining("65537 bytes; it must be at most 65536");
    assertThatThrownBy(() -> with(Map.of("A", "secret\0"))).hasMessageNotContaining("secret");
  }

  @Test
  void values_of_variables_are_never_shown() {
    assertThat(Plan.of(with(Map.of("PASSWORD", "secret"))).toString())
        .contains("PASSWORD")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative", "/a\0b"})
  void a_directory_is_an_absolute_path(String directory) {
    assertThatThrownBy(() ->
            new Launch(List.of("true"), Map.of(), Optional.of(directory), Optional.empty(), true))
        .hasMessageStartingWith("directory: it must be an absolute path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "-x", "ä", "a/b", "<b>"})
  void a_name_is_one_that_can_stand_in_a_url(String name) {
    assertThatThrownBy(() ->
            new Plan(
                "",
                name,
                "",
                Launch.of(List.of("true")),
                Restart.NEVER,
                Stop.DEFAULT,
                List.of(),
                Set.of(),
                OptionalInt.empty()))
        .hasMessageStartingWith("group: ");
  }

  @Test
  void grace_attempts_and_signal_are_bounded() {
    assertThatThrownBy(() -> new Stop(15, Duration.ofHours(2))).hasMessageContaining("0 to 3600");
    assertThatThrownBy(() -> new Stop(0, Duration.ZERO)).hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> new Restart(Restart.Policy.ALWAYS, -1))
        .hasMessageContaining("max_restarts is -1");
    assertThatThrownBy(() -> Restart.Policy.of("sometimes"))
        .hasMessage("restart is 'sometimes'; it must be never, on-failure or always");
  }
}
