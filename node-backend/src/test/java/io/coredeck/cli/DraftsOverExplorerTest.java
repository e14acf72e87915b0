package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command line promises about copies, replacements and templates, against the real
/// explorer.
class DraftsOverExplorerTest {
  private static final String WEB =
      """
      flist: http://h/a.flist
      name: web
      environment: {MODE: live}
      secret_environment: {PASSWORD: s3cret}
      capacity: {memory: 2048}
      logs: [{type: redis, data: {stdout: "redis://:op3n@h/out"}}]
      """;

  private final KeyPair keys = KeyPair.generate();
  private final KeyPair nodeKeys = KeyPair.generate();
  private WholeExplorer whole;
  private GridClient grid;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    whole = WholeExplorer.start(data, keys, nodeKeys);
    grid = whole.grid();
    done(run(WEB, "deploy", "-"));
  }

  @AfterEach
  void stop() throws Exception {
    whole.close();
  }

  private CommandRun run(String input, String... args) {
    return CommandRun.of(data, input, args);
  }

  private static CommandRun done(CommandRun run) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  private Container container(long id) throws Exception {
    return (Container) grid.workload(id).workload();
  }

  private String secret(long id) throws Exception {
    var sealed = container(id).secretEnvironment().getOrDefault("PASSWORD", "");
    return new String(
        Secrets.decrypt(Reservation.CURRENT_VERSION, nodeKeys, keys.publicKeyHex(), sealed),
        StandardCharsets.UTF_8);
  }

  @Test
  void a_copy_is_what_was_set_and_can_be_deployed_with_its_secrets() throws Exception {
    var copy = done(run("", "clone", "1"));
    assertThat(copy.out())
        .contains(
            "flist: http://h/a.flist", "memory: 2048", "PASSWORD: \"\"", "stdout: \"(hidden)\"")
        .doesNotContain("s3cret", "op3n", "cpu", "ipaddress", "interactive", "signature");
    var refused = run(copy.out(), "deploy", "-");
    assertThat(refused.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(refused.err()).contains("secret_environment.PASSWORD has no value");
    var mended = copy.out().replace("(hidden)", "redis://:op3n@h/out");
    var around = new Surroundings(Map.of("PASSWORD", "other"), Terminal.NONE);
    var deployed =
        CommandRun.around(
            around,
            mended,
            List.of("deploy", "-", "--secrets-from-env", "--data", data.toString()));
    done(deployed);
    assertThat(secret(2)).isEqualTo("other");
    assertThat(container(2).networkConnections().getFirst().ipaddress())
        .isNotEqualTo(container(1).networkConnections().getFirst().ipaddress());
    assertThat(done(run("", "clone", "2")).out()).isEqualTo(copy.out());
  }

  @Test
  void a_copy_can_be_changed_and_run_at_once() throws Exception {
    var run =
        done(
            run(
                "",
                "clone",
                "1-1",
                "--set",
                "environment.MODE=test",
                "--set",
                "capacity.cpu=2",
                "--unset",
                "secret_environment",
                "--unset",
                "logs",
                "--deploy",
                "-o",
                "json"));
    assertThat(Json.tree(run.out()).member("gwid").text()).isEqualTo("2-1");
    assertThat(container(2).environment()).containsEntry("MODE", "test");
    assertThat(container(2).capacity().cpu()).isEqualTo(2);
    var secret = run("", "clone", "1", "--set", "secret_environment.PASSWORD=x");
    assertThat(secret.code()).isEqualTo(ExitCode.WRONG_CALL);
    var address = "logs[0].data.stdout=redis://:pw@h/o";
    assertThat(run("", "clone", "1", "--set", address).err()).contains("is secret");
    assertThat(run("", "clone", "1", "--set", "capacity.cpu=two").code())
        .isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run("", "clone", "9").code()).isEqualTo(ExitCode.UNKNOWN);
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
    done(
        run(
            "name: default\nnetwork_iprange: 172.24.0.0/16\niprange: 172.24.1.0/24",
            "deploy",
            "-"));
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
  void values_of_secrets_are_never_in_what_is_different() {
    var file = WEB.replace("s3cret", "n3w").replace("op3n", "n3wer");
    var diff = done(run(file, "redeploy", "1", "-f", "-", "--diff"));
    assertThat(diff.out())
        .contains("~ secret_environment.PASSWORD: \"(hidden)\" -> \"(new value)\"", "(new value)@h")
        .doesNotContain("s3cret", "n3w", "op3n");
    var gone = done(run("flist: http://h/a.flist", "redeploy", "1", "-f", "-", "--diff"));
    assertThat(gone.out())
        .contains(
            "- secret_environment", "- environment", "- name", "~ capacity.memory: 2048 -> 1024");
    assertThat(done(run("", "redeploy", "1")).out()).isEqualTo("nothing is different\n");
    assertThat(run("size: 1", "redeploy", "1", "-f", "-").code()).isEqualTo(ExitCode.WRONG_CALL);
  }

  @Test
  void templates_are_saved_listed_shown_used_and_deleted() throws Exception {
    var saved =
        done(
            run(
                "",
                "template",
                "save",
                "web",
                "--from",
                "1",
                "--var",
                "cpus=2",
                "--set",
                "environment.CPUS=${cpus}",
                "--unset",
                "logs",
                "--description",
                "the shop"));
    done(
        run(
            "",
            "template",
            "save",
            "big",
            "--from",
            "1",
            "--var",
            "m=4096",
            "--set",
            "capacity.memory=${m}"));
    assertThat(done(run("", "template", "use", "big")).out()).contains("memory: 4096");
    assertThat(saved.err()).contains("left out: node_id, pool_id");
    assertThat(done(run("", "template")).out()).contains("web", "container", "the shop");
    assertThat(done(run("", "template", "show", "web")).out())
        .contains("# --var cpus=2", "PASSWORD: \"\"")
        .doesNotContain("s3cret");
    var twice = run(WEB, "template", "save", "web", "-f", "-");
    assertThat(twice.code()).isEqualTo(ExitCode.FAILED);
    assertThat(twice.err()).contains("already");
    var used = done(run("", "template", "use", "web", "--var", "cpus=7"));
    assertThat(used.out()).contains("CPUS: \"7\"");
    var around = new Surroundings(Map.of("PASSWORD", "mine"), Terminal.NONE);
    done(
        CommandRun.around(
            around,
            "",
            List.of(
                "template",
                "use",
                "web",
                "--deploy",
                "--secrets-from-env",
                "--data",
                data.toString())));
    assertThat(secret(2)).isEqualTo("mine");
    assertThat(run("", "template", "use", "web", "--var", "x=7").err()).contains("no variable 'x'");
    done(run(WEB, "template", "save", "web", "-f", "-", "--replace"));
    done(run("", "template", "delete", "web"));
    assertThat(run("", "template", "show", "web").code()).isEqualTo(ExitCode.UNKNOWN);
  }
}
