package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the command line promises about copies and templates, against the real explorer.
class DraftsOverExplorerTest extends WebOverExplorer {
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
