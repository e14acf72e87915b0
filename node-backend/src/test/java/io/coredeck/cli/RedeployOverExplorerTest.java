package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Volume;
import io.coredeck.sdk.draft.RedeployOptions;
import io.coredeck.sdk.draft.Redeployment;
import io.coredeck.wire.Json;
import java.nio.file.Files;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What the command line promises about a container that takes the place of another, against the
/// real explorer.
class RedeployOverExplorerTest extends WebOverExplorer {
  /// Without it no container would run.
  private void network() {
    done(
        run(
            "name: default\nnetwork_iprange: 172.24.0.0/16\niprange: 172.24.1.0/24",
            "deploy",
            "-"));
  }

  @Test
  void the_new_one_comes_with_the_old_ones_secrets_and_then_the_old_one_goes() throws Exception {
    var before = container(1);
    var diff =
        done(run("", "redeploy", "1", "--set", "capacity.memory=4096", "--diff", "-o", "json"));
    assertThat(diff.out().strip())
        .isEqualTo("[{\"path\":\"capacity.memory\",\"from\":2048,\"to\":4096}]");
    assertThat(grid.workloads()).hasSize(1);
    var run = done(run("", "redeploy", "1", "--set", "capacity.memory=4096"));
    assertThat(run.out()).contains("~ capacity.memory: 2048 -> 4096", "container 2-1 runs");
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DELETED);
    assertThat(secret(2)).isEqualTo("s3cret");
    assertThat(container(2).logs().getFirst().secretStdout())
        .isEqualTo(before.logs().getFirst().secretStdout());
    assertThat(done(run("", "clone", "2")).out()).doesNotContain("replaces", "metadata");
    // asked for once more, nothing is made once more
    done(run("", "redeploy", "1", "--set", "capacity.memory=4096"));
    assertThat(grid.workloads()).hasSize(2);
    var other = run("", "redeploy", "1", "--set", "capacity.memory=8192");
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(other.err()).contains("2-1 takes the place of 1-1 already");
  }

  @Test
  void who_was_broken_off_goes_on_with_what_is_there() throws Exception {
    var draft = done(run("", "clone", "1", "--set", "capacity.cpu=2", "-o", "json")).out();
    done(run("", "redeploy", "1", "--set", "capacity.cpu=2"));
    // as if the old one had not been reached: another of the same wish finds the new one
    Files.writeString(data.resolve("wish.json"), draft);
    var again = done(run("", "redeploy", "1", "-f", data.resolve("wish.json").toString()));
    assertThat(again.out()).contains("container 2-1 runs");
    assertThat(grid.workloads()).hasSize(2);
  }

  @Test
  void what_does_not_come_up_goes_and_the_old_one_stays() throws Exception {
    var run = run("", "redeploy", "1", "--set", "description=fail");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("it did not work; 1-1 stays");
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(grid.awaitDeleted(2, WholeExplorer.SOON).nextAction()).isEqualTo(NextAction.DELETED);
    done(run("", "redeploy", "1", "--set", "description=better"));
  }

  @Test
  void one_address_is_of_one_container_so_the_old_one_goes_first_if_that_is_asked_for()
      throws Exception {
    network();
    var address = container(1).networkConnections().getFirst().ipaddress();
    var set = "network_connection[0].ipaddress=" + address;
    var refused = run("", "redeploy", "1", "--set", set, "--set", "capacity.cpu=2");
    assertThat(refused.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(refused.err()).contains("the address " + address, "--stop-first");
    assertThat(grid.workloads()).hasSize(2);
    var failed = run("", "redeploy", "1", "--set", "description=fail", "--stop-first");
    assertThat(failed.code()).as(failed.err()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err()).contains("1-1 was run again as it was: 4-1");
    assertThat(secret(4)).isEqualTo("s3cret");
    var again = run("", "redeploy", "1", "--set", "capacity.cpu=2", "--stop-first");
    assertThat(again.err()).contains("4-1 takes the place of 1-1 already");
    done(run("", "redeploy", "4", "--set", "capacity.cpu=2", "--stop-first"));
    assertThat(container(5).networkConnections().getFirst().ipaddress()).isEqualTo(address);
  }

  @Test
  void the_old_one_does_not_go_first_for_one_that_would_not_run() throws Exception {
    var refused = run("", "redeploy", "1", "--set", "pool_id=99", "--stop-first");
    assertThat(refused.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(refused.err()).contains("1-1 stays: the new one would not run: ");
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(grid.workloads()).hasSize(1);
  }

  @Test
  void what_was_deleted_long_before_is_not_run_again() throws Exception {
    grid.decommission(1);
    grid.awaitDeleted(1, WholeExplorer.SOON);
    var failed = run("", "redeploy", "1", "--set", "description=fail", "--stop-first");
    assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err()).contains("1-1 was deleted before");
    assertThat(grid.workloads()).hasSize(2);
  }

  @Test
  void other_values_of_secrets_are_not_passed_over_in_silence() throws Exception {
    done(run(WEB.replace("s3cret", "n3w"), "redeploy", "1", "-f", "-"));
    assertThat(secret(2)).isEqualTo("n3w");
    var other = run(WEB.replace("s3cret", "n3wer"), "redeploy", "1", "-f", "-");
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(other.err()).contains("nobody can tell whether with these secrets", "redeploy 2-1");
    assertThat(grid.workloads()).hasSize(2);
  }

  @Test
  void of_two_who_redeploy_at_once_one_container_is_left() throws Exception {
    var volume = "volumes=[{\"mountpoint\":\"/d\",\"create\":{\"size\":1}}]";
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = both.submit(() -> run("", "redeploy", "1", "--set", volume));
      var other = both.submit(() -> run("", "redeploy", "1", "--set", volume));
      done(one.get());
      done(other.get());
    }
    var left =
        grid.liveWorkloads().stream()
            .filter(workload -> workload.nextAction() == NextAction.DEPLOY)
            .toList();
    assertThat(left).filteredOn(workload -> workload.workload() instanceof Container).hasSize(1);
    assertThat(left).filteredOn(workload -> workload.workload() instanceof Volume).hasSize(1);
  }

  @Test
  void a_new_volume_in_the_place_of_one_with_data_is_refused() throws Exception {
    var volume = "volumes=[{\"mountpoint\":\"/d\",\"create\":{\"size\":1}}]";
    done(run("", "redeploy", "1", "--set", volume));
    var id = grid.liveWorkloads().getLast().gwid();
    var again = run("", "redeploy", id, "--set", volume);
    assertThat(again.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(again.err()).contains("volumes[0].create", "write volume_id: 2-1");
    assertThat(grid.workloads()).hasSize(3);
  }

  @Test
  void what_get_prints_is_taken_for_what_it_is_with_its_secrets_encrypted_already()
      throws Exception {
    var stored = done(run("", "get", "1", "-o", "json")).out();
    var changed = stored.replace("172.24.1.2", "172.24.1.77").replace("\"live\"", "\"test\"");
    done(run(changed, "redeploy", "1", "-f", "-"));
    assertThat(secret(2)).isEqualTo("s3cret");
    assertThat(container(2).environment()).containsEntry("MODE", "test");
    assertThat(container(2).networkConnections().getFirst().ipaddress()).isEqualTo("172.24.1.77");
  }

  @Test
  void what_was_made_for_a_container_that_does_not_run_goes_again() throws Exception {
    var volume = "volumes=[{\"mountpoint\":\"/d\",\"create\":{\"size\":1}}]";
    var run = run("", "redeploy", "1", "--set", volume, "--set", "description=fail");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("volume 2-1 is taken back", "1-1 stays");
    assertThat(grid.awaitDeleted(2, WholeExplorer.SOON).nextAction()).isEqualTo(NextAction.DELETED);
    done(run("", "redeploy", "1", "--set", volume));
    assertThat(container(5).volumes().getFirst().volumeId()).isEqualTo("4-1");
    assertThat(grid.workload(4).nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void of_two_whose_new_ones_fail_at_once_the_old_one_comes_back_once() throws Exception {
    network();
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var words = new String[] {"redeploy", "1", "--set", "description=fail", "--stop-first"};
      var one = both.submit(() -> run("", words));
      var other = both.submit(() -> run("", words));
      assertThat(one.get().code()).as(one.get().out()).isNotEqualTo(ExitCode.DONE);
      assertThat(other.get().code()).as(other.get().out()).isNotEqualTo(ExitCode.DONE);
    }
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DELETED);
    var left =
        grid.liveWorkloads().stream()
            .filter(workload -> workload.nextAction() == NextAction.DEPLOY)
            .filter(workload -> workload.workload() instanceof Container)
            .toList();
    assertThat(left).hasSize(1);
    assertThat(secret(left.getFirst().id())).isEqualTo("s3cret");
    assertThat(left.getFirst().metadata()).contains("\"replaces\":\"1-1 restored\"");
  }

  @Test
  void what_could_not_be_run_again_does_not_go_first() throws Exception {
    var stored = grid.workload(1);
    var old = Json.reservation(Json.write(stored).replace("\"version\":2", "\"version\":0"));
    assertThat(old.version()).isZero();
    var first = Redeployment.of(grid, old, RedeployOptions.USUAL.stopFirst());
    var wish = stored.asReceived().withCustomerSignature("");
    assertThatThrownBy(() -> first.run(wish, "content"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1-1 stays: its secrets are encrypted in a way that is no longer");
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(grid.workloads()).hasSize(1);
  }
}
