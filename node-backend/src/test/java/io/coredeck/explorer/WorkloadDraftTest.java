package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.wire.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about the draft of a workload.
class WorkloadDraftTest {
  private static final String SEALED = "ab".repeat(60);

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void it_is_what_the_customer_set_and_carries_no_secret() throws Exception {
    var wish =
        """
        {"workload_type":1,"workload_id":1,"node_id":"%s","pool_id":%d,"customer_tid":%d,
         "metadata":"{\\"name\\":\\"web\\"}","flist":"http://h/a.flist","interactive":false,
         "environment":{"A":""},"secret_environment":{"PASSWORD":"%s"},
         "volumes":[],"network_connection":[{"network_id":"net","ipaddress":"172.24.1.9"}],
         "logs":[{"type":"redis","data":{"stdout":"","stderr":"redis://:op3n@h/e","secret_stdout":"%s"}}],
         "capacity":{"cpu":1,"memory":2048,"disk_size":1024,"disk_type":1},
         "signing_request_delete":{"signers":[%d],"quorum_min":1}}\
        """
            .formatted(grid.node.nodeId(), grid.poolId, grid.aliceId, SEALED, SEALED, grid.aliceId);
    expect(201, grid.ask(Json.wish(wish)));
    var draft =
        grid.explorer.signed(
            grid.alice, grid.aliceId, "GET", "/reservations/workloads/1/draft", "");
    assertThat(expect(200, draft).json())
        .isEqualTo(
            Json.tree(
                """
                {"flist":"http://h/a.flist","name":"web","environment":{"A":""},
                 "secret_environment":{"PASSWORD":""},"node_id":"%s","pool_id":%d,
                 "network_connection":[{"network_id":"net"}],"capacity":{"memory":2048},
                 "logs":[{"type":"redis","data":{"stdout":"(hidden)","stderr":"redis://(hidden)@h/e"}}]}\
                """
                    .formatted(grid.node.nodeId(), grid.poolId)));
    assertThat(draft.text()).doesNotContain(SEALED, "op3n");
    expect(
        403,
        grid.explorer.signed(grid.bob, grid.bobId, "GET", "/reservations/workloads/1/draft", ""));
    expect(
        404,
        grid.explorer.signed(grid.bob, grid.bobId, "GET", "/reservations/workloads/9/draft", ""));
    expect(401, grid.explorer.get("/reservations/workloads/1/draft"));
  }
}
