package io.coredeck.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.NodeClient;
import io.coredeck.testkit.ScriptedExplorer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a node asks for work.
class PollingTest {

  @Test
  void an_explorer_that_answers_at_once_with_nothing_is_not_asked_without_a_pause()
      throws Exception {
    var keys = KeyPair.fromSeedHex("11".repeat(32));
    var pauses = new ArrayList<Duration>();
    var path = "GET /reservations/nodes/" + keys.nodeId() + "/workloads?from=";
    try (var explorer = new ScriptedExplorer();
        var client = NodeClient.connect(explorer.uri(), keys)) {
      explorer.on(path + "0&wait=0", 200, "[]", Map.of("x-last-id", "4"));
      explorer.on(path + "5&wait=30", 200, "[]", Map.of("x-last-id", "4"));
      var polling = new Polling(client, pauses::add);
      polling.next(false);
      assertThat(pauses).isEmpty();
      polling.next(true);
      assertThat(pauses).isEmpty();
      polling.next(true);
      polling.next(true);
      assertThat(pauses).containsExactly(Polling.EARLY_PAUSE, Polling.EARLY_PAUSE);
      assertThat(explorer.seen()).hasSize(4);
    }
  }
}
