package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Store;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small things that clients of the original see, and that no larger test would miss.
class WireDetailsTest {
  private static final Load LOAD = new Load(0.1, 0.1);
  private static final Reservation VOLUME =
      Json.reservation(
          """
          {"id": 0, "workload_id": 1, "workload_type": 2, "node_id": "node1", "pool_id": 1,
           "customer_tid": 1, "next_action": 3, "epoch": 1700000000, "size": 1, "type": 1}
          """);

  @TempDir private Path folder;

  @Test
  void a_page_has_at_most_1000_and_an_answer_to_a_node_at_most_200() throws Exception {
    try (var store = Store.open(TestExplorer.database(folder))) {
      store.write(records -> {
        for (var i = 0; i < 1001; i++) {
          records.add(VOLUME, LOAD);
        }
        return VOLUME;
      });
    }
    try (var explorer = new TestExplorer(folder)) {
      var page = expect(200, explorer.get("/reservations/workloads?size=5000"));
      assertThat(page.json().items()).hasSize(1000);
      assertThat(page.header("Pages")).isEqualTo("2");
      var queue = "/reservations/nodes/node1/workloads?from=";
      var first = expect(200, explorer.get(queue + "0"));
      assertThat(TestGrid.ids(first)).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
      var from = Long.parseLong(first.header("x-last-id")) + 1;
      assertThat(TestGrid.ids(expect(200, explorer.get(queue + from)))).hasSize(200);
    }
  }

  @Test
  void when_a_signature_says_it_expires_is_not_looked_at() throws Exception {
    try (var explorer = new TestExplorer(folder)) {
      var keys = KeyPair.generate();
      var id = explorer.user(keys, "carol");
      var headers = new HashMap<>(HttpSignature.headers(keys, "" + id, explorer.now()));
      headers.replaceAll((_, text) -> text.replaceFirst("expires=\"[0-9]+\"", "expires=\"5\""));
      assertThat(headers.values()).anyMatch(text -> text.contains("expires=\"5\""));
      var shown = expect(200, explorer.call("GET", "/users/" + id, "", headers));
      assertThat(shown.json().member("email").text()).isEqualTo("carol@example.org");
    }
  }

  @Test
  void who_registers_a_node_again_moves_it_and_says_what_it_is_called_now() throws Exception {
    try (var explorer = new TestExplorer(folder)) {
      var node = KeyPair.generate();
      explorer.node(node, 1, "one");
      var farm =
          "{\"name\":\"two\",\"threebot_id\":1,\"wallet_addresses\":[{\"asset\":\"TFT\",\"address\":\"G\"}]}";
      expect(201, explorer.post("/farms", farm));
      var body =
          TestExplorer.nodeBody(node, 2)
              .replace("\"os_version\":\"1\"", "\"os_version\":\"2\",\"hostname\":\"other\"");
      expect(201, explorer.asNode(node, "POST", "/nodes", body));
      var shown = explorer.get("/nodes/" + node.nodeId()).json();
      assertThat(shown.member("farm_id").integer()).isEqualTo(2);
      assertThat(shown.member("os_version").text()).isEqualTo("2");
      assertThat(shown.member("hostname").text()).isEqualTo("other");
      assertThat(shown.member("deleted").flag()).isFalse();
    }
  }
}
