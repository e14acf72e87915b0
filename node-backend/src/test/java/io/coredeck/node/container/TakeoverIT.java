package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.container.ContainerState.Exited;
import io.coredeck.node.container.ContainerState.Lost;
import io.coredeck.node.container.ContainerState.Running;
import io.coredeck.node.host.Host.Signal;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a new agent knows of the containers of the one before, and what each agent is told of.
@Timeout(60)
class TakeoverIT {
  @TempDir Path dir;
  private Lab lab;
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(dir, "ctto");
  }

  @AfterEach
  void destroy() throws Exception {
    lab.destroy();
    assertThat(lab.groups()).isEmpty();
    assertThat(lab.processes()).isEmpty();
  }

  private void watch() throws IOException {
    lab.containers.watch((gwid, state) -> told.add(gwid + " " + state));
  }

  private String heard() throws InterruptedException {
    return String.valueOf(told.poll(15, TimeUnit.SECONDS));
  }

  private ProcessKey conmon(String gwid) throws IOException {
    var pid = Files.readString(lab.bundle(gwid).resolve("conmon.pid")).strip();
    return lab.host.process(Long.parseLong(pid)).orElseThrow();
  }

  @Test
  void a_new_agent_finds_what_runs_and_what_has_ended() throws Exception {
    var running = lab.containers.start(lab.script("1-1", "sleep 1; echo later; sleep 60"));
    lab.run(lab.script("2-1", "exit 4"));
    lab.containers = lab.open();
    assertThat(lab.containers.list())
        .isEqualTo(Map.of("1-1", running, "2-1", new Exited(4, false)));
    lab.awaitLog("1-1", "later");
    assertThat(lab.containers.usage("1-1", 1)).isPresent();
    lab.containers.restart("2-1");
    assertThat(lab.awaitExit("2-1").code()).isEqualTo(4);
    lab.containers.stop("1-1");
    assertThat(lab.containers.list().get("1-1")).isInstanceOf(Exited.class);
  }

  @Test
  void ends_are_told_once_and_those_missed_come_first() throws Exception {
    lab.run(lab.script("1-1", "exit 4"));
    lab.containers = lab.open();
    watch();
    assertThat(heard()).isEqualTo("1-1 Exited[code=4, oom=false]");
    lab.containers.start(lab.script("2-1", "sleep 0.2; exit 5"));
    assertThat(heard()).isEqualTo("2-1 Exited[code=5, oom=false]");
    lab.containers.start(lab.script("3-1", "exit 6"));
    assertThat(heard()).isEqualTo("3-1 Exited[code=6, oom=false]");
    lab.containers.restart("1-1");
    assertThat(heard()).isEqualTo("1-1 Exited[code=4, oom=false]");
    assertThat(told).isEmpty();
  }

  @Test
  void an_end_that_was_asked_for_is_not_told() throws Exception {
    watch();
    lab.containers.start(lab.script("1-1", "sleep 60"));
    lab.containers.start(lab.script("2-1", "sleep 60"));
    lab.containers.stop("1-1");
    lab.containers.remove("2-1");
    lab.containers.start(lab.script("3-1", "exit 1"));
    assertThat(heard()).startsWith("3-1");
    assertThat(told).isEmpty();
  }

  @Test
  void a_container_whose_conmon_was_killed_is_lost_and_can_be_started_anew() throws Exception {
    watch();
    lab.containers.start(lab.script("1-1", "while :; do sleep 1; done"));
    lab.host.signal(conmon("1-1"), Signal.KILL);
    assertThat(heard()).isEqualTo("1-1 Lost[]");
    assertThat(lab.containers.list()).isEqualTo(Map.of("1-1", new Lost()));
    var again = lab.containers.restart("1-1");
    assertThat(lab.containers.list()).isEqualTo(Map.of("1-1", again));
    lab.host.signal(conmon("1-1"), Signal.KILL);
    lab.containers.remove("1-1");
    assertThat(lab.processes()).isEmpty();
  }

  @Test
  void containers_of_an_earlier_boot_are_lost_and_their_process_numbers_mean_nothing()
      throws Exception {
    lab.containers.start(lab.script("1-1", "sleep 60"));
    var file = lab.bundle("1-1").resolve("life.json");
    var life = Files.readString(file);
    var other =
        lab.host.start(
            io.coredeck.node.host.Command.of("sleep", "60"), lab.dir.resolve("other.log"));
    try {
      var spec = new Bundle("1-1", lab.bundle("1-1")).spec().orElseThrow();
      lab.containers.remove("1-1");
      var key = lab.host.process(other.pid()).orElseThrow();
      var bundle = new Bundle("1-1", lab.bundle("1-1"));
      bundle.create();
      bundle.keep(spec);
      bundle.keep(new Bundle.Life(Path.of("/usr/sbin/runc"), "another boot", key, key));
      assertThat(life).contains("boot");
      lab.containers = lab.open();
      assertThat(lab.containers.list()).isEqualTo(Map.of("1-1", new Lost()));
      assertThat(lab.containers.restart("1-1")).isInstanceOf(Running.class);
      lab.containers.stop("1-1");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void what_was_not_started_to_the_end_is_cleared_away() throws Exception {
    lab.containers.start(lab.script("1-1", "sleep 60"));
    Files.delete(lab.bundle("1-1").resolve("life.json"));
    lab.containers = lab.open();
    assertThat(lab.containers.list()).isEmpty();
    assertThat(lab.bundle("1-1")).doesNotExist();
    assertThat(lab.processes()).isEmpty();
    assertThat(lab.groups()).noneMatch(group -> group.endsWith("1-1"));
  }

  @Test
  void two_instances_do_not_see_each_other() throws Exception {
    var other = new Lab(Files.createDirectory(dir.resolve("other")), "ctt2");
    try {
      lab.containers.start(lab.script("1-1", "sleep 60"));
      other.containers.start(other.script("1-1", "sleep 60"));
      lab.containers.remove("1-1");
      assertThat(other.containers.list().get("1-1")).isInstanceOf(Running.class);
      assertThat(List.copyOf(lab.containers.list().keySet())).isEmpty();
    } finally {
      other.destroy();
    }
  }
}
