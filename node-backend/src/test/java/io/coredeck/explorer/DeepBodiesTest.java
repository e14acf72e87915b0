package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result.State;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.NodeClient;
import io.coredeck.sdk.ReservationFeed;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// JSON nested so deep that it can be taken in and no longer be read: it must never get in.
class DeepBodiesTest {
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
  void a_wish_is_at_most_32_deep_and_what_is_taken_in_can_be_read_by_everybody() throws Exception {
    for (var levels : new int[] {30, 460, 490, 494, 495, 496, 500, 5000}) {
      expect(400, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, wish(levels)));
    }
    expect(201, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, wish(29)));
    everybodyReads(1);
  }

  private static final String PATH = "/reservations/workloads";

  /// The list, the list's object and its list are three levels more.
  private String wish(int levels) {
    var stats = "\"stats\":[{\"type\":\"other\",\"data\":" + nested(levels) + "}]";
    return grid.body(grid.wish(TestGrid.container(1, 1024))).replace("\"stats\":[]", stats);
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  @Test
  void a_result_is_at_most_64_deep_and_its_workload_can_be_deleted_as_any() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    for (var levels : new int[] {64, 490, 498, 499, 500}) {
      expect(400, grid.explorer.asNode(grid.node, "PUT", grid.path(id), result(levels)));
    }
    expect(201, grid.explorer.asNode(grid.node, "PUT", grid.path(id), result(63)));
    everybodyReads(1);
    expect(200, grid.explorer.get("/reservations/nodes/workloads/" + id + "-1"));
    expect(201, grid.signDelete(id));
    expect(200, grid.delete(id));
  }

  private static String result(int levels) {
    return "{\"state\":1,\"data_json\":" + nested(levels) + "}";
  }

  @Test
  void brackets_in_a_text_are_no_levels() throws Exception {
    var text = "\"".concat("[".repeat(600)).concat("\\\\\\\"{");
    var wish = grid.body(grid.wish(TestGrid.volume())).replace("\"json\":\"", "\"json\":" + text);
    expect(201, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, wish));
  }

  private void everybodyReads(int count) throws Exception {
    try (var feed = ReservationFeed.open(grid.explorer.uri());
        var client = GridClient.anonymous(grid.explorer.uri());
        var node = NodeClient.connect(grid.explorer.uri(), grid.node)) {
      assertThat(feed.next(Duration.ZERO)).hasSize(count);
      assertThat(client.workloads()).hasSize(count);
      assertThat(node.poll(0, Duration.ZERO).workloads()).hasSize(count);
    }
  }

  @Test
  void what_earlier_versions_took_in_can_be_read() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var text = grid.explorer.get(PATH + "/" + id).text().strip();
    rewrite(id, text.replace("\"data_json\":null", "\"data_json\":" + nested(499)));
    everybodyReads(1);
    expect(201, grid.signDelete(id));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void a_workload_nobody_can_read_does_not_let_others_run_on_without_a_pool() throws Exception {
    var broken = grid.deploy(TestGrid.container(4, 8192));
    var id = grid.deploy(TestGrid.container(4, 8192));
    for (var one : new long[] {broken, id}) {
      expect(201, grid.putResult(one, State.OK, ""));
    }
    rewrite(broken, "{\"workload_type\":1,\"capacity\":7}");
    grid.explorer.pass(Duration.ofDays(7));
    Reservation other;
    do {
      other = grid.workload(id);
    } while (other.nextAction() != NextAction.DELETE);
  }

  /// As if something had gone wrong with the row.
  private void rewrite(long id, String document) throws Exception {
    try (var database = DriverManager.getConnection(TestExplorer.database(folder));
        var change = database.prepareStatement("UPDATE workloads SET document = ? WHERE id = ?")) {
      change.setString(1, document);
      change.setLong(2, id);
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
  }
}
