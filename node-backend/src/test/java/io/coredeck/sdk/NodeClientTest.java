package io.coredeck.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.identity.HttpSignature.Caller;
import io.coredeck.identity.Signatures;
import io.coredeck.model.Result;
import io.coredeck.wire.Json;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the SDK promises to nodes.
class NodeClientTest extends ScriptedGrid {

  @Test
  void a_node_speaks_for_itself() throws Exception {
    var path = "/reservations/nodes/" + node.nodeId() + "/workloads";
    explorer
        .on("GET " + path + "?from=4&wait=2", 200, "null", Map.of("x-last-id", "17"))
        .on("PUT " + path + "/3-1", 201, "null", Map.of())
        .on("DELETE " + path + "/3-1", "null")
        .on("POST /nodes/" + node.nodeId() + "/uptime", "null");
    try (var client = NodeClient.connect(explorer.uri(), node)) {
      var work = client.poll(4, Duration.ofSeconds(2));
      assertThat(work).isEqualTo(new NodeClient.Work(List.of(), 17));
      var result = new Result(1, "3-1", "{ }", "", Result.State.OK, "", 0, "");
      client.putResult(result);
      client.deleteResult("3-1");
      client.reportUptime(Duration.ofMinutes(1));
      assertThat(explorer.last("POST").body()).isEqualTo("{\"uptime\":60}");
    }
    var put = explorer.last("PUT");
    var sent = Json.result(put.body());
    assertThat(put.caller("")).isEqualTo(new Caller(node.nodeId(), 0));
    assertThat(Signatures.verify(node.publicKeyHex(), Signatures.ofResult(sent), sent.signature()))
        .isTrue();
  }

  @Test
  void a_closed_client_gives_up_a_long_poll() throws Exception {
    try (var silent = new ServerSocket(0)) {
      var uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      var client = NodeClient.connect(uri, node);
      var poll =
          Thread.ofVirtual()
              .start(() ->
                  assertThatThrownBy(() -> client.poll(0, Duration.ofSeconds(30)))
                      .isInstanceOf(GridException.class));
      silent.accept().close();
      client.close();
      assertThat(poll.join(SOON)).isTrue();
    }
  }
}
