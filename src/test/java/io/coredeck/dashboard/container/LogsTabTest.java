package io.coredeck.dashboard.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which containers are offered to be shown together with one.
class LogsTabTest {

  private static final int NOT_ANSWERED = 0;
  private static final int RUNS = 1;

  private static final Reservation OWN = container(3, RUNS);

  private static Reservation container(long id, int state) {
    return Json.reservation(
        """
        {"workload_id": 1, "id": %d, "workload_type": 1, "next_action": 3, "node_id": "n1",
         "result": %s, "network_connection": [{"network_id": "default"}],
         "capacity": {"cpu": 1, "memory": 64, "disk_size": 512, "disk_type": 1}}
        """
            .formatted(
                id,
                state == RUNS
                    ? "{\"category\": 1, \"workload_id\": \"%d-1\", \"state\": 1, \"epoch\": 5}"
                        .formatted(id)
                    : "{}"));
  }

  private static List<String> offered(List<Reservation> all, Set<String> merged) {
    return LogsTab.others(OWN, all, merged)
        .lines()
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }

  @Test
  void what_does_not_run_is_offered_only_while_it_is_shown() {
    var all = List.of(OWN, container(4, RUNS), container(5, NOT_ANSWERED));
    assertThat(offered(all, Set.of())).containsExactly("4-1");
    assertThat(offered(all, Set.of("5-1"))).containsExactlyInAnyOrder("4-1", "5-1");
  }

  @Test
  void what_is_shown_is_named_however_many_others_there_are() {
    var many = LongStream.range(1_000, 1_400).mapToObj(id -> container(id, RUNS));
    var all = Stream.concat(Stream.of(OWN, container(4, NOT_ANSWERED)), many).toList();
    assertThat(offered(all, Set.of("4-1"))).hasSize(200).contains("4-1", "1399-1");
  }
}
