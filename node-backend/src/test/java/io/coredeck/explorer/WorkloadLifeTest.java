package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Result.State;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a workload, from the wish to the end, as customer and node see it.
class WorkloadLifeTest {
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
  void a_new_workload_is_to_be_deployed_and_has_no_result_yet() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    assertThat(id).isEqualTo(1);
    var reply = grid.explorer.get("/reservations/workloads/1");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.json().member("next_action").integer()).isEqualTo(3);
    assertThat(reply.json().member("version").integer()).isEqualTo(2);
    assertThat(reply.json().member("json").text()).isEmpty();
    assertThat(reply.json().member("stats").isList()).isTrue();
    assertThat(reply.json().member("result").json())
        .isEqualTo(
            """
            {"category":0,"workload_id":"","data_json":null,"signature":"","state":0,\
            "message":"","epoch":0,"node_id":""}\
            """);
  }

  @Test
  void the_explorers_time_replaces_the_clients() throws Exception {
    var before = grid.explorer.now().getEpochSecond();
    var stored = grid.workload(grid.deploy(TestGrid.volume()));
    assertThat(stored.epoch()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void a_client_cannot_bring_a_result_or_signatures_along() throws Exception {
    var lie = new Result(1, "9-1", "null", "", State.OK, "", 1, "x");
    var wish = grid.wish(TestGrid.volume()).withResult(lie).withId(77);
    expect(201, grid.ask(wish.withNextAction(NextAction.DELETED)));
    var stored = grid.workload(1);
    assertThat(stored.result()).isEqualTo(Result.NONE);
    assertThat(stored.nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void from_deployed_over_asked_to_delete_to_deleted() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    assertThat(TestGrid.ids(grid.poll(0))).containsExactly(id);
    expect(201, grid.putResult(id, State.OK, ""));
    var running = grid.workload(id);
    assertThat(running.nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(running.result().workloadId()).isEqualTo("1-1");
    assertThat(running.result().nodeId()).isEqualTo(grid.node.nodeId());
    assertThat(running.result().dataJson()).isEqualTo("{\"id\":\"x\"}");
    assertThat(running.result().epoch()).isPositive();

    expect(201, grid.signDelete(id));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(grid.workload(id).signaturesDelete()).hasSize(1);
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);

    expect(200, grid.delete(id));
    var gone = grid.workload(id);
    assertThat(gone.nextAction()).isEqualTo(NextAction.DELETED);
    assertThat(gone.result().state()).isEqualTo(State.DELETED);
    assertThat(gone.result().dataJson()).isEqualTo("{\"id\":\"x\"}");
    assertThat(TestGrid.ids(grid.poll(0))).isEmpty();
  }

  @Test
  void a_failed_workload_is_to_be_deleted_and_keeps_its_message() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    expect(201, grid.putResult(id, State.ERROR, "no such flist"));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(grid.workload(id).result().state()).isEqualTo(State.ERROR);
    expect(200, grid.delete(id));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETED);
    assertThat(grid.workload(id).result().message()).isEqualTo("no such flist");
  }

  @Test
  void of_a_message_without_end_the_beginning_is_kept_in_whole_characters() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    var begin = "x".repeat(Result.LONGEST_MESSAGE - 1);
    expect(201, grid.putResult(id, State.ERROR, begin + "\uD83D\uDE00".repeat(1000)));
    assertThat(grid.workload(id).result().message()).isEqualTo(begin);
  }

  @Test
  void what_was_never_answered_gets_a_bare_result_when_deleted() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(200, grid.delete(id));
    var result = grid.workload(id).result();
    assertThat(result.workloadId()).isEqualTo("1-1");
    assertThat(result.state()).isEqualTo(State.DELETED);
  }

  @Test
  void a_deletion_asked_for_while_the_node_is_still_deploying_is_not_lost() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.poll(0);
    expect(201, grid.signDelete(id));
    expect(201, grid.putResult(id, State.OK, ""));
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
  }

  @Test
  void a_deletion_its_node_refuses_is_taken_back_and_can_be_asked_for_again() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, State.OK, ""));
    expect(201, grid.signDelete(id));
    expect(201, grid.putResult(id, State.OK, "volume 1-1 is mounted by container 2-1"));
    var kept = grid.workload(id);
    assertThat(kept.nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(kept.signaturesDelete()).isEmpty();
    assertThat(kept.result().state()).isEqualTo(State.OK);
    assertThat(kept.result().message()).contains("mounted by container 2-1");
    assertThat(TestGrid.ids(grid.poll(id + 1))).isEmpty();
    expect(201, grid.signDelete(id));
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);
  }

  @Test
  void a_deletion_that_was_taken_back_cannot_be_asked_for_with_the_old_signature()
      throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, State.OK, ""));
    expect(201, grid.signDelete(id));
    var seen = grid.workload(id).signaturesDelete().getFirst();
    expect(201, grid.putResult(id, State.OK, "volume 1-1 is mounted by container 2-1"));
    var path = "/reservations/workloads/" + id + "/sign/delete";
    expect(401, grid.explorer.post(path, Messages.write(seen)));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DEPLOY);
    expect(201, grid.signDelete(id));
  }

  @Test
  void what_a_node_says_of_a_workload_it_brings_up_does_not_take_its_deletion_back()
      throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.poll(0);
    expect(201, grid.signDelete(id));
    expect(201, grid.putResult(id, State.OK, "made with fewer replicas"));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);
    expect(201, grid.putResult(id, State.OK, "volume 1-1 is mounted by container 2-1"));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void a_success_after_a_failure_changes_nothing() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    expect(201, grid.putResult(id, State.ERROR, "no such flist"));
    expect(201, grid.putResult(id, State.OK, ""));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(grid.workload(id).result().state()).isEqualTo(State.ERROR);
    assertThat(grid.workload(id).result().message()).isEqualTo("no such flist");
    var pool = grid.explorer.get("/reservations/pools/" + grid.poolId).json();
    assertThat(pool.member("active_workload_ids").items()).isEmpty();
    expect(200, grid.delete(id));
    assertThat(grid.workload(id).result().message()).isEqualTo("no such flist");
  }

  @Test
  void a_deletion_without_a_signature_is_taken_back_as_well() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, State.OK, ""));
    var path = "/reservations/workloads/" + id + "/delete";
    expect(200, grid.explorer.signed(grid.alice, grid.aliceId, "POST", path, ""));
    var asked = grid.workload(id);
    assertThat(asked.signaturesDelete()).hasSize(1);
    assertThat(asked.signaturesDelete().getFirst().tid()).isEqualTo(grid.aliceId);
    assertThat(asked.signaturesDelete().getFirst().signature()).isEmpty();
    expect(201, grid.signDelete(id)); // as before: also after that
    expect(201, grid.putResult(id, State.OK, "volume 1-1 is mounted by container 2-1"));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(grid.workload(id).signaturesDelete()).isEmpty();
  }

  @Test
  void a_late_result_does_not_bring_a_deleted_workload_back() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(200, grid.delete(id));
    expect(201, grid.putResult(id, State.OK, ""));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETED);
    assertThat(grid.workload(id).result().state()).isEqualTo(State.DELETED);
  }

  @Test
  void two_of_two_signers_are_needed_where_two_are_asked() throws Exception {
    var both = new SigningRequest(List.of(grid.aliceId, grid.bobId), 2);
    expect(201, grid.ask(grid.wish(TestGrid.volume()).withSigningRequestDelete(both)));
    expect(201, grid.signDelete(1));
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DEPLOY);
    expect(201, grid.signDelete(1, grid.bob, grid.bobId));
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DELETE);
  }

  @Test
  void without_a_quorum_no_signature_deletes() throws Exception {
    var nobody = new SigningRequest(List.of(grid.aliceId), 0);
    expect(201, grid.ask(grid.wish(TestGrid.volume()).withSigningRequestDelete(nobody)));
    expect(201, grid.signDelete(1));
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void the_node_reads_one_workload_by_its_gwid() throws Exception {
    grid.deploy(TestGrid.volume());
    var reply = expect(200, grid.explorer.get("/reservations/nodes/workloads/1-1"));
    assertThat(Json.reservation(reply.text())).isEqualTo(grid.workload(1));
    assertThat(grid.explorer.get("/reservations/nodes/workloads/1-2").status()).isEqualTo(404);
    assertThat(grid.explorer.get("/reservations/nodes/workloads/x").status()).isEqualTo(404);
  }

  @Test
  void lists_come_filtered_and_in_pages() throws Exception {
    for (var i = 0; i < 3; i++) {
      grid.deploy(TestGrid.volume());
    }
    grid.deploy(TestGrid.container(1, 1024));
    expect(201, grid.signDelete(2));
    var page = grid.explorer.get("/reservations/workloads?page=2&size=3");
    assertThat(TestGrid.ids(page)).containsExactly(4L);
    assertThat(page.header("Pages")).isEqualTo("2");
    assertThat(page.header("Access-Control-Expose-Headers")).isEqualTo("Pages");
    var all = "/reservations/workloads?page=nonsense&size=-1&customer_tid=" + grid.aliceId;
    assertThat(TestGrid.ids(grid.explorer.get(all))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(TestGrid.ids(grid.explorer.get("/reservations/workloads?next_action=4")))
        .containsExactly(2L);
    assertThat(TestGrid.ids(grid.explorer.get("/reservations/workloads?workload_type=1")))
        .containsExactly(4L);
    var none = grid.explorer.get("/reservations/workloads?customer_tid=99");
    assertThat(none.text()).isEqualTo("[]\n");
    assertThat(none.header("Pages")).isEqualTo("0");
    assertThat(grid.explorer.get("/reservations/workloads?next_action=x").status()).isEqualTo(400);
  }
}
