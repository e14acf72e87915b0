package io.coredeck.dashboard.container.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a container has a console, and when it says why not.
class StageTest {

  private static final String OK = ",\"result\":{\"workload_id\":\"3-1\",\"state\":1}";
  private static final String ERROR =
      ",\"result\":{\"workload_id\":\"3-1\",\"state\":0,\"message\":\"no such image\"}";

  @ParameterizedTest
  @CsvSource({
    "true, 3, ok, OPEN, true",
    "true, 3, none, STARTING, true",
    "true, 3, error, FAILED, false",
    "true, 4, ok, STOPPING, false",
    "true, 6, ok, DELETED, false",
    "false, 3, ok, NONE, false",
    "false, 3, none, NONE, false",
    "false, 4, ok, STOPPING, false"
  })
  void a_container_shows_its_console_while_it_runs_and_is_interactive(
      boolean interactive, int nextAction, String result, Stage stage, boolean isFirst) {
    var answer = result.equals("ok") ? OK : result.equals("error") ? ERROR : "";
    var reservation = reservation(interactive, nextAction, answer);
    assertThat(Stage.of(reservation)).isEqualTo(stage);
    assertThat(ConsoleTab.isFirst(reservation)).isEqualTo(isFirst);
  }

  private static Reservation reservation(boolean interactive, int nextAction, String result) {
    return Json.reservation(
        """
        {"workload_id": 1, "id": 3, "workload_type": 1, "next_action": %d, "interactive": %s,
         "flist": "http://hub/a.flist"%s}
        """
            .formatted(nextAction, interactive, result));
  }
}
