package io.coredeck.cli;

import io.coredeck.identity.KeyPair;
import io.coredeck.testkit.ScriptedExplorer;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The directory of a platform for each test, whose explorer answers by a script.
abstract class ScriptedPlatform {
  static final String NONE_LIVE = "/reservations/workloads?customer_tid=7&next_action=";
  static final String CONTAINER =
      """
      "id":3,"workload_id":1,"workload_type":1,"node_id":"n","customer_tid":7,"flist":"http://h/a.flist",
      "interactive":true,"next_action":3\
      """;
  static final String RUNS =
      """
      {%s,"result":{"workload_id":"3-1","state":1,"data_json":{"ipv4":"172.24.1.2","ipv6":"<nil>"}}}\
      """
          .formatted(CONTAINER);
  static final String FAILED =
      """
      {%s,"result":{"workload_id":"3-1","state":0,"message":"fail to download flist"}}\
      """
          .formatted(CONTAINER.replace("\"next_action\":3", "\"next_action\":4"));

  final KeyPair keys = KeyPair.generate();
  final KeyPair node = KeyPair.generate();
  ScriptedExplorer explorer;

  @TempDir Path data;

  @BeforeEach
  void start() throws Exception {
    explorer = new ScriptedExplorer();
    CommandRun.platform(data, explorer.uri(), "redis://127.0.0.1:1", node.nodeId(), 7, keys);
    explorer
        .on("GET " + NONE_LIVE + "3&page=1", "[]")
        .on("GET " + NONE_LIVE + "4&page=1", "[]")
        .on("POST /reservations/workloads", 201, Messages.writeReservationId(3), Map.of());
  }

  @AfterEach
  void stop() {
    explorer.close();
  }
}
